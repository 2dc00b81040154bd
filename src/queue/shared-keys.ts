import { z } from 'zod';
import type { SharedFacts } from './facts.ts';

/** A set of keys that is one for all processes. */
export interface SharedKeys<K extends string> {
  readonly add: (key: K) => void;
  /** True where it was in the set. */
  readonly delete: (key: K) => boolean;
}

/** An empty set. A process that starts `keptMs` after a key was put there does not find it. */
export function createSharedKeys<K extends string>(
  facts: Pick<SharedFacts, 'open'>,
  { kind, keptMs }: { readonly kind: string; readonly keptMs: number },
): SharedKeys<K> {
  const keys = new Set<string>();
  const tell = facts.open({
    kind,
    keptMs,
    schema: z.literal(true),
    hear: ({ subject, value }) => {
      if (value === true) keys.add(subject);
      else keys.delete(subject);
    },
  });
  return {
    add: (key) => {
      if (!keys.has(key)) tell(key, true);
      keys.add(key);
    },
    delete: (key) => {
      const was = keys.delete(key);
      if (was) tell(key, null);
      return was;
    },
  };
}
