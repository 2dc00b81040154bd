import { troubledMirrors } from '../dossier/mirror/mirror-status.ts';
import { counted } from '../words/dates.ts';
import type { Snapshot } from './snapshot.ts';

/** What is told of the repositories of a dossier, wherever it is told. */
export interface Technical {
  readonly blocking: number;
  /** Rules that are broken and do not block. */
  readonly others: number;
  /** Repositories that the checks saw, and those that they could not see. */
  readonly checked: number;
  readonly unread: number;
  readonly failing: number;
  /** Mirrors that the App cannot propose, or whose pull request was closed. */
  readonly stopped: number;
  /** Mirrors that wait for a pull request or a first run. */
  readonly unfinished: number;
  /** Repositories that are copied, by the App's workflow or by other means; of how many. */
  readonly synchronised: number;
  readonly repositories: number;
}

/** The same of one dossier. */
export function technicalOf({ findings, mirrors }: Pick<Snapshot, 'findings' | 'mirrors'>): Technical {
  const count = (...kinds: readonly (keyof Snapshot['mirrors'])[]) => kinds.reduce((sum, kind) => sum + (mirrors[kind] ?? 0), 0);
  return {
    blocking: findings.blocking,
    others: findings.breaking + findings.audited,
    checked: findings.repositories - findings.unread,
    unread: findings.unread,
    failing: count('failing'),
    stopped: count(...troubledMirrors.filter((kind) => kind !== 'failing')),
    unfinished: count('to-propose', 'proposed', 'waiting'),
    synchronised: count('mirrored', 'other-means'),
    repositories: Object.values(mirrors).reduce((sum, of) => sum + of, 0),
  };
}

/** Something of its repositories needs a person. */
export function isTroubled(snapshot: Pick<Snapshot, 'findings' | 'mirrors'>): boolean {
  return troublesText(snapshot) !== '';
}

/** What needs a person, « 2 constats bloquants, 1 dépôt non lu »; empty for nothing. */
export function troublesText(snapshot: Pick<Snapshot, 'findings' | 'mirrors'>): string {
  const { blocking, failing, stopped, unread } = technicalOf(snapshot);
  const told: readonly (readonly [count: number, one: string, several: string])[] = [
    [blocking, 'constat bloquant', 'constats bloquants'],
    [failing, 'synchronisation en échec', 'synchronisations en échec'],
    [stopped, 'synchronisation arrêtée ou refusée', 'synchronisations arrêtées ou refusées'],
    [unread, 'dépôt non lu', 'dépôts non lus'],
  ];
  return told.flatMap(([count, one, several]) => (count === 0 ? [] : [counted(count, one, several)])).join(', ');
}
