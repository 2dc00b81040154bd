import { readMemory } from '../../src/apply/read-memory.ts';
import { type Seal, sealState } from '../../src/apply/sealed-state.ts';
import type { Memory, Observation } from '../../src/dossier/observation.ts';
import type { DossierState } from '../../src/dossier/state.ts';
import { sealAsFirstVersion } from './toy-operator.ts';

export interface ToyMemoryOptions {
  readonly seen: () => Pick<Observation, 'comments' | 'events' | 'app'>;
  readonly seal: () => Seal;
  /** Puts another state into the status comment. */
  readonly put: (sealed: string) => void;
}

/** What the App remembers of a toy hub, and what becomes of it without the App. */
export function createToyMemory({ seen, seal, put }: ToyMemoryOptions) {
  const memory = (): Memory => readMemory(seen(), seal());
  /** Throws where there is none. */
  const state = (): DossierState => {
    const remembered = memory();
    if (remembered.kind !== 'kept') throw new Error('no state yet');
    return remembered.state;
  };
  return {
    memory,
    state,
    acts: {
      /** The App remembers something else, as an earlier version may have left it. */
      changeState: (change: (state: DossierState) => DossierState) => put(sealState(change(state()), seal())),
      /** The state stands as version 0.1.0 left it. */
      goBackToFirstVersion: () => {
        const remembered = memory();
        if (remembered.kind === 'kept') put(sealAsFirstVersion(remembered.state, seal()));
      },
    },
  };
}
