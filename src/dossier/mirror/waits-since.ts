import type { Dossier } from '../dossier.ts';
import { platformsIn } from './platforms.ts';

/** A repository by its id, and when `/miroir` was last written for it. */
interface Awaited {
  readonly id: number;
  readonly asked: string | null;
}

/**
 * Since when the dossier waits for the pull request of a repository, nothing that makes it wait having changed; in milliseconds, as `Date.parse` gives them.
 * Infinity where it does not wait. By what GitHub tells alone (the phase, `/miroir`, the last edit, reopening and authorisation), not by when a process saw it.
 */
export function waitsSince(dossier: Dossier, { id, asked }: Awaited): number {
  const { issue, events } = dossier.observation;
  const begun = begunAt(dossier) ?? asked;
  if (begun === null) return Infinity;
  const reopened = events.findLast(({ kind }) => kind === 'reopened')?.at;
  const authorised = dossier.state.authorised.find((one) => one.id === id)?.at;
  const instants = [begun, issue.lastEditedAt ?? issue.createdAt, reopened ?? '', authorised ?? ''];
  return Math.max(...instants.filter((instant) => instant !== '').map((instant) => Date.parse(instant)));
}

/** When the dossier entered the first of the phases that mirror its repositories, which it has not left since. */
function begunAt(dossier: Dossier): string | null {
  const { history } = dossier.state;
  const before = history.findLastIndex(({ phase }) => platformsIn(dossier, phase).length === 0);
  return history[before + 1]?.at ?? null;
}
