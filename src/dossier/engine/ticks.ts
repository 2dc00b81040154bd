import { slotText } from '../written/slot.ts';
import type { Dossier } from '../dossier.ts';
import { isDone } from '../assess.ts';
import { readBoxes, setBoxes } from '../written/boxes.ts';
import { digest } from '../../words/digest.ts';
import type { Draft } from './draft.ts';
import type { CommentEdit } from '../plan.ts';
import { phaseOf } from '../facts.ts';
import { sameLogin } from '../../words/login.ts';
import type { ItemView } from '../item.ts';
import { lastWriter } from '../last-writer.ts';
import type { Account, Comment } from '../observation.ts';
import { isDouble } from '../own-comments.ts';
import type { ItemMark, StateChange } from '../state.ts';
import { isProjectTeam } from '../team.ts';

/** A comment with boxes: the App's own for a phase, or one that `/etapes` made its author's. */
interface Checklist {
  /** Key in `state.shown`. */
  readonly key: string;
  readonly comment: Comment;
  readonly phaseId: string;
  /** A `double` is a second one of the App for the same phase, which is about to go. */
  readonly owner: 'app' | 'double' | 'author';
}

/** A box that is not as the App last remembers to have shown it. */
interface Changed {
  readonly view: ItemView;
  readonly checked: boolean;
  readonly by: string | null;
}

/**
 * Reads the boxes that people ticked or unticked. What differs from what the App last showed is somebody's tick; GitHub tells who edited the
 * comment last. A tick by somebody who may not is undone, with a word to a person. Silent on a closed dossier.
 */
export function readTicks(draft: Draft): Draft {
  return checklists(draft.dossier).reduce(readChecklist, draft);
}

function checklists({ observation: { comments }, procedure, state }: Dossier): readonly Checklist[] {
  return comments.flatMap((comment): Checklist[] => {
    const phase = procedure.phases.find(({ id }) => comment.slot === slotText({ kind: 'checklist', phase: id }));
    const owner = isDouble(comment, { comments }) ? 'double' : 'app';
    if (phase !== undefined) return [{ key: slotText({ kind: 'checklist', phase: phase.id }), comment, phaseId: phase.id, owner }];
    const personal = comment.slot === null ? state.personalChecklists[comment.id] : undefined;
    return personal === undefined ? [] : [{ key: `comment/${comment.id}`, comment, phaseId: personal, owner: 'author' }];
  });
}

function readChecklist(draft: Draft, checklist: Checklist): Draft {
  const { comment, key } = checklist;
  const { dossier } = draft;
  const shown = dossier.state.shown[key];
  if (shown === undefined) return draft;
  const views = dossier.items(checklist.phaseId);
  const changed = readBoxes(comment.body).flatMap((box): Changed[] => {
    const view = views.find(({ item }) => item.id === box.id);
    if (view === undefined || box.checked === shown.includes(box.id) || isSoAlready(view, box.checked)) return [];
    // A double is not kept true: only a tick says something.
    return checklist.owner === 'double' && !box.checked ? [] : [{ view, checked: box.checked, by: box.by }];
  });
  if (changed.length === 0) return draft;
  const writer = lastWriter(comment);
  if (writer !== null && sameLogin(writer.login, dossier.observation.app)) {
    return checklist.owner === 'double' ? draft : takeBack(draft, checklist, changed);
  }
  const accepted = changed.filter(({ view }) => mayTick(dossier, { checklist, view, writer }));
  const refused = changed.filter((change) => !accepted.includes(change)).map(({ view }) => view.item.title);
  const by = writer?.login ?? null;
  const marks = accepted.map(({ view, checked }) => [view.key, { done: checked, by: by ?? '', at: comment.updatedAt }] as const);
  const marked = { ...draft, dossier: withMarks(dossier, marks) };
  // A program reads no word: the list as it was before is all that it gets, as often as it ticks.
  if (refused.length === 0 || writer?.bot === true) return marked;
  const slot = slotText({ kind: 'untick', comment: comment.id, edit: digest(comment.updatedAt).slice(0, 8) });
  const unverified = by === null || dossier.ask.right(by).answer === 'unverified';
  return { ...marked, comments: [...draft.comments, { slot, content: { kind: 'unticked', by, titles: refused, unverified } }] };
}

