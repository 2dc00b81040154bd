import type { decide } from '../../src/dossier/engine/decide.ts';
import type { Faults } from '../dossier/faults.ts';
import { type createToyHub, defaults } from '../dossier/toy-hub.ts';
import { wake } from './wake.ts';

export type Hub = ReturnType<typeof createToyHub>;

/** What somebody does. */
export type Act = (hub: Hub) => void;

/** What goes wrong in a life, and what decides there for the App. */
export interface Given {
  readonly faults: Faults;
  readonly decide: typeof decide;
}

/** A whole life: how the dossier opens, and what people do then, one after the other; the App is woken after each. All that an act knows stands in the hub. */
export interface Life {
  readonly open: (given: Given) => Hub;
  readonly acts: readonly Act[];
  /** Acts, by place, whose effect another one ends: an App that looks too late cannot have seen it. Each one is there for a reason, and does end otherwise. */
  readonly passing?: readonly number[];
  /** Acts of an operator that an App writes over, where GitHub shows it what was before: nothing is lost by that, and the end is another. */
  readonly writtenOver?: readonly number[];
}

/** The daily limit decides by what was told before: it has tests of its own. */
export const procedure = { ...defaults.procedure, comments: { maxPerDay: 100 } };

/** Nobody acts on a comment that is not there yet: they wait for the App to write it. Its number. */
export function written(hub: Hub, slot: string): number {
  for (let tries = 0; tries < 5; tries++) {
    const found = hub.comments().find((comment) => comment.slot === slot);
    if (found !== undefined) return found.id;
    wake(hub);
  }
  throw new Error(`${slot} is never written`);
}

export function tick(hub: Hub, login: string, item: string): void {
  hub.tickBox(login, written(hub, 'checklist/ovh'), item);
}

/** The last comment of somebody: its number. Throws where there is none. */
export function lastOf(hub: Hub, login: string): number {
  const last = hub.comments().findLast(({ author }) => author === login);
  if (last === undefined) throw new Error(`${login} wrote nothing`);
  return last.id;
}

/** The project's people work in their repository, where they wait for the pull request of the App. */
export const inProject =
  (act: Parameters<Hub['inProject']>[0]): Act =>
  (hub) => {
    for (let tries = 0; tries < 5 && hub.pulls().length === 0; tries++) wake(hub);
    hub.inProject(act);
  };

/** What people do in one second, a minute after what was done before. */
export function together(...acts: readonly Act[]): Act {
  return (hub) => {
    hub.daysPass(1 / 1_440);
    hub.stopClock(() => {
      for (const act of acts) act(hub);
    });
  };
}

export const says =
  (login: string, text: string): Act =>
  (hub) =>
    void hub.comment(login, text);

export const sets =
  (login: string, label: string): Act =>
  (hub) =>
    void hub.setLabel(login, label);

export const closes =
  (login: string): Act =>
  (hub) =>
    hub.close(login);

export const passes =
  (days: number): Act =>
  (hub) =>
    hub.daysPass(days);

/** The same day, the App looks again at all dossiers. */
export const sweep = passes(1 / 24);

/** Some answers of the body change. */
export const answers =
  (body: string): Act =>
  (hub) =>
    hub.editBody(body);
