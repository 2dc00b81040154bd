import { repositoryKey } from '../../words/key.ts';
import type { HeadNeed, HeadPart, HeadSeen } from '../checks/head-reading.ts';
import type { HeadQuestions } from '../facts.ts';
import type { Namings, Observation } from '../observation.ts';

interface Asked extends HeadNeed {
  readonly lacking: boolean;
}

/** Look-ups of the repositories before their files, and what they lack: all that was asked of a repository is then read at once. */
export function headQuestions({ heads }: Pick<Observation, 'heads'>, namings: Namings) {
  const asked = new Map<string, Asked>();

  function seen(name: string, freshSince: string | null) {
    const known = heads[repositoryKey(name)];
    return known !== undefined && (freshSince ?? '') <= (known.freshSince ?? '') ? known.head : null;
  }

  function note(key: string, { name, freshSince, parts, lacking }: Omit<Asked, 'namer'>): void {
    const before = asked.get(key);
    asked.set(key, {
      name,
      namer: namings[key] ?? null,
      freshSince: [before?.freshSince ?? null, freshSince].reduce((a, b) => ((a ?? '') < (b ?? '') ? b : a)),
      parts: [...new Set([...(before?.parts ?? []), ...parts])],
      lacking: lacking || before?.lacking === true,
    });
  }

  function lookUp<Value>(part: HeadPart, value: (head: HeadSeen) => Value | null) {
    return (name: string, freshSince: string | null): Value | null => {
      const head = seen(name, freshSince);
      const found = head?.kind === 'seen' ? value(head) : null;
      note(repositoryKey(name), { name, freshSince, parts: [part], lacking: found === null });
      return found;
    };
  }

  const ask: HeadQuestions = {
    of: (name, freshSince) => {
      const head = seen(name, freshSince);
      note(repositoryKey(name), { name, freshSince, parts: [], lacking: head === null });
      return head;
    },
    namerWrites: lookUp('right', ({ namerWrites }) => namerWrites),
    end: lookUp('commit', ({ end }) => end),
  };
  const needs = (): readonly HeadNeed[] =>
    [...asked.values()].flatMap(({ lacking, name, namer, freshSince, parts }) => (lacking ? [{ name, namer, freshSince, parts }] : []));
  return { ask, needs };
}
