import { readMarker } from '../../src/render/marker.ts';
import { appChanges, newReactions } from '../tour/narrator.ts';
import type { PlayedStep } from '../tour/run-tour.ts';

/** One thing that a step changed in the dossier; `anchor` is the comment's on its page. */
export interface Told {
  readonly text: string;
  readonly anchor: string | null;
}

/** Names of the App's comments for people, by the beginning of their slot. */
const names: readonly (readonly [slot: string, name: string])[] = [
  ['status', 'le suivi'],
  ['checks', 'les vérifications'],
  ['checklist/', 'les étapes de la phase'],
  ['refusal', 'le passage refusé'],
  ['reply', 'une réponse'],
  ['call', 'l’appel à la Service Team'],
  ['flows', 'les flux'],
  ['closing', 'le bilan'],
];

/** What a step changed, in the order in which a reader looks: labels, comments of the App, reactions, closing. */
export function toldOf({ before, after }: PlayedStep, app: string): readonly Told[] {
  const known = before?.labels ?? [];
  const added = after.labels.filter((label) => !known.includes(label)).map((label) => `+ ${label}`);
  const removed = known.filter((label) => !after.labels.includes(label)).map((label) => `− ${label}`);
  return [
    ...[...added, ...removed].map((text) => ({ text, anchor: null })),
    ...appChanges(before, after, app).map(({ comment, old }) => ({
      text: `${old === null ? 'écrit' : 'met à jour'} ${nameOf(comment.body)}`,
      anchor: `issuecomment-${comment.id}`,
    })),
    ...newReactions(before, after).map((text) => ({ text, anchor: null })),
    ...(before?.state === 'open' && after.state === 'closed' ? [{ text: 'le dossier est fermé', anchor: null }] : []),
  ];
}

function nameOf(body: string): string {
  const slot = readMarker(body) ?? '';
  return names.find(([start]) => slot.startsWith(start))?.[1] ?? 'un commentaire';
}
