import type { Action, Written } from '../apply/action.ts';
import { sameText } from '../apply/same-text.ts';
import type { Observation } from '../dossier/observation.ts';
import { addLabels } from './add-labels.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import type { Repository } from './octokit.ts';
import type { Projects } from './projects.ts';
import { describeRefusal, orNull, quoteRefusal, type Refusal, refusalOf } from './refusal.ts';

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
      const because = isPublic(action) ? quoteRefusal(refusal) : [describeRefusal(refusal)];
      return { kind: 'refused', because: action.verb === 'propose' ? [...because, adviceOn(refusal)] : because };
    }
  };
}

/** What lets a pull request be prepared after all: what the App must be granted, or the repository's own rules, of which it hears no change. */
function adviceOn({ kind }: Refusal): string {
  return kind === 'invalid' || kind === 'conflict'
    ? ' ; une fois la règle de ce dépôt changée, écrivez /miroir (sinon l’application réessaie une fois par jour)'
    : ' ; droits nécessaires sur ce dépôt : Contents, Pull requests et Workflows en écriture';
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

/** A comment that people write in as well is read again just before. */
async function replaceComment(
  { octokit, owner, repo }: Repository,
  { id, body, expected }: Extract<Action, { verb: 'replace-comment' }>,
): Promise<Written> {
  const where = { owner, repo, comment_id: id };
  // GitHub's two APIs need not give line ends alike.
  if (expected !== null && !sameText((await octokit.rest.issues.getComment(where)).data.body ?? '', expected)) return { kind: 'outdated' };
  await octokit.rest.issues.updateComment({ ...where, body });
  return once;
}
