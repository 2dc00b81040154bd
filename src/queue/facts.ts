import type { z } from 'zod';

/** Something that a process tells the others. */
export interface Told<Value> {
  readonly subject: string;
  /** Null where what was told of the subject holds no more. */
  readonly value: Value | null;
  /** Milliseconds since it was told. */
  readonly ageMs: number;
}

/** One sort of facts. */
export interface Channel<Value> {
  readonly kind: string;
  /** What JSON gives back of a value. One of another shape, which another version of the App told, is not heard. */
  readonly schema: z.ZodType<Value>;
  /** Milliseconds that a fact holds; null for as long as nothing else is told of its subject. */
  readonly keptMs: number | null;
  /** Whether a subject matters to this process; what was told of any other one is deleted. All do by default. */
  readonly concerns?: (subject: string) => boolean;
  /** What another process told, or a former one, the oldest first. */
  readonly hear: (told: Told<Value>) => void;
}

/** Tells a fact of one sort: null takes back what was told. It takes the place of what was told of the subject before. */
export type Tell<Value> = (subject: string, value: Value | null) => void;

/**
 * What the processes that share a queue know in common: the last word about each subject, whoever told it. Each keeps what it hears where it kept its own; nothing here
 * is read twice. `settle` and `catchUp` reject with `QueueUnavailable` where the facts are out of reach.
 */
export interface SharedFacts {
  /** Before the first `catchUp`; once for each kind. */
  readonly open: <Value>(channel: Channel<Value>) => Tell<Value>;
  /** Resolves once everything that was told here is kept. */
  readonly settle: () => Promise<void>;
  /** Resolves once everything that others had settled before the call is heard. */
  readonly catchUp: () => Promise<void>;
}

/** Of a process that is alone: there is nobody to tell. */
export const alone: SharedFacts = {
  open: () => () => undefined,
  settle: () => Promise.resolve(),
  catchUp: () => Promise.resolve(),
};
