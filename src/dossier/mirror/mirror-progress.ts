import type { Dossier } from '../dossier.ts';
import { say, type Sentence } from '../../words/sentence.ts';
import { isByOtherMeans, isOutOfReach, memoryOf } from './assess-mirrors.ts';
import type { MirrorStatus, MirrorView } from './mirror-status.ts';

/**
 * Where the mirrors stand as a whole: in how many repositories the file was merged, and from how many a copy was asked for; null until one was. What was seen of a repository
 * that cannot be read now counts; of which nothing is known is told apart.
 */
export function mirrorProgress(dossier: Dossier): Sentence | null {
  const views = dossier.mirrors;
  const working = views.filter((view) => works(dossier, view));
  const merged = views.filter((view) => working.includes(view) || isMerged(view.status));
  if (merged.length === 0) return null;
  const unread = views.filter((view) => !merged.includes(view) && isOutOfReach(view.status)).length;
  return [
    ...say`en place dans ${merged.length} ${[merged.length > 1 ? 'dépôts' : 'dépôt']} sur ${views.filter(onGitHub).length}, copie demandée depuis ${working.length}`,
    ...(unread === 0 ? [] : [` ; ${unread} que l’application ne peut pas lire pour le moment`]),
  ];
}

function works(dossier: Dossier, view: MirrorView): boolean {
  if (view.status.kind === 'mirrored' || isByOtherMeans(dossier, view)) return true;
  return isOutOfReach(view.status) && memoryOf(dossier.state, view.name).seen !== null;
}

function onGitHub({ status: { kind } }: MirrorView): boolean {
  return kind !== 'elsewhere';
}

function isMerged({ kind }: MirrorStatus): boolean {
  return kind === 'waiting' || kind === 'failing' || kind === 'mirrored' || kind === 'other-means';
}
