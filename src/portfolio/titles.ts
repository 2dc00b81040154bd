import type { Turn } from '../clocks/spent.ts';
import type { Snapshot } from './snapshot.ts';

/** Whom a turn belongs to, as the portfolio says it. */
export const turnTitles: Readonly<Record<Turn, string>> = {
  'service-team': 'Service Team',
  projet: 'équipe projet',
  nobody: 'personne',
  unknown: 'non connu',
};

/** Whether a dossier is followed, as the portfolio says it. */
export const modeTitles: Readonly<Record<Snapshot['mode'], string>> = { open: 'ouvert', closed: 'fermé', unfollowed: 'plus suivi' };

/** Where a campaign stands in a dossier, as the portfolio says it. */
export const standingTitles: Readonly<Record<Snapshot['campaigns'][number]['standing'], string>> = {
  concerned: 'à faire',
  done: 'fini',
  unknown: 'non connu',
};
