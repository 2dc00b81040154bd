import type { Action, Actions, Written } from '../../src/apply/action.ts';
import { Interrupted } from './faults.ts';

/** Performs one action and goes on. A call that fails is for the plan to go on without, or not; a process that dies does nothing more. */
export function goOn<Result>(
  actions: Actions<Result>,
  action: Action,
  perform: (action: Action) => Written,
): IteratorResult<Action, Result> {
  let written;
  try {
    written = perform(action);
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    return actions.throw(error);
  }
  return actions.next(written);
}
