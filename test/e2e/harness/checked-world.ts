import { z } from 'zod';
import type { GitHubSeed } from '../../../sandbox/emulator/seed.ts';
import type { Login } from '../../../sandbox/seed/people.ts';
import { population } from '../../../sandbox/seed/population.ts';
import { readMarker } from '../../../src/render/marker.ts';
import { aBody } from '../../dossier/toy-hub.ts';
import { startAccostage } from './start-accostage.ts';
import { startWorld, type World } from './world.ts';

/** A private repository, besides those of the sandbox. */
export const secret = 'demat-permis/prive';

const seed: GitHubSeed = {
  ...population,
  repositories: [
    ...population.repositories,
    { owner: 'demat-permis', name: 'prive', description: 'Un dépôt privé', visibility: 'private', collaborators: {} },
  ],
  teams: population.teams.map((team) =>
    team.organization === 'demat-permis' ? { ...team, grants: { ...team.grants, [secret]: 'write' as const } } : team,
  ),
};

/** What stands in it, once a test has put it there: a violation of each kind that must not be told elsewhere. */
export const secretDockerfile = 'FROM docker.io/library/debian:latest\nENV DB_PASSWORD=tres-secret-42\nEXPOSE 22\nUSER root\n';

export const front = 'demat-permis/front';

/** A world whose projects have files, and that repository. */
export function startCheckedWorld(): Promise<World> {
  return startWorld({ startApp: startAccostage(), projects: 'filled', seed });
}

/** What is done and seen in such a world, the one of the moment. */
export function handsIn(world: () => World) {
  /** Opens a dossier for these repositories, and lets the App answer; its number. */
  async function openFor(repositories: string, by: Login = 'lea-martin'): Promise<number> {
    const answers = { 'depots-applicatifs': repositories, 'depots-infra': repositories };
    const number = await world()
      .as(by)
      .submitForm({ title: 'Un projet', body: aBody(answers) });
    await world().settle();
    return number;
  }

  /** What the App says in a slot, with ordinary spaces; empty where it says nothing. */
  async function inSlot(number: number, slot: string): Promise<string> {
    const { comments } = await world().dossier(number);
    const body = comments.find(({ author, body: text }) => author === 'accostage[bot]' && readMarker(text) === slot)?.body ?? '';
    return body.replaceAll('\u00a0', ' ');
  }

  /** Writes one file in one commit, as GitHub's page does: its push names the file. */
  async function put(repository: string, path: string, text: string): Promise<string> {
    const by = repository.startsWith('dnum-mi/') ? 'camille-st' : 'lea-martin';
    const where = `/repos/${repository}/contents/${path}`;
    const shaOf = z.object({ sha: z.string() });
    const before = await world()
      .as(by)
      .call({ method: 'GET', path: where })
      .then((found) => shaOf.parse(found).sha)
      .catch(() => undefined);
    const content = Buffer.from(text).toString('base64');
    const body = { message: `Écrit ${path}`, content, branch: 'main', ...(before === undefined ? {} : { sha: before }) };
    const written = z.object({ commit: shaOf }).parse(await world().as(by).call({ method: 'PUT', path: where, body }));
    await world().settle();
    return written.commit.sha;
  }

  /** Somebody writes a comment, and the App reacts. */
  async function says(number: number, text: string, by: Login = 'lea-martin'): Promise<void> {
    await world().as(by).comment(number, text);
    await world().settle();
  }

  /** How often the App read the content of a repository. */
  function readsOf(repository: string): number {
    return world()
      .appCalls()
      .list.filter(({ path }) => path.startsWith(`/repos/${repository}/git/`)).length;
  }

  /** The issues of the private repository, as somebody of the project sees them. */
  async function secretIssues() {
    return z.array(z.object({ number: z.number(), title: z.string(), body: z.string(), state: z.string() })).parse(
      await world()
        .as('lea-martin')
        .call({ method: 'GET', path: `/repos/${secret}/issues?state=all` }),
    );
  }

  return { openFor, inSlot, put, says, readsOf, secretIssues };
}
