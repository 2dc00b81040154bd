import type { Phase } from '../../config/procedure.ts';
import { daysLater } from '../../words/calendar.ts';
import { digest } from '../../words/digest.ts';
import { type Facts, phaseOf, sameLabel } from '../facts.ts';
import { sameLogin } from '../../words/login.ts';
import type { IssueEvent } from '../observation.ts';
import { enteredAt } from '../standing.ts';
import type { DossierState } from '../state.ts';

type LabelEvent = Extract<IssueEvent, { kind: 'labeled' | 'unlabeled' }>;

/** What the phase labels on the issue ask for, compared with the phase the dossier is in. */
export type AskedMove =
  | { readonly kind: 'none' }
  /** The own label was taken off by hand; `by` is null when GitHub does not tell. */
  | { readonly kind: 'own-removed'; readonly by: string | null; readonly at: string }
  /** Labels that were judged already, or that the App set itself and gave up: they only have to go. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'one'; readonly to: Phase; readonly event: LabelEvent; readonly by: string }
  | { readonly kind: 'several'; readonly asked: readonly Phase[]; readonly event: LabelEvent; readonly by: string }
  /** GitHub shows a label and not yet the event that explains it. */
  | { readonly kind: 'unexplained'; readonly lookAgain: string };

/** How long a label may stay without its event before it is taken off, in days: a minute. */
const PATIENCE = 1 / (24 * 60);

/** Slot of the comment that refuses the move asked by an event. */
export function moveSlot(eventId: string): string {
  return `move/${digest(eventId).slice(0, 12)}`;
}

/** Reads the move asked by labels: who set which phase label and when comes from the events, that nobody can forge. */
export function readAskedMove(facts: Facts, state: DossierState): AskedMove {
  const { issue, app } = facts.observation;
  const own = phaseOf(facts.procedure, state.phase);
  const present = facts.procedure.phases.filter((phase) => issue.labels.some((label) => sameLabel(label, phase.label.name)));
  const asked = present.filter((phase) => phase.id !== own.id);
  if (asked.length === 0) {
    const untouched = facts.observation.events.every(({ kind }) => kind !== 'unlabeled');
    return present.length > 0 || untouched ? { kind: 'none' } : ownRemoved(facts, own);
  }
  const events = facts.ask.events();
  const explained = asked.map((phase) => ({ phase, event: lastLabelEvent(events, phase.label.name) }));
  if (explained.some(({ event }) => event === null)) return unexplained(facts);
  const fresh = explained.flatMap(({ phase, event }) =>
    event !== null && event.actor !== null && !sameLogin(event.actor.login, app) && !isJudged(facts, state, event)
      ? [{ phase, event, by: event.actor.login }]
      : [],
  );
  const last = fresh.toSorted((a, b) => placeOf(events, a.event.id) - placeOf(events, b.event.id)).at(-1);
  if (last === undefined) return { kind: 'stale' };
  if (fresh.length > 1) return { kind: 'several', asked: fresh.map(({ phase }) => phase), event: last.event, by: last.by };
  return { kind: 'one', to: last.phase, event: last.event, by: last.by };
}

/** True for an event up to the last one that was judged. Where GitHub no longer shows that one, the entry into the phase and the App's refusals tell. */
function isJudged({ observation: { events, comments } }: Facts, state: DossierState, event: LabelEvent): boolean {
  if (state.lastMove === null) return false;
  const last = placeOf(events, state.lastMove);
  if (last !== -1) return placeOf(events, event.id) <= last;
  return Date.parse(event.at) <= Date.parse(enteredAt(state)) || comments.some(({ slot }) => slot === moveSlot(event.id));
}

function placeOf(events: readonly IssueEvent[], eventId: string): number {
  return events.findIndex(({ id }) => id === eventId);
}

function ownRemoved({ ask, now }: Facts, own: Phase): AskedMove {
  const removal = ask.events().findLast((event) => event.kind === 'unlabeled' && sameLabel(event.label, own.label.name));
  return removal === undefined
    ? { kind: 'none' }
    : { kind: 'own-removed', by: removal.actor?.login ?? null, at: removal.at.length > 0 ? removal.at : now };
}

/** The event that set the label, when no later one took it off; null when GitHub shows none. */
function lastLabelEvent(events: readonly IssueEvent[], label: string): LabelEvent | null {
  const last = events.findLast(
    (event): event is LabelEvent => (event.kind === 'labeled' || event.kind === 'unlabeled') && sameLabel(event.label, label),
  );
  return last?.kind === 'labeled' ? last : null;
}

function unexplained({ observation: { issue }, now }: Facts): AskedMove {
  const lookAgain = daysLater(issue.updatedAt, PATIENCE);
  return Date.parse(lookAgain) > Date.parse(now) ? { kind: 'unexplained', lookAgain } : { kind: 'stale' };
}
