import { readSealed } from '../../src/render/marker.ts';
import type { Given, Hub, Life } from './life.ts';
import { rest, wake } from './wake.ts';

/** What becomes of the delivery that an act causes, by the place of the act: it may be lost, come twice, or only after the next act. */
export type Delivery = (index: number) => 'once' | 'lost' | 'twice' | 'late';

/** Lives a life with faults to its end, after which nothing fails any more and the sweep passes. Throws where the dossier never comes to rest. */
export function live({ open, acts }: Life, given: Given, delivery: Delivery = () => 'once'): Hub {
  const hub = open(given);
  wake(hub);
  let late = false;
  for (const [index, act] of acts.entries()) {
    act(hub);
    const fate = delivery(index);
    if (fate === 'once' || fate === 'twice' || late) wake(hub);
    if (fate === 'twice') wake(hub);
    late = fate === 'late';
  }
  hub.endFaults();
  rest(hub);
  return hub;
}

/** What GitHub shows and the App remembers in the end, but for the time of day at which it was written, and the numbers that GitHub gives. */
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
  return { labels: hub.labels(), open: hub.isOpen(), comments, state: remembered(hub) };
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
