import { sameLabel } from '../../words/label.ts';
import { answerComment, forgetUntold, shrug } from './answer-comment.ts';
import { isAllowed, notAllowed } from '../commands/audience.ts';
import type { Command, CommandResult } from '../commands/command.ts';
import { commands, commandOf } from '../commands/commands.ts';
import { type CommandLine, readCommands } from '../commands/read-commands.ts';
import type { Draft } from './draft.ts';
import type { Dossier } from '../dossier.ts';
import { type Facts } from '../facts.ts';
import { type LabelMove, readLabelMoves } from './label-move.ts';
import { attemptMove, refuseGone } from './moves.ts';
import { refusalSlot, refuse } from './refusals.ts';
import { wasOpenAt } from '../open-at.ts';
import { isByItsAuthor, lastWriter } from '../last-writer.ts';
import { lineWriter } from './line-writer.ts';
import { sameAccount } from '../../words/account.ts';
import { sameLogin } from '../../words/login.ts';
import { forgottenSlashes, hintsOn, commandsOfNobody } from './hints.ts';
import { hasRoom } from './room-for-lines.ts';
import { nearestName } from '../../words/nearest.ts';
import type { Account, Comment } from '../observation.ts';
import type { Reply } from '../reply.ts';
import { said } from '../said.ts';
import { canAnswer } from '../team.ts';
import { maskSecrets } from '../../words/secrets.ts';
import { type DossierState, type Note, restoredAt, type StateChange } from '../state.ts';
import type { Phase } from '../../config/procedure.ts';

/** Something that happened and was not handled yet. */
interface PendingEvent {
  readonly at: string;
  readonly play: (draft: Draft) => Draft;
}

/** Plays what happened since the last time, commands and moves asked by labels, in the order of time. */
export function playInbox(draft: Draft): Draft {
  const pendingEvents = [...pendingComments(draft.dossier), ...pendingMoves(draft.dossier)];
  const played = pendingEvents
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .reduce((current, { play }) => play(current), { ...draft, dossier: forgetUntold(forgetDeleted(draft.dossier)) });
  const hinted = { ...played, comments: [...played.comments, ...hintsOn(played.dossier)] };
  return [...forgottenSlashes(played.dossier), ...commandsOfNobody(played.dossier)].reduce(shrug, hinted);
}

/** Lines of comments that no longer exist need not be remembered. */
function forgetDeleted(dossier: Dossier): Dossier {
  const { comments } = dossier.observation;
  const kept = Object.entries(dossier.state.handled).filter(([id]) => comments.some((comment) => comment.id === Number(id)));
  return dossier.with({ handled: Object.fromEntries(kept) });
}

function pendingComments({ observation, state }: Dossier): PendingEvent[] {
  return said(observation).flatMap((comment): PendingEvent[] => {
    if (!canAnswer(comment.author)) return [];
    const handled = state.handled[comment.id];
    if (handled === undefined && isBeforeRestoration(state, comment)) return [];
    const { lines, unread } = readCommands(maskSecrets(comment.body));
    const old = isOldNow(observation, comment);
    const fresh = lines.filter((line) => handled?.includes(line.digest) !== true && !(line.tooLong && old));
    return fresh.length === 0 ? [] : [{ at: comment.updatedAt, play: (draft) => playComment(draft, { comment, lines: fresh, unread }) }];
  });
}

/** Longer than it takes until the App has seen a comment, in ms. */
const UNSEEN_MS = 86_400_000;

/** Whether the App wrote its state long after the comment. Versions of before read no line that is too long, and noted none: nobody is told of one months later. */
function isOldNow({ memory }: Facts['observation'], { updatedAt }: Comment): boolean {
  const writtenAt = memory.kind === 'kept' ? memory.state.writtenAt : null;
  return writtenAt !== null && Date.parse(writtenAt) - Date.parse(updatedAt) > UNSEEN_MS;
}

/** A state that was rebuilt takes what was written before as executed, and need not hold all of it. */
function isBeforeRestoration(state: DossierState, { updatedAt }: Comment): boolean {
  const at = restoredAt(state);
  return at !== null && Date.parse(updatedAt) <= Date.parse(at);
}

interface Written {
  readonly comment: Comment;
  /** Those that were not executed yet. */
  readonly lines: readonly CommandLine[];
  readonly unread: number;
}

function playComment(draft: Draft, { comment, lines, unread }: Written): Draft {
  if (!hasRoom(draft.dossier, comment)) return shrug(draft, comment);
  const already = draft.dossier.state.handled[comment.id] ?? [];
  const strange = strangeLines(draft.dossier, comment, lines);
  if (strange === null) return draft;
  let dossier = draft.dossier;
  const answered = lines.flatMap((line) => {
    const foreign = strange.get(line.digest);
    const result: CommandResult = foreign === undefined ? runLine(dossier, { comment, line }) : { dossier, reply: foreign };
    dossier = result.dossier;
    return result.reply === null ? [] : [{ line: line.text, by: comment.author.login, reply: result.reply }];
  });
  dossier = dossier.with({
    handled: { ...dossier.state.handled, [comment.id]: [...already, ...lines.map((line) => line.digest)] },
  });
  const addedLine = already.length === 0 ? null : (lines[0]?.digest ?? null);
  const owed = lines.every(onlyShows) ? isUnhandled(comment, already) : undefined;
  return answerComment({ ...draft, dossier }, { comment, answered, unread, addedLine, owed });
}

