import { slotText } from '../written/slot.ts';
import type { Dossier } from '../dossier.ts';
import { isDone } from '../assess.ts';
import { readBoxes, setBoxes } from '../written/boxes.ts';
import { boxWriter } from './box-writer.ts';
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
  /** Who did it, where the App's own line tells. */
  readonly by: string | null;
}

/** The same, and who changed it; `writer` is null where GitHub does not tell. */
interface Written extends Changed {
  readonly writer: Account | null;
  readonly at: string;
}

/**
 * Reads the boxes that people ticked or unticked. What differs from what the App last showed is somebody's tick; the comment's history tells whose, whoever wrote in
 * it since. A tick by somebody who may not is undone, with a word to a person. Silent on a closed dossier.
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
  const { app } = dossier.observation;
  const written = writersOf(dossier, comment, changed);
  if (written === null) return draft;
  const isOwn = ({ writer }: Written) => sameLogin(writer?.login ?? '', app);
  const own = written.filter(isOwn);
  const before = checklist.owner === 'double' ? draft : takeBack(draft, checklist, own);
  return judge(
    before,
    checklist,
    written.filter((change) => !isOwn(change)),
  );
}

/** Who changed each box; null until the history of the comment was read. What the App wrote last is all its own; without a history, the last writer is all that is known. */
function writersOf({ observation: { app }, ask }: Dossier, comment: Comment, changed: readonly Changed[]): readonly Written[] | null {
  const last = lastWriter(comment);
  const isWhole = comment.editor.answer === 'nobody' || sameLogin(last?.login ?? '', app);
  const revisions = isWhole ? [] : ask.revisions(comment.nodeId);
  if (revisions === null) return null;
  if (revisions.length === 0) return changed.map((change) => ({ ...change, writer: last, at: comment.updatedAt }));
  return changed.map((change) => {
    const revision = boxWriter(revisions, { id: change.view.item.id, checked: change.checked }, app);
    return { ...change, writer: revision?.editor ?? null, at: revision?.at ?? comment.updatedAt };
  });
}

/** Takes the ticks of those who may, and tells the others. */
function judge(draft: Draft, checklist: Checklist, written: readonly Written[]): Draft {
  const { dossier } = draft;
  const accepted = written.filter((change) => mayTick(dossier, checklist, change));
  const marks = accepted.map(({ view, checked, writer, at }) => [view.key, { done: checked, by: writer?.login ?? '', at }] as const);
  // A program reads no word: the list as it was before is all that it gets, as often as it ticks.
  const refused = written.filter((change) => !accepted.includes(change) && change.writer?.bot !== true);
  const marked = { ...draft, dossier: withMarks(dossier, marks) };
  if (refused.length === 0) return marked;
  const { comment } = checklist;
  const slot = slotText({ kind: 'untick', comment: comment.id, edit: digest(comment.updatedAt).slice(0, 8) });
  const logins = [...new Set(refused.flatMap(({ writer }) => writer?.login ?? []))];
  const isUnverified = ({ writer }: Written) => writer === null || dossier.ask.right(writer.login).answer === 'unverified';
  const titles = refused.map(({ view }) => view.item.title);
  const content = { kind: 'unticked', by: logins, titles, unverified: refused.some(isUnverified) } as const;
  return { ...marked, comments: [...draft.comments, { slot, content }] };
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

function mayTick(dossier: Dossier, checklist: Checklist, { view, writer }: Written): boolean {
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
