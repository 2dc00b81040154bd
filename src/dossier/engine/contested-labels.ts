import { isOneLabel } from '../../words/label.ts';
import { slotText } from '../written/slot.ts';
import { againAt } from '../../words/again-at.ts';
import { daysLater } from '../../words/calendar.ts';
import { digest } from '../../words/digest.ts';
import { sameLogin } from '../../words/login.ts';
import type { Dossier } from '../dossier.ts';
import { type Facts } from '../facts.ts';
import type { IssueEvent } from '../observation.ts';
import { namedInPerson } from '../team-reach.ts';
import type { Undoing, WantedComment } from '../plan.ts';
import type { LabelChange } from './labels.ts';

/** A label that somebody, an automation most often, takes off each time the App puts it on, or puts on each time the App takes it off. */
export interface ContestedLabel {
  readonly label: string;
  readonly undone: Undoing;
  /** Who did last; null where GitHub does not tell. */
  readonly by: string | null;
  /** ISO instant before which the App leaves the label as it is. */
  readonly until: string;
}

/** Times in a day from which the App waits before it changes a label again. Whoever puts one on may ask for something, and try again. */
const TOO_OFTEN: Readonly<Record<Undoing, number>> = { unlabeled: 3, labeled: 6 };

/** Those of the changes that were undone again and again in a day: they are made after an hour, then two, four…, twelve at the most. */
export function contestedLabels(facts: Facts, { add, remove }: LabelChange): readonly ContestedLabel[] {
  return [
    ...add.flatMap((label) => contested(facts, label, 'unlabeled')),
    ...remove.flatMap((label) => contested(facts, label, 'labeled')),
  ];
}

function contested({ observation, now }: Facts, label: string, undone: Undoing): readonly ContestedLabel[] {
  const dayBefore = Date.parse(daysLater(now, -1));
  const story = observation.events.filter((event) => 'label' in event && isOneLabel(event.label, label));
  const isOwn = (event: IssueEvent | undefined) => sameLogin(event?.actor?.login ?? '', observation.app);
  const undoings = story.filter(
    (event, index) => event.kind === undone && !isOwn(event) && isOwn(story[index - 1]) && Date.parse(event.at) > dayBefore,
  );
  const last = undoings.at(-1);
  const until = againAt(
    undoings.map(({ at }) => Date.parse(at)),
    TOO_OFTEN[undone],
  );
  if (last === undefined || !Number.isFinite(until)) return [];
  return [{ label, undone, by: last.actor?.login ?? null, until: new Date(until).toISOString() }];
}

/** The changes to make now, and when those that wait are made. */
export function unlessContested(
  { now }: Facts,
  { add, remove }: LabelChange,
  all: readonly ContestedLabel[],
): { readonly labels: LabelChange; readonly waits: readonly string[] } {
  const held = all.filter(({ until }) => Date.parse(until) > Date.parse(now));
  const free = (labels: readonly string[]) => labels.filter((name) => held.every(({ label }) => label !== name));
  return { labels: { add: free(add), remove: free(remove) }, waits: held.map(({ until }) => until) };
}

/** The Service Team learns of it once for each label and account. */
export function tellContested(dossier: Dossier, all: readonly ContestedLabel[]): readonly WantedComment[] {
  const referents = namedInPerson(dossier);
  const { serviceTeam } = dossier.procedure;
  return all
    .map(({ label, undone, by }): WantedComment => {
      const what = `${label}\n${by ?? ''}${undone === 'labeled' ? '\n+' : ''}`;
      const slot = slotText({ kind: 'contested', label: digest(what).slice(0, 12) });
      return { slot, content: { kind: 'label-contested', label, undone, by, referents, serviceTeam } };
    })
    .filter(({ slot }) => dossier.observation.comments.every((comment) => comment.slot !== slot));
}
