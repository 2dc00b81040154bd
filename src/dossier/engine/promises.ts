import { daysLater, latest, parisDate } from '../../words/calendar.ts';
import { digest } from '../../words/digest.ts';
import { isPromised, type Promised } from '../prerequisite.ts';
import type { StateChange } from '../state.ts';
import { addressees } from '../team.ts';
import { slotText } from '../written/slot.ts';
import type { Draft } from './draft.ts';

/** Days before its date that an announced answer is recalled. */
const BEFORE = 7;
/** Those of the days that follow are told with it, so that they need no comment of their own. */
const TOGETHER = 14;

/**
 * Recalls the answers that the project announced, a week before their date, once: all those of the two weeks to come in one comment. Never within a day of a change of the
 * request, nor while reminders are paused.
 */
export function remindPromises(draft: Draft): Draft {
  const { dossier } = draft;
  const { state, now, phase } = dossier;
  const untold = dossier.prerequisites
    .filter(isPromised)
    .filter(({ prerequisite, until }) => state.promisesTold[prerequisite.id] !== until);
  const [first] = untold.map(({ until }) => until).toSorted();
  if (first === undefined || state.paused || phase.closes) return draft;
  const due = latest([daysLater(`${first}T07:00:00Z`, -BEFORE), daysLater(state.body.changedAt, 1)]);
  if (Date.parse(now) < Date.parse(due)) return { ...draft, alarms: [...draft.alarms, due] };
  const near = parisDate(daysLater(now, TOGETHER));
  const promised = untold.filter(({ until }) => until <= near);
  const which = digest(promised.map(({ prerequisite, until }) => `${prerequisite.id} ${until}`).join('\n')).slice(0, 12);
  const content = { kind: 'promises-near', to: addressees(dossier), promised } as const;
  return {
    ...draft,
    comments: [...draft.comments, { slot: slotText({ kind: 'promises', which }), content, makesTrue: told(promised) }],
  };
}

function told(promised: readonly Promised[]): StateChange {
  const days = promised.map(({ prerequisite, until }) => [prerequisite.id, until] as const);
  return (state) => ({ ...state, promisesTold: { ...state.promisesTold, ...Object.fromEntries(days) } });
}
