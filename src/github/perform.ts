import type { Action, Written } from '../apply/action.ts';
import { sameText } from '../apply/same-text.ts';
import type { Observation } from '../dossier/observation.ts';
import { addLabels } from './add-labels.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import type { Repository } from './octokit.ts';
import type { Projects } from './projects.ts';
import { describeRefusal, orNull, quoteRefusal, refusalOf } from './refusal.ts';

export interface PerformRequest {
  readonly hub: Repository;
  readonly observation: Observation;
  readonly projects: Pick<Projects, 'propose' | 'report'>;
  readonly breaker: CircuitBreaker;
}

/** Performs actions on GitHub for one dossier. Rejects with what GitHub cannot do now. */
export function performer(request: PerformRequest): (action: Action) => Promise<Written> {
  return async (action) => {
    try {
      return await perform(request, action);
    } catch (error) {
      const refusal = refusalOf(error);
      return { kind: 'refused', because: isPublic(action) ? quoteRefusal(refusal) : [describeRefusal(refusal)] };
    }
  };
}

/** GitHub's words on a project's repository are for all the readers of the dossier where they may all see that repository. */
function isPublic(action: Action): boolean {
  return action.verb === 'propose' && !action.wanted.seen.private;
}

const once = { kind: 'written', writes: 1 } as const satisfies Written;

async function perform({ hub, observation, projects, breaker }: PerformRequest, action: Action): Promise<Written> {
  const { octokit, owner, repo } = hub;
  const { issue, procedure } = observation;
  const where = { owner, repo, issue_number: issue.number };
  switch (action.verb) {
    case 'add-labels':
      return { kind: 'written', writes: await addLabels(hub, { number: issue.number, procedure, names: action.names }) };
    case 'remove-label':
      await orNull(octokit.rest.issues.removeLabel({ ...where, name: action.name }));
      return once;
    case 'create-comment':
      breaker.count(observation.key);
      return { ...once, commentId: (await octokit.rest.issues.createComment({ ...where, body: action.body })).data.id };
    case 'replace-comment':
      return replaceComment(hub, action);
    case 'delete-comment':
      return deleteComment(hub, action);
    case 'close':
      await octokit.rest.issues.update({ ...where, state: 'closed', state_reason: 'completed' });
      return once;
    case 'propose':
      // A pull request that was written is seen, and told, by the next look.
      return (await projects.propose(action.wanted, procedure.mirror.console)) === 0
        ? { kind: 'written', writes: 0 }
        : { kind: 'outdated' };
    case 'report':
      return projects.report(action.wanted);
    default:
      return action satisfies never;
  }
}

/** A comment that people write in as well is read again just before. One that somebody deleted meanwhile is outdated too. */
async function replaceComment(hub: Repository, { id, body, expected }: Extract<Action, { verb: 'replace-comment' }>): Promise<Written> {
  const { octokit, owner, repo } = hub;
  if (expected !== null && !saysStill(await bodyOf(hub, id), expected)) return { kind: 'outdated' };
  const replaced = await orNull(octokit.rest.issues.updateComment({ owner, repo, comment_id: id, body }));
  return replaced === null ? { kind: 'outdated' } : once;
}

/** Gone already is as good. */
async function deleteComment(hub: Repository, { id, expected }: Extract<Action, { verb: 'delete-comment' }>): Promise<Written> {
  const { octokit, owner, repo } = hub;
  const body = await bodyOf(hub, id);
  if (body !== null && !saysStill(body, expected)) return { kind: 'outdated' };
  const deleted = body === null ? null : await orNull(octokit.rest.issues.deleteComment({ owner, repo, comment_id: id }));
  return { kind: 'written', writes: deleted === null ? 0 : 1 };
}

/** The text of a comment now, null where it is gone. */
async function bodyOf({ octokit, owner, repo }: Repository, id: number): Promise<string | null> {
  const found = await orNull(octokit.rest.issues.getComment({ owner, repo, comment_id: id }));
  return found === null ? null : (found.data.body ?? '');
}

/** GitHub's two APIs need not give line ends alike. */
function saysStill(body: string | null, expected: string): boolean {
  return body !== null && sameText(body, expected);
}
