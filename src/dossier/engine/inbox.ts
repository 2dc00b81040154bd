import { isAllowed, notAllowed } from '../commands/audience.ts';
import type { Command } from '../commands/command.ts';
import { commands, commandOf } from '../commands/commands.ts';
import { type CommandLine, readCommands } from '../commands/read-commands.ts';
import type { Draft } from './draft.ts';
import { type Facts, phaseOf } from '../facts.ts';
import { type AskedMove, moveSlot, readAskedMove } from './label-move.ts';
import { lastWriter } from '../last-writer.ts';
import { sameLogin } from '../../words/login.ts';
import { attemptMove } from './moves.ts';
import { nearestName } from '../../words/nearest.ts';
import type { Comment } from '../observation.ts';
import type { WantedComment } from '../plan.ts';
import type { Reply } from '../reply.ts';
import { maskSecrets } from '../../words/secrets.ts';
import type { DossierState, Note } from '../state.ts';

/** Something that happened and was not handled yet. */
interface PendingEvent {
  readonly at: string;
  readonly play: (facts: Facts, draft: Draft) => Draft;
}

/** Plays what happened since the last time, commands and the move asked by labels, in the order of time. */
export function playInbox(facts: Facts, draft: Draft): Draft {
  const pendingEvents = [...commandOccurrences(facts, draft.state), ...moveOccurrences(facts, draft.state)];
  return pendingEvents
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .reduce((current, { play }) => play(facts, current), forgetDeleted(facts, draft));
}

/** Lines of comments that no longer exist need not be remembered. */
function forgetDeleted({ observation: { comments } }: Facts, draft: Draft): Draft {
  const kept = Object.entries(draft.state.handled).filter(([id]) => comments.some((comment) => comment.id === Number(id)));
  return { ...draft, state: { ...draft.state, handled: Object.fromEntries(kept) } };
}

function commandOccurrences({ observation: { comments } }: Facts, state: DossierState): PendingEvent[] {
  return comments.flatMap((comment) => {
    if (comment.slot !== null || comment.author.bot) return [];
    const handled = state.handled[comment.id];
    const lines = readCommands(maskSecrets(comment.body)).filter((line) => handled?.includes(line.digest) !== true);
    return lines.length === 0
      ? []
      : [{ at: comment.updatedAt, play: (facts: Facts, draft: Draft) => playComment(facts, draft, { comment, lines }) }];
  });
}

function playComment(facts: Facts, draft: Draft, { comment, lines }: { comment: Comment; lines: readonly CommandLine[] }): Draft {
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
  const replies: WantedComment = { slot, content: { kind: 'replies', to: comment.author.login, answered } };
  return { ...draft, state, comments: answered.length === 0 ? draft.comments : [...draft.comments, replies] };
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
  if (command.changes && !facts.observation.issue.open) return { state, reply: { kind: 'closed', command } as const };
  return command.run({ facts, state, by, args, comment });
}

function unknownCommand(typed: string): Reply {
  const byName = new Map<string, Command>(
    commands.flatMap((command) => [command.name, ...command.aliases].map((name) => [name, command] as const)),
  );
  const nearest = nearestName(typed, [...byName.keys()]);
  return { kind: 'unknown-command', typed: `/${typed}`, nearest: nearest === null ? null : (byName.get(nearest) ?? null) };
}

function moveOccurrences(facts: Facts, state: DossierState): PendingEvent[] {
  const asked = readAskedMove(facts, state);
  if (asked.kind === 'none' || asked.kind === 'stale') return [];
  if (asked.kind === 'unexplained') return [{ at: facts.now, play: (_, draft) => waitForEvent(facts, draft, asked.lookAgain) }];
  const at = asked.kind === 'own-removed' ? asked.at : asked.event.at;
  return [{ at, play: (_, draft) => playMove(facts, draft, asked) }];
}

function waitForEvent({ procedure }: Facts, draft: Draft, lookAgain: string): Draft {
  const waitingLabels = procedure.phases.filter(({ id }) => id !== draft.state.phase).map(({ label }) => label.name);
  return { ...draft, waitingLabels, alarms: [...draft.alarms, lookAgain] };
}

function playMove(facts: Facts, draft: Draft, asked: Extract<AskedMove, { kind: 'one' | 'several' | 'own-removed' }>): Draft {
  const stays = phaseOf(facts.procedure, draft.state.phase);
  if (asked.kind === 'own-removed') {
    const note: Note = { at: asked.at, by: asked.by ?? 'ghost', kind: 'restored-label', about: stays.label.name, reason: null };
    return { ...draft, state: withNote(draft.state, note) };
  }
  const state = { ...draft.state, lastMove: asked.event.id };
  const refuse = (refusal: Extract<WantedComment['content'], { kind: 'move-refused' }>['refusal']): Draft => {
    const content = { kind: 'move-refused', by: asked.by, stays, refusal } as const;
    return { ...draft, state, comments: [...draft.comments, { slot: moveSlot(asked.event.id), content }] };
  };
  if (asked.kind === 'several') return refuse({ why: 'several', asked: asked.asked });
  if (asked.to.id === draft.state.phase) return { ...draft, state };
  const outcome = attemptMove(facts, state, { to: asked.to, by: asked.by, at: asked.event.at, forcedBecause: null });
  return outcome.kind === 'refused' ? refuse(outcome.refusal) : { ...draft, state: outcome.state };
}

/** Adds a note to the history, once: a write that is tried again must not tell twice. */
export function withNote(state: DossierState, note: Note): DossierState {
  const told = state.notes.some(({ at, kind, about }) => at === note.at && kind === note.kind && about === note.about);
  return told ? state : { ...state, notes: [...state.notes, note] };
}
