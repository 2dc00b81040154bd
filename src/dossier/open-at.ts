import type { Observation } from './observation.ts';

/**
 * Whether the issue was open at an instant, by its events: what somebody writes counts as of then. What stands in the very second of a closing came before
 * it, and in that of a reopening after it: GitHub's « Close with comment » and « Reopen with comment » do both at once.
 */
export function wasOpenAt({ issue, events }: Pick<Observation, 'issue' | 'events'>, at: string): boolean {
  const instant = Date.parse(at);
  const last = events.findLast(
    (event) =>
      (event.kind === 'closed' && Date.parse(event.at) < instant) || (event.kind === 'reopened' && Date.parse(event.at) <= instant),
  );
  if (last !== undefined) return last.kind === 'reopened';
  return issue.open || events.some(({ kind }) => kind === 'closed');
}
