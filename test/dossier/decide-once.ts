import { serialize } from 'node:v8';
import { decide } from '../../src/dossier/engine/decide.ts';
import type { Observation } from '../../src/dossier/observation.ts';
import { digest } from '../../src/words/digest.ts';
import { keepLastBy } from '../../src/words/keep-last.ts';

/** Those that a file of tests comes back to: most begin with the same dossier. */
const KEPT = 200;

const numbers = new WeakMap<object, number>();
let last = 0;

/** A process and a form are compiled once and never change: each is told from any other by its number. */
function numberOf(value: object): number {
  const number = numbers.get(value) ?? (last += 1);
  numbers.set(value, number);
  return number;
}

function sightOf({ observation, now }: { readonly observation: Observation; readonly now: string }): string {
  const { procedure, form, ...seen } = observation;
  return `${digest(serialize(seen).toString('latin1'))} ${numberOf(procedure)} ${numberOf(form)} ${now}`;
}

const decided = keepLastBy(KEPT, sightOf, ({ observation, now }) => decide(observation, now));

/** What the engine decides, decided once by everything that it sees: same input, same plan. Hundreds of tests begin with the same looks at the same dossier. */
export const decideOnce: typeof decide = (observation, now) => decided({ observation, now });
