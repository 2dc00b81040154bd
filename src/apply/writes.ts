import type { Observation } from '../dossier/observation.ts';
import { commentIn, isDouble, isSuperseded } from '../dossier/own-comments.ts';
import type { CommentContent, CommentEdit, Plan, WantedComment, WantedReaction } from '../dossier/plan.ts';
import type { RunWanted } from '../dossier/checks/run.ts';
import type { StateChange } from '../dossier/state.ts';
import { familyOf, type SlotText } from '../dossier/written/slot.ts';
import { renderComment } from '../render/render-comment.ts';
import { fitsInStatus, renderNews } from '../render/news.ts';
import { renderPersonalChecklist } from '../render/personal-checklist.ts';
import type { Sentence } from '../words/sentence.ts';
import type { Action } from './action.ts';
import { sameText } from './same-text.ts';

/** One write of a plan, in its place. */
export interface Write {
  /** In French, after « je n’ai pas pu »: told in the status comment when GitHub refuses it. */
  readonly name: string;
  /** Null where all is there already. */
  readonly action: Action | null;
  /** The slots whose text it brings: their own comment, or parts of another. None for other writes. */
  readonly tells?: readonly SlotText[];
  /** What it makes true. */
  readonly makesTrue?: StateChange | undefined;
  /** What is done in its place where GitHub refuses it for good, for that reason. */
  readonly otherwise?: ((because: Sentence) => Write) | undefined;
  /** What is true where GitHub refuses it for good, and nothing is done in its place. */
  readonly owed?: StateChange | undefined;
}

/** The comments of the dossier's own issue, but for the status, and the reactions to others'. */
export function commentWrites(request: WritesRequest): readonly Write[] {
  const { comments, reactions, edits } = request.plan;
  return [
    ...comments.map((wanted) => commentWrite(request, wanted)),
    ...reactions.map((wanted) => reactionWrite(request, wanted)),
    ...edits.map(editWrite),
  ];
}

interface WritesRequest {
  readonly plan: Plan;
  readonly observation: Observation;
  /** ISO instant. */
  readonly now: string;
}

/** The labels, which go after what they would take the cause of. */
export function labelWrites({ labels: { add, remove } }: Plan): readonly Write[] {
  return [
    ...(add.length === 0
      ? []
      : [{ name: `poser l’étiquette « ${add.join(' », « ')} »`, action: { verb: 'add-labels', names: add } } as const]),
    ...remove.map((name) => ({ name: `retirer l’étiquette « ${name} »`, action: { verb: 'remove-label', name } }) as const),
  ];
}

/** The writes in the projects' repositories. */
export function writesElsewhere({ pulls, reports, fixes, runs }: Plan): readonly Write[] {
  return [
    ...pulls.map((wanted): Write => ({
      name: `préparer la pull request dans ${wanted.seen.name}`,
      action: { verb: 'propose', wanted },
    })),
    ...reports.map((wanted): Write => ({
      name: `écrire le détail des vérifications dans ${wanted.inspected.name} (droit nécessaire sur ce dépôt : Issues en écriture)`,
      action: { verb: 'report', wanted },
      makesTrue: wanted.makesTrue,
    })),
    ...fixes.map((wanted): Write => ({
      name: `préparer les corrections dans ${wanted.seen.name} (droits nécessaires sur ce dépôt : Contents et Pull requests en écriture)`,
      action: { verb: 'mend', wanted },
    })),
    ...runs.map((wanted): Write => ({
      name: `écrire la vérification ${runTold(wanted)} dans ${wanted.inspected.name} (droit nécessaire sur ce dépôt : Checks en écriture)`,
      action: { verb: 'run', wanted },
      makesTrue: wanted.makesTrue,
    })),
  ];
}

/** Which pull requests a private repository has is not told here. */
function runTold({ pull, inspected }: RunWanted): string {
  if (pull === null) return 'de la branche par défaut';
  return inspected.private ? 'd’une pull request' : `de la pull request #${pull.number}`;
}

/**
 * The App's comments that go: the younger where a slot has two, because another process wrote there too or GitHub's list lagged behind; those of a family in
 * whose place a newer one stands; those that nothing causes any more. What could not be written (`untold`) takes the place of none.
 */
