import type { PullEnd } from './queries/pull-ends.ts';

/** GitHub closes a pull request in the second in which the branch that it goes to is deleted. */
const TOGETHER_MS = 10_000;
/** So many ends that nobody decided are an answer as well: somebody's program wants none, and the App does not insist. */
const MOST_LAPSES = 3;

/**
 * Whether the last closing of a pull request, which was not merged, is somebody's answer: not a program's, nor GitHub's own, in the name of whoever deletes the branch
 * that it goes to. Where GitHub does not tell, it is. `before`: how many pull requests of the App from the same branch were closed before it.
 */
export function wasDeclined(ends: readonly PullEnd[], before: number): boolean {
  const closings = ends.flatMap((end) => (end.kind === 'ClosedEvent' ? [{ ...end, lapsed: hasLapsed(end, ends) }] : []));
  if (closings.at(-1)?.lapsed !== true) return true;
  return before + closings.filter(({ lapsed }) => lapsed).length >= MOST_LAPSES;
}

function hasLapsed({ createdAt, actor }: Extract<PullEnd, { kind: 'ClosedEvent' }>, ends: readonly PullEnd[]): boolean {
  if (actor?.bot === true) return true;
  const at = Date.parse(createdAt);
  return ends.some((end) => end.kind === 'BaseRefDeletedEvent' && Math.abs(Date.parse(end.createdAt) - at) <= TOGETHER_MS);
}
