import { callAs } from './rest.ts';
import { atLeast, type GitHubSeed, type SeededTeam } from './seed.ts';

/** Makes the seed's teams through the API, since the emulator ignores them in its seed, and sees to it that the slugs are the expected ones. */
export async function seedAccess(seed: GitHubSeed, url: string): Promise<void> {
  for (const team of seed.teams) {
    const owner = seed.organizations.find(({ login }) => login === team.organization)?.owners[0];
    if (owner === undefined) throw new Error(`team ${team.slug}: no organization ${team.organization}`);
    await seedTeam(team, { owner, url });
  }
  for (const { owner, name, collaborators } of seed.repositories) {
    const administrator = seed.organizations.find(({ login }) => login === owner)?.owners[0] ?? owner;
    for (const [login, role] of Object.entries(collaborators)) {
      const permission = role === 'write' ? 'push' : role === 'read' ? 'pull' : role;
      await callAs(administrator, url, { method: 'PUT', path: `/repos/${owner}/${name}/collaborators/${login}`, body: { permission } });
    }
  }
}

async function seedTeam(
  { organization, slug, members, grants }: SeededTeam,
  { owner, url }: { owner: string; url: string },
): Promise<void> {
  // The emulator lets a team write into its repositories by the team's own permission.
  const permission = Object.values(grants).some((role) => atLeast(role, 'write')) ? 'push' : 'pull';
  await callAs(owner, url, { method: 'POST', path: `/orgs/${organization}/teams`, body: { name: slug, privacy: 'closed', permission } });
  await callAs(owner, url, { method: 'GET', path: `/orgs/${organization}/teams/${slug}` });
  for (const login of members) {
    const path = `/orgs/${organization}/teams/${slug}/memberships/${login}`;
    await callAs(owner, url, { method: 'PUT', path, body: { role: 'member' } });
  }
  for (const repository of Object.keys(grants)) {
    await callAs(owner, url, { method: 'PUT', path: `/orgs/${organization}/teams/${slug}/repos/${repository}`, body: {} });
  }
}
