import { isAllowed, notAllowed } from '../commands/audience.ts';
import type { Command } from '../commands/command.ts';
import { commands, commandOf } from '../commands/commands.ts';
import { type CommandLine, readCommands } from '../commands/read-commands.ts';
import type { Draft } from './draft.ts';
import { type Facts, phaseOf, sameLabel } from '../facts.ts';
import { type LabelMove, moveSlot, readLabelMoves, readOwnRemoval } from './label-move.ts';
import { wasOpenAt } from '../open-at.ts';
import { lastWriter } from '../last-writer.ts';
import { sameLogin } from '../../words/login.ts';
import { hasRoom } from './room-for-lines.ts';
import { attemptMove } from './moves.ts';
import { nearestName } from '../../words/nearest.ts';
import type { Comment } from '../observation.ts';
import type { WantedComment } from '../plan.ts';
import type { Reply } from '../reply.ts';
import { maskSecrets } from '../../words/secrets.ts';
import type { DossierState, Note } from '../state.ts';
import type { Phase } from '../../config/procedure.ts';

/** Something that happened and was not handled yet. */
interface PendingEvent {
  readonly at: string;
  readonly play: (facts: Facts, draft: Draft) => Draft;
}

/** Plays what happened since the last time, commands and moves asked by labels, in the order of time. */
export function playInbox(facts: Facts, draft: Draft): Draft {
  const pendingEvents = [...pendingComments(facts, draft.state), ...pendingMoves(facts, draft.state)];
  return pendingEvents
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .reduce((current, { play }) => play(facts, current), forgetDeleted(facts, draft));
}

/** Lines of comments that no longer exist need not be remembered. */
function forgetDeleted({ observation: { comments } }: Facts, draft: Draft): Draft {
  const kept = Object.entries(draft.state.handled).filter(([id]) => comments.some((comment) => comment.id === Number(id)));
  return { ...draft, state: { ...draft.state, handled: Object.fromEntries(kept) } };
}

function pendingComments({ observation: { comments } }: Facts, state: DossierState): PendingEvent[] {
  return comments.flatMap((comment): PendingEvent[] => {
    if (comment.slot !== null || comment.author.bot) return [];
    const handled = state.handled[comment.id];
    if (handled === undefined && isBeforeRestoration(state, comment)) return [];
    const { lines, unread } = readCommands(maskSecrets(comment.body));
    const fresh = lines.filter((line) => handled?.includes(line.digest) !== true);
    return fresh.length === 0
      ? []
      : [{ at: comment.updatedAt, play: (facts, draft) => playComment(facts, draft, { comment, lines: fresh, unread }) }];
  });
}

/** A state that was rebuilt takes what was written before as executed, and need not hold all of it. */
function isBeforeRestoration({ history: [first] }: DossierState, { updatedAt }: Comment): boolean {
  return first?.how === 'restored' && Date.parse(updatedAt) <= Date.parse(first.at);
}

interface Written {
  readonly comment: Comment;
  /** Those that were not executed yet. */
  readonly lines: readonly CommandLine[];
  readonly unread: number;
}

function playComment(facts: Facts, draft: Draft, { comment, lines, unread }: Written): Draft {
  if (!hasRoom(facts, draft.state, comment)) return draft;
  const already = draft.state.handled[comment.id] ?? [];
  const foreign = foreignEdit(facts, comment);
  let state = draft.state;
  const answered = lines.flatMap((line) => {
    const result = foreign === null ? runLine(facts, state, { comment, line }) : { state, reply: foreign };
    state = result.state;
    return result.reply === null ? [] : [{ line: line.text, by: comment.author.login, reply: result.reply }];
  });
  state = { ...state, handled: { ...state.handled, [comment.id]: [...already, ...lines.map((line) => line.digest)] } };
  const slot = already.length === 0 ? `reply/${comment.id}` : `reply/${comment.id}/${lines[0]?.digest ?? ''}`;
  const replies: WantedComment = { slot, content: { kind: 'replies', to: comment.author.login, answered, unread } };
  return { ...draft, state, comments: answered.length === 0 && unread === 0 ? draft.comments : [...draft.comments, replies] };
}

