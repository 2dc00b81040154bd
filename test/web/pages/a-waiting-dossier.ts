import type { Snapshot } from '../../../src/portfolio/snapshot.ts';
import { aSnapshot } from '../../portfolio/a-snapshot.ts';

/** An open dossier whose turn is the Service Team's since a day. */
export function ours(number: number, since: string, told: Partial<Snapshot> = {}): Snapshot {
  const snapshot = aSnapshot({ number, title: `Projet ${number}`, ...told });
  return { ...snapshot, clocks: { ...snapshot.clocks, turn: 'service-team', since: `${since}T09:00:00Z` } };
}

/** The same, of its project team. */
export function theirs(number: number, since: string, told: Partial<Snapshot> = {}): Snapshot {
  const snapshot = ours(number, since, told);
  return { ...snapshot, next: { ...snapshot.next, waitingFor: 'projet' }, clocks: { ...snapshot.clocks, turn: 'projet' } };
}