/** A line that changes nothing of the dossier may be read twice. */
function onlyShows(line: CommandLine): boolean {
  return commandOf(line)?.command.changes === false;
}

function isUnhandled({ id }: Comment, before: readonly string[]): StateChange {
  return (state) => {
    const { [id]: _, ...others } = state.handled;
    return { ...state, handled: before.length === 0 ? others : { ...others, [id]: before } };
  };
}

/**
 * The lines that are not the author's word, by their digests, with what is answered to them: all of a comment that somebody else edited last, the App's own edits
 * (`/etapes`) apart; of another that was edited, those that its history does not give to the author. Null until that was read.
 */
function strangeLines(
  { observation: { app }, ask }: Facts,
  comment: Comment,
  lines: readonly CommandLine[],
): ReadonlyMap<string, Reply> | null {
  const last = lastWriter(comment);
  const foreign = (editor: Account | null): Reply => ({ kind: 'edited-by-other', editor: editor?.login ?? null });
  if (!isByItsAuthor(comment) && !(last !== null && sameLogin(last.login, app)))
    return new Map(lines.map(({ digest }) => [digest, foreign(last)]));
  const revisions = comment.editor.answer === 'nobody' ? [] : ask.revisions(comment.nodeId);
  if (revisions === null) return null;
  // Without a history, the last writer is all that is known.
  if (revisions.length === 0) return new Map();
  return new Map(
    lines.flatMap(({ digest }) => {
      const writer = lineWriter(revisions, { digest, author: comment.author, app });
      return writer !== null && sameAccount(writer, comment.author) ? [] : [[digest, foreign(writer)] as const];
    }),
  );
}

function runLine(dossier: Dossier, { comment, line }: { comment: Comment; line: CommandLine }): CommandResult {
  const by = comment.author.login;
  const found = commandOf(line);
  if (found === null) return { dossier, reply: unknownCommand(dossier, { typed: line.name, login: by }) };
  const { command, args } = found;
  const right = isAllowed(dossier, { audience: command.audience, login: by });
  if (right.answer === 'no') return { dossier, reply: notAllowed(dossier, { command, audience: command.audience, by }) };
  if (right.answer === 'unverified') return { dossier, reply: { kind: 'unverified-right', command, right } };
  if (line.tooLong) return { dossier, reply: { kind: 'too-long', command } };
  if (command.changes && !wasOpenAt(dossier.observation, comment.updatedAt)) return { dossier, reply: { kind: 'closed', command } };
  return command.run({ dossier, by, args, comment });
}

/** The nearest is one that its reader may use. */
function unknownCommand(dossier: Dossier, { typed, login }: { typed: string; login: string }): Reply {
  const own = commands.filter(({ audience }) => isAllowed(dossier, { audience, login }).answer === 'yes');
  const byName = new Map<string, Command>(
    own.flatMap((command) => [command.name, ...command.aliases].map((name) => [name, command] as const)),
  );
  const nearest = nearestName(typed, [...byName.keys()]);
  return { kind: 'unknown-command', typed: `/${typed}`, nearest: nearest === null ? null : (byName.get(nearest) ?? null) };
}

function pendingMoves(dossier: Dossier): PendingEvent[] {
  const asked = readLabelMoves(dossier);
  if (asked.kind === 'unexplained') return [{ at: dossier.now, play: (draft) => waitForEvent(draft, asked.lookAgain) }];
  return asked.moves.map((move) => ({ at: move.event.at, play: (draft) => playMove(draft, move) }));
}

function waitForEvent(draft: Draft, lookAgain: string): Draft {
  const { procedure, state } = draft.dossier;
  const waitingLabels = procedure.phases.filter(({ id }) => id !== state.phase).map(({ label }) => label.name);
  return { ...draft, waitingLabels, alarms: [...draft.alarms, lookAgain] };
}

function playMove(draft: Draft, { to, event, by, standing }: LabelMove): Draft {
  const dossier = draft.dossier.with({ lastMove: event.id });
  if (standing === 'withdrawn' || to.id === dossier.state.phase) return { ...draft, dossier };
  const outcome = by === null ? refuseGone(to) : attemptMove(dossier, { to, by, at: event.at, forcedBecause: null });
  if (outcome.kind === 'entered') return { ...draft, dossier: outcome.dossier };
  if (isOldNews(dossier, to)) return { ...draft, dossier };
  const slot = refusalSlot(to.id, event.id);
  return { ...draft, dossier, comments: refuse(draft.comments, { slot, refused: { by, refusal: outcome.refusal }, stays: dossier.phase }) };
}

/** Whoever set a label, and saw it go, before the App first looked at the issue is not told years later why. */
function isOldNews({ observation: { memory, issue } }: Facts, to: Phase): boolean {
  return memory.kind === 'none' && !issue.labels.some((label) => sameLabel(label, to.label.name));
}

/** Adds a note to the history in its place in time, once: a write that is tried again must not tell twice. */
export function withNote(state: DossierState, note: Note): DossierState {
  const told = state.notes.some(({ at, kind, about }) => at === note.at && kind === note.kind && about === note.about);
  if (told) return state;
  return { ...state, notes: [...state.notes, note].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)) };
}