export function healingWrites({ plan, observation }: WritesRequest, untold: readonly SlotText[]): readonly Write[] {
  const gone = plan.gone.map(({ id }) => id);
  const wanted = plan.comments.map(({ slot }) => slot);
  const isStillTold = (slot: string | null) => untold.some((other) => other === slot || isOfFamily(slot, other));
  return observation.comments.flatMap((comment): Write[] => {
    const { id, slot, body } = comment;
    // It may hold the newest state, or a box that somebody just ticked.
    if (isDouble(comment, observation))
      return [
        { name: `supprimer la copie du commentaire « ${slot} »`, action: { verb: 'delete-comment', id, expected: body, why: 'double' } },
      ];
    if (isStillTold(slot)) return [];
    if (!gone.includes(id) && !isSuperseded(comment, { comments: observation.comments, wanted })) return [];
    // No list of steps is among them: nothing that people write there is read.
    return [{ name: `supprimer le commentaire « ${slot} »`, action: { verb: 'delete-comment', id, expected: null, why: 'served' } }];
  });
}

/** 👀 goes once the comment has its answer, and the state knows it. Where GitHub refuses that, nothing is lacking. */
export function readSigns({ comments }: Pick<Observation, 'comments'>): readonly Write[] {
  const name = 'retirer 👀 d’un commentaire répondu';
  const otherwise = () => ({ name, action: null });
  return comments
    .filter(({ reactions }) => reactions.includes('eyes'))
    .map(({ id }) => ({ name, action: { verb: 'unreact', comment: id }, otherwise }));
}

function isOfFamily(slot: string | null, other: SlotText): boolean {
  const family = familyOf(slot ?? '');
  return family !== null && family === familyOf(other);
}

/** A reaction that GitHub refuses is put in words; where they are there already, nothing is lacking; where no more are said, and where it refuses them too, the status tells. */
function reactionWrite(request: WritesRequest, { comment, content, inWords, untold }: WantedReaction): Write {
  const name = `répondre par une réaction à un commentaire de ${comment.author.login}`;
  return {
    name,
    action: comment.reactions.includes(content) ? null : { verb: 'react', comment: comment.id, content },
    otherwise: () => (inWords === null ? { name, action: null, makesTrue: untold } : commentWrite(request, inWords)),
  };
}

/** What is told in the status in place of a comment counts as told. `because`: why it is no comment, where GitHub refused it; null where the App says no more that day. */
export function newsOf(wanted: WantedComment, { now, because }: { readonly now: string; readonly because: Sentence | null }): StateChange {
  return (state) => {
    const told = { ...state, news: [...state.news, { at: now, markdown: renderNews(wanted, because) }].slice(-MAX_NEWS) };
    return wanted.makesTrue?.(told) ?? told;
  };
}

/** Pieces of news kept, at the most. */
const MAX_NEWS = 10;

/** What is told at one look alone, when what causes it happens: where GitHub refuses the comment for good, the status tells it, but for an answer that it cannot hold and that may be given later. */
const once: ReadonlySet<CommentContent['kind']> = new Set(['replies', 'move-refused', 'unticked', 'phase-entered-again']);

function commentWrite({ observation, now }: WritesRequest, wanted: WantedComment): Write {
  const body = renderComment(wanted);
  const existing = commentIn(wanted.slot, observation);
  const { content, owed } = wanted;
  const name = content.kind === 'replies' ? `répondre à un commentaire de ${content.to}` : `écrire le commentaire « ${wanted.slot} »`;
  const inStatus = (because: Sentence): Write => ({ name, action: null, makesTrue: newsOf(wanted, { now, because }) });
  const isOwed = owed !== undefined && !fitsInStatus(wanted);
  const otherwise = once.has(content.kind) && !isOwed ? inStatus : undefined;
  const step = { name, tells: slotsOf(wanted), makesTrue: wanted.makesTrue, otherwise, owed: isOwed ? owed : undefined };
  if (existing === null) return { ...step, action: { verb: 'create-comment', body } };
  if (sameText(existing.body, body)) return { ...step, action: null };
  // A box ticked meanwhile must not be lost.
  const expected = content.kind === 'checklist' ? existing.body : null;
  return { ...step, action: { verb: 'replace-comment', id: existing.id, body, expected } };
}

function slotsOf({ slot, content }: WantedComment): readonly SlotText[] {
  return content.kind === 'checklist' ? [slot, ...content.view.parts.map((part) => part.slot)] : [slot];
}

function editWrite(edit: CommentEdit): Write {
  const { commentId: id, expected, makesTrue } = edit;
  const body = edit.kind === 'boxes' ? edit.body : renderPersonalChecklist(edit);
  const name = 'mettre à jour la liste d’étapes de votre commentaire';
  return { name, makesTrue, action: body === expected ? null : { verb: 'replace-comment', id, body, expected } };
}
