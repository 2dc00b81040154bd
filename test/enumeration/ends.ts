import { isDeepStrictEqual } from 'node:util';
import { type Faults, noFaults } from '../dossier/faults.ts';
import { aCourse } from './course.ts';
import { contraryReactions, type Delivery, doubles, live, type Moment, shown } from './live.ts';
import type { Hub, Life } from './life.ts';

/** What can go wrong at one place of a life: around a write of the App, at a reading, or with the event of an act. */
export const failures = {
  before: { at: 'actions', title: 'tuée avant une écriture' },
  after: { at: 'actions', title: 'tuée après une écriture' },
  unavailable: { at: 'readings', title: 'une lecture sans réponse' },
  stale: { at: 'readings', title: 'une lecture en retard d’une écriture' },
  lost: { at: 'acts', title: 'un événement perdu' },
  twice: { at: 'acts', title: 'un événement doublé' },
  late: { at: 'acts', title: 'un événement en retard' },
} as const;
export type Failure = keyof typeof failures;

/** One fault, by its kind and its place. */
export interface Place {
  readonly failure: Failure;
  readonly at: number;
}

/** How a life ends without faults, and where it ends otherwise with some. */
export interface Ends {
  /** How many places such a failure has. */
  readonly places: (failure: Failure) => number;
  /** After which act a reading was made, without faults; -1 after the opening. */
  readonly actOf: (reading: number) => number;
  /** In what the end differs where these faults strike; nothing where it is the same. */
  readonly differences: (faults: readonly Place[]) => readonly string[];
  /** What must hold of no end, and does of that one; it is no difference that anything excuses. */
  readonly forbidden: (faults: readonly Place[]) => readonly string[];
}

/** A moment of the life without faults, and how much of it was decided by then. */
interface Milestone extends Moment {
  readonly decided: number;
}

/**
 * Lives a life once without faults, as the measure of the others. These have no more to live than what differs: they begin at the last act before their first
 * fault, and end at the first one, after their last fault, before which the hub holds what it held without faults, since all that follows is then the same.
 */
export function endsOf(life: () => Life): Ends {
  const course = aCourse();
  const milestones: Milestone[] = [];
  const keep = (act: number, hub: Hub) => {
    milestones.push({ act, kept: hub.kept(), decided: course.count() });
    return false;
  };
  const whole = live(life(), { faults: { ...noFaults, lags: true }, decide: course.keep }, { watch: keep });
  if (whole === null) throw new Error('a life without faults has its end');
  const expected = partsOf(whole);
  const broken = neverHolds(whole);
  const counts = { ...whole.counts(), acts: life().acts.length };
  const endOf = (places: readonly Place[]): { readonly forbidden: readonly string[]; readonly others: readonly string[] } => {
    const { faults, delivery, left } = struckAt(places);
    const from = milestones.findLast((milestone) => places.every((place) => isBefore(milestone, place))) ?? null;
    const isAsWithout = (act: number, hub: Hub) =>
      left() === 0 && places.length > 0 && holdsSame(hub.kept(), milestones[act]?.kept ?? null);
    const decide = course.follow(() => left() < places.length, from?.decided);
    const hub = live(life(), { faults, decide }, { delivery, from, watch: isAsWithout });
    if (hub === null) return { forbidden: broken, others: [] };
    const ended = partsOf(hub);
    const names = [...new Set([...expected.keys(), ...ended.keys()])];
    return { forbidden: neverHolds(hub), others: names.flatMap((part) => difference(part, expected.get(part), ended.get(part))) };
  };
  return {
    places: (failure) => counts[failures[failure].at],
    actOf: (reading) => milestones.findLast(({ kept }) => kept.counts.readings <= reading)?.act ?? -1,
    differences: (places) => {
      const { forbidden, others } = endOf(places);
      return [...forbidden, ...others];
    },
    forbidden: (places) => endOf(places).forbidden,
  };
}

/** What must hold of no end. */
function neverHolds(hub: Hub): readonly string[] {
  return [
    ...doubles(hub).map((slot) => `deux commentaires : ${slot}`),
    ...contraryReactions(hub).map((given) => `réactions contraires : ${given}`),
  ];
}

/** Whether a fault strikes after that moment. */
function isBefore({ act, kept: { counts } }: Milestone, { failure, at }: Place): boolean {
  return { ...counts, acts: act }[failures[failure].at] <= at;
}

/** Whether all that follows is the same: with no fault left, neither how often something could have failed counts, nor what GitHub showed before. */
function holdsSame(one: Moment['kept'], other: Moment['kept'] | null): boolean {
  if (other === null) return false;
  const { counts, beforeLast } = one;
  return isDeepStrictEqual(one, { ...other, counts, beforeLast });
}

/** The line that lives a life again with these faults alone. */
export function replayLine(life: string, places: readonly Place[]): string {
  return `npm run enumeration -- --life '${life}' ${places.map(({ failure, at }) => `--place ${failure}:${at}`).join(' ')}`;
}

export function isFailure(name: string): name is Failure {
  return name in failures;
}

/** The faults at these places, and how many of them have not struck yet. */
function struckAt(places: readonly Place[]): { readonly faults: Faults; readonly delivery: Delivery; readonly left: () => number } {
  const left = new Set(places);
  const strike = <Kind extends Failure>(kinds: readonly Kind[], index: number): Kind | null => {
    const here = places.filter(({ failure, at }) => at === index && kinds.some((kind) => kind === failure));
    for (const place of here) left.delete(place);
    return kinds.find((kind) => here.some(({ failure }) => failure === kind)) ?? null;
  };
  return {
    faults: {
      lags: places.some(({ failure }) => failure === 'stale'),
      action: (index) => strike(['before', 'after'], index),
      reading: (index) => strike(['unavailable', 'stale'], index),
    },
    delivery: (index) => strike(['lost', 'twice', 'late'], index) ?? 'once',
    left: () => left.size,
  };
}

/** What is compared, by name. */
function partsOf(hub: Parameters<typeof shown>[0]): ReadonlyMap<string, string> {
  const { labels, open, comments, pulls, state } = shown(hub);
  const named = comments.map(({ slot, author, body }) => [slot ?? `${author} : ${body.replaceAll('\n', ' ')}`, body] as const);
  const proposed = pulls.map((pull, place) => [`pull request ${place + 1}`, pull] as const);
  const remembered = state.map(([key, value]) => [`mémoire, ${key}`, value] as const);
  return new Map([['étiquettes', labels.join(', ')], ['ouvert', String(open)], ...named, ...proposed, ...remembered]);
}

function difference(part: string, one: string | undefined, other: string | undefined): readonly string[] {
  if (one === other) return [];
  if (one === undefined) return [`${part} : en trop`];
  if (other === undefined) return [`${part} : absent`];
  let at = 0;
  while (one[at] === other[at]) at += 1;
  const around = (text: string) => text.slice(Math.max(0, at - 25), at + 60).replaceAll('\n', ' ');
  return [`${part} : « ${around(one)} » devient « ${around(other)} »`];
}
