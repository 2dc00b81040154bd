import type { Action, Written } from '../apply/action.ts';
import { lastWriter } from '../dossier/last-writer.ts';
import type { Observation } from '../dossier/observation.ts';
import { readMarker } from '../render/marker.ts';
import type { Sentence } from '../words/sentence.ts';
import { sameLogin } from '../words/login.ts';
import { addLabels } from './add-labels.ts';
import { type CircuitBreaker, CircuitOpen } from './circuit-breaker.ts';
import { lastOwn } from './fresh-reading.ts';
import type { Incidents } from './incidents.ts';
import type { Repository } from './octokit.ts';
import type { OwnWrite, OwnWrites } from './own-writes.ts';
import type { Projects } from './projects.ts';
import { describeRefusal, orNull, quoteRefusal, type Refusal, refusalOf } from './refusal.ts';
import { createComment, type CommentPlace, deleteComment, react, replaceComment, unreact } from './write-comments.ts';

export interface PerformRequest {
  readonly hub: Repository;
  readonly observation: Observation;
  readonly projects: Pick<Projects, 'propose' | 'mend' | 'report' | 'run'>;
  readonly breaker: CircuitBreaker;
  readonly ownWrites: OwnWrites;
  readonly incidents: Pick<Incidents, 'count'>;
}

/** Performs actions on GitHub for one dossier. Rejects with what GitHub cannot do now. */
export function performer(request: PerformRequest): (action: Action) => Promise<Written> {
  return async (action) => {
    try {
      return await perform(request, action);
    } catch (error) {
      if (error instanceof CircuitOpen) request.incidents.count('circuit-open');
      const refusal = refusalOf(error);
      request.incidents.count('refused-calls');
      const because = isPublic(action) ? quoteRefusal(refusal) : [describeRefusal(refusal)];
      return { kind: 'refused', because: [...because, ...adviceOn(action, refusal)] };
    }
  };
}

/** What lets a pull request be prepared after all: what the App must be granted, or the repository's own rules, of which it hears no change. */
function adviceOn({ verb }: Action, { kind }: Refusal): Sentence {
  if (verb !== 'propose' && verb !== 'mend') return [];
  const command = verb === 'propose' ? '/miroir' : '/corriger';
  if (kind === 'invalid' || kind === 'conflict')
    return [` ; une fois la règle de ce dépôt changée, écrivez ${command} (sinon l’application réessaie une fois par jour)`];
  return verb === 'propose' ? [' ; droits nécessaires sur ce dépôt : Contents, Pull requests et Workflows en écriture'] : [];
}

/** GitHub's words are for all the readers of the dossier where they may all see the repository that they are about: the hub, or a project's that is public. */
function isPublic(action: Action): boolean {
  if (action.verb === 'propose' || action.verb === 'mend') return !action.wanted.seen.private;
  return action.verb !== 'report' && action.verb !== 'run';
}

const once = { kind: 'written', writes: 1 } as const satisfies Written;

async function perform(request: PerformRequest, action: Action): Promise<Written> {
  const { hub, observation, projects, breaker, ownWrites, incidents } = request;
  const { key, issue, procedure } = observation;
  const place = { hub, number: issue.number, note: (write: OwnWrite) => ownWrites.note(key, write) };
  switch (action.verb) {
    case 'add-labels': {
      const writes = await addLabels(hub, { number: issue.number, procedure, names: action.names });
      for (const label of action.names) place.note(labelWrite(observation, 'labeled', label));
      return { kind: 'written', writes };
    }
    case 'remove-label':
      return removeLabel(place, labelWrite(observation, 'unlabeled', action.name));
    case 'create-comment':
      breaker.count(key, readMarker(action.body));
      return createComment(place, action);
    case 'replace-comment':
      if (isForeign(observation, action.id)) breaker.countAgain(key);
      return replaceComment(place, action);
    case 'delete-comment': {
      const deleted = await deleteComment(place, action);
      if (deleted.kind === 'written') forgetComment(request, action.id);
      if (action.why === 'double' && deleted.kind === 'written' && deleted.writes > 0) incidents.count('doubles-healed');
      return deleted;
    }
    case 'react':
      return react(place, action);
    case 'unreact':
      return unreact(place, action);
    case 'close':
      return close(place, observation);
    case 'propose':
      // A pull request that was written is seen, and told, by the next look.
      return (await projects.propose(action.wanted, procedure.mirror.console)) === 0
        ? { kind: 'written', writes: 0 }
        : { kind: 'outdated' };
    case 'mend':
      return (await projects.mend(action.wanted)) === 0 ? { kind: 'written', writes: 0 } : { kind: 'outdated' };
    case 'report':
      return projects.report(action.wanted);
    case 'run':
      return projects.run(action.wanted);
    default:
      return action satisfies never;
  }
}

/** Whether somebody else wrote a comment last. */
function isForeign({ comments, app }: Observation, id: number): boolean {
  const comment = comments.find((one) => one.id === id);
  const writer = comment === undefined ? null : lastWriter(comment);
  return writer !== null && !sameLogin(writer.login, app);
}

/** A comment that is gone is not waited for: no later reading asks GitHub for it. */
function forgetComment({ ownWrites, observation: { key } }: PerformRequest, id: number): void {
  for (const write of ownWrites.of(key)) if (write.kind === 'comment' && write.id === id) ownWrites.forget(key, write);
}

type LabelWrite = Extract<OwnWrite, { label: string }>;

function labelWrite({ events, app }: Observation, kind: LabelWrite['kind'], label: string): LabelWrite {
  return { kind, label, after: lastOwn(events, { kind, label }, app) };
}

/** Gone already is as good, and leaves no event to wait for. */
async function removeLabel({ hub, number, note }: CommentPlace, write: LabelWrite): Promise<Written> {
  const { octokit, owner, repo } = hub;
  const removed = await orNull(octokit.rest.issues.removeLabel({ owner, repo, issue_number: number, name: write.label }));
  if (removed !== null) note(write);
  return once;
}

async function close({ hub, number, note }: CommentPlace, { events, app }: Observation): Promise<Written> {
  const { octokit, owner, repo } = hub;
  await octokit.rest.issues.update({ owner, repo, issue_number: number, state: 'closed', state_reason: 'completed' });
  note({ kind: 'closed', after: lastOwn(events, { kind: 'closed' }, app) });
  return once;
}
