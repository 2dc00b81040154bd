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
  /** Plays up to a step, from 1, in a new world if it was played already; 0 only starts anew. Resolves when the first step of it has been played. */
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

/** A player of a tour that has not begun. */
export function createPlayer(tour: Tour, { total, restart, changed, pace }: PlayerPorts): Player {
  let current = tour;
  let played: PlayedStep[] = [];
  let goesOn = false;
  let works = false;
  let failure: string | null = null;
  let tail: Promise<void> = Promise.resolve();

  const one = async () => {
    if (played.length >= total) return;
    works = true;
    changed();
    try {
      played = [...played, await current.next()];
      failure = null;
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
      goesOn = false;
    }
    works = false;
    changed();
  };
  const enqueue = (work: () => Promise<void>): Promise<void> => {
    tail = tail.then(work);
    return tail;
  };
  const goOn = async (until: () => number, between: number) => {
    const goes = () => goesOn && played.length < until();
    while (goes()) {
      await wait(between);
      if (goes()) await enqueue(one);
    }
    goesOn = false;
    changed();
  };

  return {
    state: () => ({ played, total, goesOn, works, failure }),
    next: () => enqueue(one),
    play: async () => {
      goesOn = true;
      await enqueue(one);
      void goOn(() => total, pace);
    },
    pause: () => {
      goesOn = false;
      changed();
    },
    jump: async (step) => {
      goesOn = false;
      await enqueue(async () => {
        if (step > played.length) return;
        works = true;
        changed();
        current = await restart();
        played = [];
        failure = null;
        works = false;
        changed();
      });
      if (step === 0) return;
      goesOn = true;
      await enqueue(one);
      void goOn(() => Math.min(step, total), 0);
    },
  };
}
