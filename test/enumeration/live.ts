import { readSealed } from '../../src/render/marker.ts';
import type { Given, Hub, Life } from './life.ts';
import { rest, wake } from './wake.ts';

/** What becomes of the delivery that an act causes, by the place of the act: it may be lost, come twice, or only after the next act. */
export type Delivery = (index: number) => 'once' | 'lost' | 'twice' | 'late';

/** Where a life goes on from: before which act, and all that the hub held then. */
export interface Moment {
  readonly act: number;
  readonly kept: ReturnType<Hub['kept']>;
}

export interface Way {
  /** All arrive once by default. */
  readonly delivery?: Delivery;
  /** From the opening by default. */
  readonly from?: Moment | null;
  /** Sees the hub before each act for which no event is on its way, and after the last one; true ends the life there. */
  readonly watch?: (act: number, hub: Hub) => boolean;
}

/**
 * Lives a life with faults to its end, after which nothing fails any more and the sweep passes; null where it was ended before. Throws where the dossier never
 * comes to rest.
 */
export function live(
  { open, acts }: Life,
  given: Given,
  { delivery = () => 'once', from = null, watch = () => false }: Way = {},
): Hub | null {
  const hub = open(given);
  if (from === null) wake(hub);
  else hub.goBack(from.kept);
  let late = false;
  for (const [index, act] of [...acts.entries()].slice(from?.act ?? 0)) {
    if (!late && watch(index, hub)) return null;
    act(hub);
    const fate = delivery(index);
    if (fate === 'once' || fate === 'twice' || late) wake(hub);
    if (fate === 'twice') wake(hub);
    late = fate === 'late';
  }
  if (!late && watch(acts.length, hub)) return null;
  hub.endFaults();
  rest(hub);
  return hub;
}

/** What GitHub shows and the App remembers in the end, in the project's repository as well, but for the time of day at which it was written, and the numbers that GitHub gives. */
export function shown(hub: Hub) {
  const comments = hub
    .comments()
    .map(({ slot, author, body, reactions }) => ({
      slot: slot === null ? null : withoutTimes(slot),
      author,
      reactions,
      body: withoutTimes(body.replace(readSealed(body) ?? '', '')),
    }))
    .toSorted((a, b) => (a.slot ?? a.body).localeCompare(b.slot ?? b.body));
  const pulls = hub.pulls().map((pull) => withoutTimes(JSON.stringify({ ...pull, number: null })));
  return { labels: hub.labels(), open: hub.isOpen(), comments, pulls, state: remembered(hub) };
}

/** Comments to which the App gave one reaction twice, or two that contradict each other: none, ever. */
export function contraryReactions(hub: Hub): readonly string[] {
  return hub.comments().flatMap(({ body, reactions }) => (reactions.length > 1 ? [`${reactions.join()} : ${body}`] : []));
}

/** Slots that hold more than one comment: none, ever. */
export function doubles(hub: Hub): readonly string[] {
  const slots = hub.comments().flatMap(({ slot }) => (slot === null ? [] : [slot]));
  return slots.filter((slot, index) => slots.indexOf(slot) !== index);
}

/** By part of the state, as text. */
function remembered(hub: Hub): readonly (readonly [string, string])[] {
  const { writtenAt: _, lastMove: __, ...state } = hub.state();
  return Object.entries(state).map(([part, value]) => [part, withoutTimes(JSON.stringify(value))]);
}

function withoutTimes(text: string): string {
  return text
    .replaceAll(/untick\/\d+/g, 'untick')
    .replaceAll(/T\d\d:\d\d:\d\d(?:\.\d+)?Z/g, '')
    .replaceAll(/\d{1,2} h \d{2}|\d{2}:\d{2}/g, '');
}
