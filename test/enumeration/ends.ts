import { type Faults, noFaults } from '../dossier/faults.ts';
import { aCourse } from './course.ts';
import { contraryReactions, type Delivery, doubles, live, shown } from './live.ts';
import type { Life } from './life.ts';

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
  /** In what the end differs where these faults strike; nothing where it is the same. */
  readonly differences: (faults: readonly Place[]) => readonly string[];
}

/** Lives a life once without faults, as the measure of the others. */
export function endsOf(life: () => Life): Ends {
  const course = aCourse();
  const whole = live(life(), { faults: noFaults, decide: course.keep });
  const expected = partsOf(whole);
  const counts = { ...whole.counts(), acts: life().acts.length };
  return {
    places: (failure) => counts[failures[failure].at],
    differences: (places) => {
      const { faults, delivery, isStruck } = struckAt(places);
      const hub = live(life(), { faults, decide: course.follow(isStruck) }, delivery);
      const ended = partsOf(hub);
      return [
        ...doubles(hub).map((slot) => `deux commentaires : ${slot}`),
        ...contraryReactions(hub).map((given) => `réactions contraires : ${given}`),
        ...[...new Set([...expected.keys(), ...ended.keys()])].flatMap((part) => difference(part, expected.get(part), ended.get(part))),
      ];
    },
  };
}

/** The line that lives a life again with these faults alone. */
export function replayLine(life: string, places: readonly Place[]): string {
  return `npm run enumeration -- --life '${life}' ${places.map(({ failure, at }) => `--place ${failure}:${at}`).join(' ')}`;
}

export function isFailure(name: string): name is Failure {
  return name in failures;
}

/** The faults at these places, and whether one of them has struck yet. */
function struckAt(places: readonly Place[]): { readonly faults: Faults; readonly delivery: Delivery; readonly isStruck: () => boolean } {
  let isStruck = false;
  const strike = <Kind extends Failure>(kinds: readonly Kind[], index: number): Kind | null => {
    const found = kinds.find((kind) => places.some(({ failure, at }) => failure === kind && at === index)) ?? null;
    isStruck ||= found !== null;
    return found;
  };
  return {
    faults: {
      lags: places.some(({ failure }) => failure === 'stale'),
      action: (index) => strike(['before', 'after'], index),
      reading: (index) => strike(['unavailable', 'stale'], index),
    },
    delivery: (index) => strike(['lost', 'twice', 'late'], index) ?? 'once',
    isStruck: () => isStruck,
  };
}

/** What is compared, by name. */
function partsOf(hub: Parameters<typeof shown>[0]): ReadonlyMap<string, string> {
  const { labels, open, comments, state } = shown(hub);
  const named = comments.map(({ slot, author, body }) => [slot ?? `${author} : ${body.replaceAll('\n', ' ')}`, body] as const);
  const remembered = state.map(([key, value]) => [`mémoire, ${key}`, value] as const);
  return new Map([['étiquettes', labels.join(', ')], ['ouvert', String(open)], ...named, ...remembered]);
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
