import { type Faults, noFaults } from '../dossier/faults.ts';
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
  const whole = live(life(), noFaults);
  const expected = partsOf(whole);
  const counts = { ...whole.counts(), acts: life().acts.length };
  return {
    places: (failure) => counts[failures[failure].at],
    differences: (places) => {
      const hub = live(life(), faultsOf(places), deliveryOf(places));
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

function faultsOf(places: readonly Place[]): Faults {
  const strikes = (failure: Failure, index: number) => places.some((place) => place.failure === failure && place.at === index);
  return {
    action: (index) => (['before', 'after'] as const).find((failure) => strikes(failure, index)) ?? null,
    reading: (index) => (['unavailable', 'stale'] as const).find((failure) => strikes(failure, index)) ?? null,
  };
}

function deliveryOf(places: readonly Place[]): Delivery {
  return (index) =>
    (['lost', 'twice', 'late'] as const).find((fate) => places.some(({ failure, at }) => failure === fate && at === index)) ?? 'once';
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
