import type { InspectedRepository } from './inspected-repository.ts';
import type { Pull } from './run.ts';

/** A button of a check run. */
export interface RunAction {
  /** At most 20 characters; a press is known by it ("Requested actions", GitHub documentation). */
  readonly identifier: string;
  /** What is on it, at most 20 characters. */
  readonly label: string;
  /** At most 40 characters. */
  readonly description: string;
  /** Whether a run offers it. */
  readonly isOffered: (inspected: InspectedRepository) => boolean;
}

/** Every button that a run may have, at most three. */
const runActions: readonly RunAction[] = [];

/** The buttons of the run of a commit: none on a pull request of a fork, where the App does nothing. */
export function actionsOf(inspected: InspectedRepository, pull: Pull | null): readonly RunAction[] {
  return pull?.fork === true ? [] : runActions.filter(({ isOffered }) => isOffered(inspected));
}

/** True for the identifier of a button that exists. */
export function isRunAction(identifier: string): boolean {
  return runActions.some((action) => action.identifier === identifier);
}
