import { setTimeout as wait } from 'node:timers/promises';
import type { PlayedStep, Tour } from '../tour/run-tour.ts';

/** Where the tour is. */
export interface Playing {
  /** The steps that were played, in order. */
  readonly played: readonly PlayedStep[];
  readonly total: number;
  /** True while steps follow one another by themselves. */
  readonly goesOn: boolean;
  /** True while a step is played or the world starts anew. */
  readonly works: boolean;
  /** What kept a step from being played; null when nothing did. */
  readonly failure: string | null;
}

/** Plays the tour for somebody who looks on. What is asked while a step is played waits for its end. */
export interface Player {
  state(): Playing;
  /** Plays the next step, nothing after the last one. */
  next(): Promise<void>;
  /** Lets the steps follow one another; resolves at the end of the first. */
  play(): Promise<void>;
  pause(): void;
  /** Plays up to a step, from 1, in a new world if it was played already; 0 only starts anew. Resolves when the first step of it has been played, or when something else was asked since. */
  jump(step: number): Promise<void>;
}

export interface PlayerPorts {
  readonly total: number;
  /** A new world, with its tour at the beginning. */
  readonly restart: () => Promise<Tour>;
  /** Tells that the state has changed. */
  readonly changed: () => void;
  /** Milliseconds between two steps that follow one another, so that they can be read. */
  readonly pace: number;
}

/** Where steps that follow one another end. Whoever asked last is heard: what was asked before goes on no more. */
interface Aim {
  readonly until: number;
  /** Milliseconds between two of them. */
  readonly between: number;
}

/** A player of a tour that has not begun. */
export function createPlayer(tour: Tour, { total, restart, changed, pace }: PlayerPorts): Player {
  let current = tour;
  let played: PlayedStep[] = [];
  let aim: Aim | null = null;
  let works = false;
  let failure: string | null = null;
  let tail: Promise<void> = Promise.resolve();

  const working = async (work: () => Promise<void>) => {
    works = true;
    changed();
    try {
      await work();
      failure = null;
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
      aim = null;
    }
    works = false;
    changed();
  };
  const one = async () => {
    if (played.length < total) await working(async () => void (played = [...played, await current.next()]));
  };
  const anew = () =>
    working(async () => {
      current = await restart();
      played = [];
    });
  const enqueue = (work: () => Promise<void>): Promise<void> => {
    tail = tail.then(work);
    return tail;
  };
  const isLeft = (mine: Aim) => aim === mine && played.length < mine.until;
  const oneOf = (mine: Aim) => enqueue(async () => void (isLeft(mine) && (await one())));
  const goOn = async (mine: Aim) => {
    while (isLeft(mine)) {
      await wait(mine.between);
      await oneOf(mine);
    }
    if (aim === mine) aim = null;
    changed();
  };
  const begin = (until: number, between: number): Aim => {
    const mine = { until, between };
    aim = mine;
    return mine;
  };

  return {
    state: () => ({ played, total, goesOn: aim !== null, works, failure }),
    next: () => enqueue(one),
    play: async () => {
      const mine = begin(total, pace);
      await oneOf(mine);
      void goOn(mine);
    },
    pause: () => {
      aim = null;
      changed();
    },
    jump: async (step) => {
      if (step <= 0) {
        aim = null;
        return enqueue(anew);
      }
      const mine = begin(Math.min(step, total), 0);
      await enqueue(async () => void (aim === mine && step <= played.length && (await anew())));
      await oneOf(mine);
      void goOn(mine);
      return undefined;
    },
  };
}
