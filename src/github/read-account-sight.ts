import type { AccountSight } from '../dossier/observation.ts';
import type { Octokit } from './octokit.ts';
import { orNull, refusalOf } from './refusal.ts';

/** Whose account a name is on GitHub. What GitHub refuses to tell is unverified; throws where it could not answer, to ask again later. */
export async function readAccountSight(octokit: Octokit, login: string): Promise<AccountSight> {
  try {
    const found = await orNull(octokit.rest.users.getByUsername({ username: login }));
    if (found === null) return { kind: 'absent' };
    if (found.data.type === 'User') return { kind: 'person', login: found.data.login, id: found.data.id };
    return { kind: found.data.type === 'Organization' ? 'organisation' : 'bot' };
  } catch (error) {
    refusalOf(error);
    return { kind: 'unverified' };
  }
}