/** Whether a command, or what the App saw, made the item meanwhile what the box says: it is theirs. A waiver does an item without ticking it. */
function isSoAlready(view: ItemView, checked: boolean): boolean {
  return view.status.kind !== 'waived' && isDone(view) === checked;
}

function withMarks(dossier: Dossier, marks: readonly (readonly [key: string, mark: ItemMark])[]): Dossier {
  return marks.length === 0 ? dossier : dossier.with({ items: { ...dossier.state.items, ...Object.fromEntries(marks) } });
}

/**
 * What the App showed itself and does not remember comes from a pass that was killed before it could: it is taken as it stands, since it hides the tick
 * that it answered. Commands and evidence that the pass played are played again, and are no change any more.
 */
function takeBack(draft: Draft, { comment, owner }: Checklist, changed: readonly Changed[]): Draft {
  const unknown = changed.filter((change) => isTick(change, owner) && change.view.status.kind !== 'waived');
  const marks = unknown.map(({ view, checked, by }) => {
    const who = by ?? (owner === 'author' ? comment.author.login : '');
    return [view.key, { done: checked, by: who, at: comment.updatedAt }] as const;
  });
  return { ...draft, dossier: withMarks(draft.dossier, marks) };
}

/** A box that the App ticked and that names nobody shows what the App saw: seen again or not, it is nobody's tick. */
function isTick({ checked, by }: Changed, owner: Checklist['owner']): boolean {
  return !checked || by !== null || owner === 'author';
}

function mayTick(dossier: Dossier, { checklist, view, writer }: { checklist: Checklist; view: ItemView; writer: Account | null }): boolean {
  if (writer === null) return false;
  const own = checklist.owner === 'author' && sameLogin(writer.login, checklist.comment.author.login);
  if (own && view.item.owner === 'projet' && isProjectTeam(dossier, writer.login)) return true;
  return dossier.ask.right(writer.login).answer === 'yes';
}

/** Makes the personal checklists say what is so, and forgets those whose comment is gone. */
export function showTicks(draft: Draft): Draft {
  const { dossier } = draft;
  const present = checklists(dossier);
  const personal = present.filter(({ owner }) => owner === 'author');
  const edits = personal.map((checklist) => editPersonal(dossier, checklist));
  const kept = Object.fromEntries(personal.map(({ comment, phaseId }) => [comment.id, phaseId]));
  const shown = Object.fromEntries(Object.entries(dossier.state.shown).filter(([key]) => present.some((one) => one.key === key)));
  return { ...draft, dossier: dossier.with({ personalChecklists: kept, shown }), edits: [...draft.edits, ...edits] };
}

/** A comment that `/etapes` just claimed becomes a checklist; one that is a checklist already gets its boxes right. */
function editPersonal(dossier: Dossier, { key, comment, phaseId }: Checklist): CommentEdit {
  const observed = { commentId: comment.id, expected: comment.body, makesTrue: showing(dossier, { key, phaseId }) };
  if (dossier.state.shown[key] === undefined) {
    const items = dossier.items(phaseId).filter(({ item }) => item.owner === 'projet');
    return { kind: 'personal-checklist', ...observed, phase: phaseOf(dossier.procedure, phaseId), items };
  }
  return { kind: 'boxes', ...observed, body: setBoxes(comment.body, doneIds(dossier, phaseId)) };
}

/** Remembers which boxes a checklist shows ticked, once it is written. `key` is its name in `state.shown`. */
export function showing(dossier: Dossier, { key, phaseId }: { key: string; phaseId: string }): StateChange {
  const ids = doneIds(dossier, phaseId);
  return (kept) => ({ ...kept, shown: { ...kept.shown, [key]: ids } });
}

function doneIds(dossier: Dossier, phaseId: string): readonly string[] {
  return dossier
    .items(phaseId)
    .filter((view) => isDone(view) && view.status.kind !== 'waived')
    .map(({ item }) => item.id);
}
