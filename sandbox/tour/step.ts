import type { Person } from '../emulator/person.ts';
import type { DossierView } from '../emulator/dossier-view.ts';
import type { Login } from '../seed/people.ts';
import type { Files } from '../seed/push-files.ts';

/** What a step may use: the people, the dossier's number once it is open, and what the App wrote so far. */
export interface Scene {
  /** Somebody, in the hub unless another repository is named. */
  readonly as: (login: Login, repository?: string) => Person;
  readonly number: number;
  readonly dossier: DossierView;
  readonly projects: ProjectRepositories;
}

/** What happens in the repositories of the project, outside the dossier. */
export interface ProjectRepositories {
  readonly names: readonly string[];
  /** Merges the open pull request of a repository. */
  readonly merge: (repository: string) => Promise<void>;
  /** Léa puts files on the default branch, in one commit. */
  readonly push: (repository: string, files: Files) => Promise<void>;
  /** A run of the mirroring workflow ends; `log` is what its step wrote. */
  readonly run: (repository: string, conclusion: 'success' | 'failure', log: string) => Promise<void>;
  /** The same for a tag that was pushed. */
  readonly runOnTag: (repository: string, tag: string, log: string) => Promise<void>;
  /** The open pull request of a repository as its page shows it: title, text, changed lines. */
  readonly showPull: (repository: string) => Promise<string>;
}

/** What must be true of the dossier after a step. */
export interface Expected {
  readonly state: 'open' | 'closed';
  readonly phase: string;
  /** Labels that must be there besides the phase's. */
  readonly labels: readonly string[];
  /** Words that the comments written or updated by the App in this step must hold, and its reactions. */
  readonly says: readonly string[];
  /** Repositories, `owner/name`, in which the App must not have written anything in this step: what it must refuse is tried there. */
  readonly untouched?: readonly string[];
}

/** One act of the tour. `act` returns the number of the dossier that it opened, if it did. */
export interface Step {
  readonly chapter?: string;
  readonly who: Login;
  readonly does: string;
  readonly act: (scene: Scene) => Promise<number | void>;
  readonly expected: Expected;
  /** Something else to show afterwards, as Markdown. */
  readonly shows?: (scene: Scene) => Promise<string>;
}
