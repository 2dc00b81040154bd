import { fixableRules } from './fix-plan.ts';
import type { InspectedRepository } from './inspected-repository.ts';
import { ruleOutcome } from './rules.ts';
import type { KeptPress, Pull } from './run.ts';

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

/** « Préparer la PR »: what `/corriger` does, from where the findings are shown. */
const mendAction: RunAction = {
  identifier: 'mend',
  label: 'Préparer la PR',
  description: 'Propose une PR avec ce qui est certain',
  isOffered: ({ report }) =>
    report.rules.some((result) => ruleOutcome(result) === 'violation' && fixableRules.some((rule) => rule === result.rule)),
};

/** Every button that a run may have, at most three. */
const runActions: readonly RunAction[] = [mendAction];

/** True for a press that asks for the fixes of the repository. */
export function asksToMend({ button }: KeptPress): boolean {
  return button === mendAction.identifier;
}

/** The buttons of the run of a commit: none on a pull request of a fork, where the App does nothing. */
export function actionsOf(inspected: InspectedRepository, pull: Pull | null): readonly RunAction[] {
  return pull?.fork === true ? [] : runActions.filter(({ isOffered }) => isOffered(inspected));
}

/** True for the identifier of a button that exists. */
export function isRunAction(identifier: string): boolean {
  return runActions.some((action) => action.identifier === identifier);
}
