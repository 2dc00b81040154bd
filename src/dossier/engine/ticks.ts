import { assessItems, isDone } from '../assess.ts';
import { readBoxes, setBoxes } from '../boxes.ts';
import { digest } from '../../words/digest.ts';
import type { Draft } from './draft.ts';
import type { CommentEdit } from '../plan.ts';
import { type Facts, phaseOf } from '../facts.ts';
import { sameLogin } from '../../words/login.ts';
import type { ItemView } from '../item.ts';
import { lastWriter } from '../last-writer.ts';
import type { Account, Comment } from '../observation.ts';
import { isDouble } from '../own-comments.ts';
import type { DossierState, StateChange } from '../state.ts';
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
 * comment last. A tick by somebody who may not is undone, with a word. Silent on a closed dossier.
 */
export function readTicks(facts: Facts, draft: Draft): Draft {
  return checklists(facts, draft.state).reduce((current, checklist) => readChecklist(facts, current, checklist), draft);
}

function checklists({ observation: { comments }, procedure }: Facts, state: DossierState): readonly Checklist[] {
  return comments.flatMap((comment): Checklist[] => {
    const phase = procedure.phases.find(({ id }) => comment.slot === `checklist/${id}`);
    const owner = isDouble(comment, { comments }) ? 'double' : 'app';
    if (phase !== undefined) return [{ key: `checklist/${phase.id}`, comment, phaseId: phase.id, owner }];
    const personal = comment.slot === null ? state.personalChecklists[comment.id] : undefined;
    return personal === undefined ? [] : [{ key: `comment/${comment.id}`, comment, phaseId: personal, owner: 'author' }];
  });
}

function readChecklist(facts: Facts, draft: Draft, checklist: Checklist): Draft {
  const { comment, key } = checklist;
  const shown = draft.state.shown[key];
  if (shown === undefined) return draft;
  const views = assessItems(facts, draft.state, checklist.phaseId);
  const changed = readBoxes(comment.body).flatMap((box): Changed[] => {
    const view = views.find(({ item }) => item.id === box.id);
    if (view === undefined || box.checked === shown.includes(box.id)) return [];
    // A double is not kept true: only a tick says something.
    return checklist.owner === 'double' && !box.checked ? [] : [{ view, checked: box.checked, by: box.by }];
  });
  if (changed.length === 0) return draft;
  const writer = lastWriter(comment);
  if (writer !== null && sameLogin(writer.login, facts.observation.app)) {
    return checklist.owner === 'double' ? draft : takeBack(draft, checklist, changed);
  }
  const accepted = changed.filter(({ view }) => mayTick(facts, draft.state, { checklist, view, writer }));
  const refused = changed.filter((change) => !accepted.includes(change)).map(({ view }) => view.item.title);
  const by = writer?.login ?? null;
  const marks = accepted.map(({ view, checked }) => [view.key, { done: checked, by: by ?? '', at: comment.updatedAt }]);
  const state = { ...draft.state, items: { ...draft.state.items, ...Object.fromEntries(marks) } };
  if (refused.length === 0) return { ...draft, state };
  const slot = `untick/${comment.id}/${digest(comment.updatedAt).slice(0, 8)}`;
  const unverified = by === null || facts.ask.right(by).answer === 'unverified';
  return { ...draft, state, comments: [...draft.comments, { slot, content: { kind: 'unticked', by, titles: refused, unverified } }] };
}

/**
 * What the App showed itself and does not remember comes from a pass that was killed before it could: it is taken as it stands, since it hides the tick
 * that it answered. Commands and evidence that the pass played are played again, and agree already.
 */
function takeBack(draft: Draft, { comment, owner }: Checklist, changed: readonly Changed[]): Draft {
  const unknown = changed.filter(
    (change) => isTick(change, owner) && change.view.status.kind !== 'waived' && isDone(change.view) !== change.checked,
  );
  const marks = unknown.map(({ view, checked, by }) => {
    const who = by ?? (owner === 'author' ? comment.author.login : '');
    return [view.key, { done: checked, by: who, at: comment.updatedAt }] as const;
  });
  return { ...draft, state: { ...draft.state, items: { ...draft.state.items, ...Object.fromEntries(marks) } } };
}

/** A box that the App ticked and that names nobody shows what the App saw: seen again or not, it is nobody's tick. */
function isTick({ checked, by }: Changed, owner: Checklist['owner']): boolean {
  return !checked || by !== null || owner === 'author';
}

function mayTick(
  facts: Facts,
  state: DossierState,
  { checklist, view, writer }: { checklist: Checklist; view: ItemView; writer: Account | null },
): boolean {
  if (writer === null) return false;
  const own = checklist.owner === 'author' && sameLogin(writer.login, checklist.comment.author.login);
  if (own && view.item.owner === 'projet' && isProjectTeam(facts, state, writer.login)) return true;
  return facts.ask.right(writer.login).answer === 'yes';
}

/** Makes the personal checklists say what is so, and forgets those whose comment is gone. */
export function showTicks(facts: Facts, draft: Draft): Draft {
  const present = checklists(facts, draft.state);
  const personal = present.filter(({ owner }) => owner === 'author');
  const edits = personal.map((checklist) => editPersonal(facts, draft.state, checklist));
  const kept = Object.fromEntries(personal.map(({ comment, phaseId }) => [comment.id, phaseId]));
  const shown = Object.fromEntries(Object.entries(draft.state.shown).filter(([key]) => present.some((one) => one.key === key)));
  return { ...draft, state: { ...draft.state, personalChecklists: kept, shown }, edits: [...draft.edits, ...edits] };
}

/** A comment that `/etapes` just claimed becomes a checklist; one that is a checklist already gets its boxes right. */
function editPersonal(facts: Facts, state: DossierState, { key, comment, phaseId }: Checklist): CommentEdit {
  const observed = { commentId: comment.id, expected: comment.body, makesTrue: showing(facts, state, { key, phaseId }) };
  if (state.shown[key] === undefined) {
    const items = assessItems(facts, state, phaseId).filter(({ item }) => item.owner === 'projet');
    return { kind: 'personal-checklist', ...observed, phase: phaseOf(facts.procedure, phaseId), items };
  }
  return { kind: 'boxes', ...observed, body: setBoxes(comment.body, doneIds(facts, state, phaseId)) };
}

/** Remembers which boxes a checklist shows ticked, once it is written. `key` is its name in `state.shown`. */
export function showing(facts: Facts, state: DossierState, { key, phaseId }: { key: string; phaseId: string }): StateChange {
  const ids = doneIds(facts, state, phaseId);
  return (kept) => ({ ...kept, shown: { ...kept.shown, [key]: ids } });
}

function doneIds(facts: Facts, state: DossierState, phaseId: string): readonly string[] {
  return assessItems(facts, state, phaseId)
    .filter((view) => isDone(view) && view.status.kind !== 'waived')
    .map(({ item }) => item.id);
}
