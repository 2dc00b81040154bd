import { readMarker } from '../../src/render/marker.ts';
import { withoutComments } from '../markdown/html-text.ts';
import { appChanges, newReactions } from '../tour/narrator.ts';
import type { PlayedStep } from '../tour/run-tour.ts';

/** One thing that a step changed in the dossier. */
export interface Told {
  readonly text: string;
  /** The comment's, on the page of the dossier; null for what is no comment. */
  readonly anchor: string | null;
  /** Whether the comment was there before: then what matters of it is what differs. */
  readonly isEdit: boolean;
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

/** What a step changed, in the order in which a reader looks: labels, comments that the App writes, those that it edits where it shows, reactions, closing. */
export function toldOf({ before, after }: PlayedStep, app: string): readonly Told[] {
  const known = before?.labels ?? [];
  const added = after.labels.filter((label) => !known.includes(label)).map((label) => plain(`Étiquette posée : ${label}`));
  const removed = known.filter((label) => !after.labels.includes(label)).map((label) => plain(`Étiquette retirée : ${label}`));
  const changes = appChanges(before, after, app);
  const written = changes.filter(({ old }) => old === null).map(({ comment }) => ofComment(comment, false));
  const edited = changes.flatMap(({ comment, old }) =>
    old === null || withoutComments(old) === withoutComments(comment.body) ? [] : [ofComment(comment, true)],
  );
  const closed = before?.state === 'open' && after.state === 'closed' ? [plain('Le dossier est fermé.')] : [];
  return [...added, ...removed, ...written, ...edited, ...newReactions(before, after).map(plain), ...closed];
}

function plain(text: string): Told {
  return { text, anchor: null, isEdit: false };
}

function ofComment({ id, body }: { readonly id: number; readonly body: string }, isEdit: boolean): Told {
  return { text: `${isEdit ? 'met à jour' : 'écrit'} ${nameOf(body)}`, anchor: `issuecomment-${id}`, isEdit };
}

function nameOf(body: string): string {
  const slot = readMarker(body) ?? '';
  return names.find(([start]) => slot.startsWith(start))?.[1] ?? 'un commentaire';
}
