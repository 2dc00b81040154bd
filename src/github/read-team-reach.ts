import type { TeamReach } from '../dossier/observation.ts';
import type { HubAccess } from './octokit.ts';
import { commentHtml } from './queries/comment-html.ts';
import { readGraphql } from './read-graphql.ts';
import { orNull, refusalOf } from './refusal.ts';

/** Members who are named in the place of a team: enough that somebody sees it. */
const NAMED = 3;

/**
 * Whether the name of a team, in a comment of the App, notifies it: GitHub makes a link of it then, and leaves it as text for a team that does not exist, is
 * hidden, or may not read the hub ("Mentioning people and teams", GitHub documentation). Throws where GitHub can't answer now.
 */
export async function readTeamReach({ hub, access }: HubAccess, team: string, comment: string): Promise<TeamReach> {
  const html = await readGraphql(hub.octokit, commentHtml, { comment });
  if (html === null) return { kind: 'unknown' };
  const [org = '', slug = ''] = team.toLowerCase().split('/');
  if (html.toLowerCase().includes(`/orgs/${org}/teams/${slug}"`)) return { kind: 'reached' };
  return { kind: 'unreached', members: await readMembers(access, { org, team_slug: slug }) };
}

/** Nobody where GitHub does not tell. */
async function readMembers(access: HubAccess['access'], of: { org: string; team_slug: string }): Promise<readonly string[]> {
  try {
    const { octokit } = await access('read-teams');
    const listed = await orNull(octokit.rest.teams.listMembersInOrg({ ...of, per_page: NAMED }));
    return (listed?.data ?? []).flatMap(({ login, type }) => (type === 'User' ? [login] : []));
  } catch (error) {
    refusalOf(error);
    return [];
  }
}
