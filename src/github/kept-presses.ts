import { z } from 'zod';
import type { SharedFacts } from '../queue/facts.ts';
import { hubKey, repositoryNamed, type RepositoryRef } from '../words/key.ts';

/** A commit whose check run keeps a press. */
export interface PressedCommit {
  readonly where: RepositoryRef;
  readonly commit: string;
}

/** The check runs that keep a press until they end, as far as the processes have seen. */
export interface KeptPresses {
  readonly add: (pressed: PressedCommit) => void;
  /** The last press on that commit; null where none is kept. */
  readonly on: (at: PressedCommit) => PressedCommit | null;
  /** Nothing where the commit was pressed again since. */
  readonly delete: (pressed: PressedCommit) => void;
  readonly all: () => readonly PressedCommit[];
}

/** By then, GitHub calls them stale by itself soon; the next press on the commit finds them anyway. */
const KEPT_MS = 86_400_000;

/** In memory, which the processes tell each other. */
export function createKeptPresses(facts: Pick<SharedFacts, 'open'>): KeptPresses {
  const all = new Map<string, PressedCommit>();
  const tell = facts.open({
    kind: 'kept presses',
    keptMs: KEPT_MS,
    schema: z.object({ commit: z.string() }),
    hear: ({ subject, value }) => {
      if (value === null) all.delete(subject);
      else all.set(subject, { where: repositoryNamed(subject.split(' ', 1)[0] ?? ''), commit: value.commit });
    },
  });
  const subjectOf = ({ where, commit }: PressedCommit) => `${hubKey(where)} ${commit}`;
  return {
    add: (pressed) => {
      all.set(subjectOf(pressed), pressed);
      tell(subjectOf(pressed), { commit: pressed.commit });
    },
    on: (at) => all.get(subjectOf(at)) ?? null,
    delete: (pressed) => {
      if (all.get(subjectOf(pressed)) !== pressed) return;
      all.delete(subjectOf(pressed));
      tell(subjectOf(pressed), null);
    },
    all: () => [...all.values()],
  };
}
