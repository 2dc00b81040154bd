import type { Snapshot } from './snapshot.ts';

/** The path of the page of a dossier. */
export function dossierPath({ hub, number }: Pick<Snapshot, 'hub' | 'number'>): string {
  return `/dossiers/${hub.split('/').map(encodeURIComponent).join('/')}/${number}`;
}
