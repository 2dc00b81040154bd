import type { Dossier } from '../dossier.ts';
import { say, type Sentence } from '../../words/sentence.ts';
import type { MirrorStatus } from './mirror-status.ts';

/** Where the mirrors stand as a whole: in how many repositories the file was merged, and from how many a copy was asked for; null until one was. */
export function mirrorProgress(dossier: Dossier): Sentence | null {
  const statuses = dossier.mirrors.map(({ status }) => status);
  const merged = statuses.filter(isMerged);
  if (merged.length === 0) return null;
  const working = merged.filter(({ kind }) => kind === 'mirrored' || kind === 'other-means');
  return say`en place dans ${merged.length} ${[merged.length > 1 ? 'dépôts' : 'dépôt']} sur ${statuses.filter(onGitHub).length}, copie demandée depuis ${working.length}`;
}

function onGitHub({ kind }: MirrorStatus): boolean {
  return kind !== 'elsewhere';
}

function isMerged({ kind }: MirrorStatus): boolean {
  return kind === 'waiting' || kind === 'failing' || kind === 'mirrored' || kind === 'other-means';
}
