import type { Person } from '../emulator/person.ts';
import type { DossierView } from '../emulator/dossier-view.ts';
import type { Login } from '../seed/people.ts';

/** What a step may use: the people, the dossier's number once it is open, and what the App wrote so far. */
export interface Scene {
  readonly as: (login: Login) => Person;
  readonly number: number;
  readonly dossier: DossierView;
}

/** What must be true of the dossier after a step. */
export interface Expected {
  readonly state: 'open' | 'closed';
  readonly phase: string;
  /** Labels that must be there besides the phase's. */
  readonly labels: readonly string[];
  /** Words that the comments written or updated by the App in this step must hold. */
  readonly says: readonly string[];
}

/** One act of the tour. `act` returns the number of the dossier that it opened, if it did. */
export interface Step {
  readonly chapter?: string;
  readonly who: Login;
  readonly does: string;
  readonly act: (scene: Scene) => Promise<number | void>;
  readonly expected: Expected;
}
