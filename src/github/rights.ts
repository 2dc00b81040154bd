import type { Procedure } from '../config/procedure.ts';
import type { NamedAccount } from '../words/account.ts';
import type { RepositoryRef } from '../words/key.ts';
import type { Right } from '../dossier/observation.ts';
import type { OnBehalfOf } from '../dossier/on-behalf-of.ts';
import type { Installations } from './installations.ts';
import { NoLongerSo } from './no-longer-so.ts';
import type { Person } from './identify.ts';
import type { Access, HubAccess, Repository } from './octokit.ts';
import { describeRefusal, orNull, refusalOf } from './refusal.ts';

const yes: Right = { answer: 'yes' };
const no: Right = { answer: 'no' };

/** Permissions from the least to the most ("Repository roles for an organization", GitHub documentation). */
const roles = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const;

/**
 * Is this person in the Service Team, by the team or by the permission on the hub? Asked of GitHub each time. One way that says yes is
 * enough; "no" needs every configured way to say no, so that a failed look-up never looks like a refusal, nor like a consent.
 */
export async function readServiceTeamRight(
  { hub, access }: HubAccess,
  { team, permission }: Procedure['serviceTeam'],
  login: string,
): Promise<Right> {
  const answers: Right[] = [];
  if (team !== undefined) answers.push(await verified(readMembership(access, team, login), teamGrant(team)));
  if (permission !== undefined && !answers.includes(yes)) {
    answers.push(
      await verified(
        readPermission(hub, permission, login),
        'les droits sur ce dépôt sont illisibles : la permission « Metadata: read » est nécessaire',
      ),
    );
  }
  return answers.find(({ answer }) => answer === 'yes') ?? answers.find(({ answer }) => answer === 'unverified') ?? no;
}

/** The right that a write rests on was there when the dossier was read, and is no more. */
export class RightLost extends NoLongerSo {
  override readonly name = 'RightLost';
}

/** Asks again, just before a write, for the right that it rests on. Throws RightLost where GitHub does not say yes. */
export async function confirmRight(repository: Repository, onBehalfOf: OnBehalfOf): Promise<void> {
  const { octokit, owner, repo } = repository;
  if ('authorised' in onBehalfOf) {
    const { data } = await octokit.rest.repos.get({ owner, repo });
    if (data.id !== onBehalfOf.authorised) throw new RightLost(`${owner}/${repo} is no longer the repository that was authorised`);
    return;
  }
  const { answer } = await readWriteRight(repository, onBehalfOf);
  if (answer !== 'yes') throw new RightLost(`${onBehalfOf.login} may not write in ${owner}/${repo}`);
}

/** May this person write in that repository? Nobody may not. */
export function readWriteRight(repository: Repository, account: NamedAccount | null): Promise<Right> {
  if (account === null) return Promise.resolve(no);
  return verified(
    readPermissionOf(repository, 'write', account),
    'les droits sur ce dépôt sont illisibles : la permission « Metadata: read » est nécessaire',
  );
}

/**
 * May that very person read that repository? A login that has passed to another account since is nobody's: the id has to be the same
 * ("Get repository permissions for a user", GitHub documentation).
 */
export async function readReadingRight({ octokit, owner, repo }: Repository, { id, login }: Person): Promise<Right> {
  const answer = await orNull(octokit.rest.repos.getCollaboratorPermissionLevel({ owner, repo, username: login }));
  return answer !== null && answer.data.user?.id === id && mayAtLeast(answer.data, 'read') ? yes : no;
}

/** The same by the repository's name, also where GitHub refuses what else is asked of it; "no" where the App is not installed. */
export async function readWriteRightAt(
  installations: Pick<Installations, 'repository'>,
  where: RepositoryRef,
  account: NamedAccount | null,
): Promise<Right['answer']> {
  try {
    const repository = await installations.repository(where, 'read-rights');
    return repository === null ? 'no' : (await readWriteRight(repository, account)).answer;
  } catch (error) {
    refusalOf(error);
    return 'unverified';
  }
}

function teamGrant(team: string): string {
  return `vérifier que l’équipe ${team} existe, et accorder à l’application la permission d’organisation « Members: read »`;
}

async function verified(reading: Promise<Right>, grant: string): Promise<Right> {
  try {
    return await reading;
  } catch (error) {
    return { answer: 'unverified', because: describeRefusal(refusalOf(error)), grant };
  }
}

/** A 404 is both "not a member" and "the App may not see the team": the team itself is asked for to tell them apart. */
async function readMembership(access: Access, team: string, login: string): Promise<Right> {
  const { octokit } = await access('read-teams');
  const [org = '', team_slug = ''] = team.split('/');
  const membership = await orNull(octokit.rest.teams.getMembershipForUserInOrg({ org, team_slug, username: login }));
  if (membership !== null) return membership.data.state === 'active' ? yes : no;
  if ((await orNull(octokit.rest.teams.getByName({ org, team_slug }))) !== null) return no;
  return { answer: 'unverified', because: `l’équipe ${team} n’est pas visible de l’application`, grant: teamGrant(team) };
}

async function readPermission({ octokit, owner, repo }: Repository, least: (typeof roles)[number], login: string): Promise<Right> {
  const answer = await orNull(octokit.rest.repos.getCollaboratorPermissionLevel({ owner, repo, username: login }));
  return answer !== null && mayAtLeast(answer.data, least) ? yes : no;
}

/**
 * The permission of that very account, whatever it is called now: a name that has passed to another account gives nothing, and one that was given up takes nothing away. By
 * the name alone where no id is known ("Get repository permissions for a user", "Get a user using their ID", GitHub documentation).
 */
async function readPermissionOf(repository: Repository, least: (typeof roles)[number], { login, id }: NamedAccount): Promise<Right> {
  if (id === null) return readPermission(repository, least, login);
  const { octokit, owner, repo } = repository;
  const answer = await orNull(octokit.rest.repos.getCollaboratorPermissionLevel({ owner, repo, username: login }));
  if (answer?.data.user?.id === id) return mayAtLeast(answer.data, least) ? yes : no;
  const now = await orNull(octokit.rest.users.getById({ account_id: id }));
  return now === null ? no : readPermission(repository, least, now.data.login);
}

function mayAtLeast(
  { role_name: role, permission }: { readonly role_name: string; readonly permission: string },
  least: (typeof roles)[number],
): boolean {
  return (rank(role) ?? rank(permission) ?? 0) >= roles.indexOf(least);
}

/** Rank of a role; null for a custom role of an organisation, whose base permission counts instead. */
function rank(role: string): number | null {
  const index = roles.findIndex((known) => known === role);
  return index === -1 ? null : index;
}