/** A comment edited by somebody else than its author runs nothing; the App's own edits (`/etapes`) do not count. */
function foreignEdit({ observation: { app } }: Facts, comment: Comment): Reply | null {
  const writer = lastWriter(comment);
  const own = writer !== null && (sameLogin(writer.login, comment.author.login) || sameLogin(writer.login, app));
  return own ? null : { kind: 'edited-by-other', editor: writer?.login ?? null };
}

function runLine(facts: Facts, state: DossierState, { comment, line }: { comment: Comment; line: CommandLine }) {
  const by = comment.author.login;
  const found = commandOf(line);
  if (found === null) return { state, reply: unknownCommand(line.name) };
  const { command, args } = found;
  const right = isAllowed(facts, state, { audience: command.audience, login: by });
  if (right.answer === 'no') return { state, reply: notAllowed(facts, command, command.audience) };
  if (right.answer === 'unverified') return { state, reply: { kind: 'unverified-right', command, right } as const };
  if (command.changes && !wasOpenAt(facts.observation, comment.updatedAt)) return { state, reply: { kind: 'closed', command } as const };
  return command.run({ facts, state, by, args, comment });
}

function unknownCommand(typed: string): Reply {
  const byName = new Map<string, Command>(
    commands.flatMap((command) => [command.name, ...command.aliases].map((name) => [name, command] as const)),
  );
  const nearest = nearestName(typed, [...byName.keys()]);
  return { kind: 'unknown-command', typed: `/${typed}`, nearest: nearest === null ? null : (byName.get(nearest) ?? null) };
}

function pendingMoves(facts: Facts, state: DossierState): PendingEvent[] {
  const asked = readLabelMoves(facts, state);
  if (asked.kind === 'unexplained') return [{ at: facts.now, play: (_, draft) => waitForEvent(facts, draft, asked.lookAgain) }];
  if (asked.moves.length > 0) return asked.moves.map((move) => ({ at: move.event.at, play: (_, draft) => playMove(facts, draft, move) }));
  const removal = readOwnRemoval(facts, state);
  return removal === null ? [] : [{ at: removal.at, play: (_, draft) => restoreLabel(facts, draft, removal) }];
}

function waitForEvent({ procedure }: Facts, draft: Draft, lookAgain: string): Draft {
  const waitingLabels = procedure.phases.filter(({ id }) => id !== draft.state.phase).map(({ label }) => label.name);
  return { ...draft, waitingLabels, alarms: [...draft.alarms, lookAgain] };
}

function restoreLabel({ procedure }: Facts, draft: Draft, { at, by }: { at: string; by: string | null }): Draft {
  const about = phaseOf(procedure, draft.state.phase).label.name;
  return { ...draft, state: withNote(draft.state, { at, by: by ?? 'ghost', kind: 'restored-label', about, reason: null }) };
}

function playMove(facts: Facts, draft: Draft, { to, event, by, standing }: LabelMove): Draft {
  const state = { ...draft.state, lastMove: event.id };
  if (standing === 'withdrawn' || to.id === state.phase) return { ...draft, state };
  const outcome = attemptMove(facts, state, { to, by, at: event.at, forcedBecause: null });
  if (outcome.kind === 'entered') return { ...draft, state: outcome.state };
  if (isOldNews(facts, to)) return { ...draft, state };
  const content = { kind: 'move-refused', by, stays: phaseOf(facts.procedure, state.phase), refusal: outcome.refusal } as const;
  return { ...draft, state, comments: [...draft.comments, { slot: moveSlot(event.id), content }] };
}

/** Whoever set a label, and saw it go, before the App first looked at the issue is not told years later why. */
function isOldNews({ observation: { memory, issue } }: Facts, to: Phase): boolean {
  return memory.kind === 'none' && !issue.labels.some((label) => sameLabel(label, to.label.name));
}

/** Adds a note to the history, once: a write that is tried again must not tell twice. */
export function withNote(state: DossierState, note: Note): DossierState {
  const told = state.notes.some(({ at, kind, about }) => at === note.at && kind === note.kind && about === note.about);
  return told ? state : { ...state, notes: [...state.notes, note] };
}
