import { type Lane, LaneTurns } from '../queue/lanes.ts';
import { laneNow } from './lane.ts';

/** Does a work in its turn. Rejects as the work does. */
export type PeopleFirst = <T>(work: () => Promise<T>) => Promise<T>;

/** So many works at the same time, in the order asked; those that somebody waits for go before the others, which have one turn in eight at the least. */
export function createPeopleFirst(atOnce: number): PeopleFirst {
  const waiting: Readonly<Record<Lane, (() => void)[]>> = { people: [], sweep: [] };
  const turns = new LaneTurns();
  let underWay = 0;

  function letIn(): void {
    while (underWay < atOnce) {
      const lane = turns.order().find((one) => waiting[one].length > 0);
      const next = lane === undefined ? undefined : waiting[lane].shift();
      if (lane === undefined || next === undefined) return;
      turns.took(lane);
      underWay += 1;
      next();
    }
  }

  return async (work) => {
    await new Promise<void>((resolve) => {
      waiting[laneNow()].push(resolve);
      letIn();
    });
    try {
      return await work();
    } finally {
      underWay -= 1;
      letIn();
    }
  };
}
