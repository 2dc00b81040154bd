import { sameLabel } from '../../words/label.ts';
import { slotText } from '../written/slot.ts';
import { daysLater } from '../../words/calendar.ts';
import { digest } from '../../words/digest.ts';
import { sameLogin } from '../../words/login.ts';
import type { Dossier } from '../dossier.ts';
import { type Facts } from '../facts.ts';
import { namedInPerson } from '../team-reach.ts';
import type { WantedComment } from '../plan.ts';

/** A label of the App that somebody, an automation most often, takes off each time it comes back. */
export interface ContestedLabel {
  readonly label: string;
  /** Who took it off last; null where GitHub does not tell. */
  readonly by: string | null;
  /** ISO instant before which the App leaves the label off. */
  readonly until: string;
}

/** Removals in a day from which a label waits before it comes back. */
const TOO_OFTEN = 3;
const HOUR = 1 / 24;

/** Those of the labels to add that were taken off again and again in a day: they come back after an hour, then two, four… */
export function contestedLabels({ observation, now }: Facts, labels: readonly string[]): readonly ContestedLabel[] {
  const dayBefore = Date.parse(daysLater(now, -1));
  return labels.flatMap((label) => {
    const story = observation.events.filter((event) => 'label' in event && sameLabel(event.label, label));
    const isOwn = (index: number) => sameLogin(story[index]?.actor?.login ?? '', observation.app);
    const removals = story.filter(
      ({ kind, at }, index) => kind === 'unlabeled' && !isOwn(index) && isOwn(index - 1) && Date.parse(at) > dayBefore,
    );
    const last = removals.at(-1);
    if (last === undefined || removals.length < TOO_OFTEN) return [];
    return [{ label, by: last.actor?.login ?? null, until: daysLater(last.at, HOUR * 2 ** (removals.length - TOO_OFTEN)) }];
  });
}

/** The Service Team learns of it once for each label and account. */
export function tellContested(dossier: Dossier, contested: readonly ContestedLabel[]): readonly WantedComment[] {
  const referents = namedInPerson(dossier);
  const { serviceTeam } = dossier.procedure;
  return contested
    .map(({ label, by }): WantedComment => {
      const slot = slotText({ kind: 'contested', label: digest(`${label}\n${by ?? ''}`).slice(0, 12) });
      return { slot, content: { kind: 'label-contested', label, by, referents, serviceTeam } };
    })
    .filter(({ slot }) => dossier.observation.comments.every((comment) => comment.slot !== slot));
}
