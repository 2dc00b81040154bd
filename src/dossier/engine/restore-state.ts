import { labelledPhases } from '../../clocks/labelled-phases.ts';
import { isAllowed } from '../commands/audience.ts';
import { commandOf } from '../commands/commands.ts';
import { settleQuestions } from '../commands/settle-questions.ts';
import { isByItsAuthor } from '../last-writer.ts';
import { keepNamings } from '../namings.ts';
import { sameLabel } from '../../words/label.ts';
import { readSlot, slotText } from '../written/slot.ts';
import { earliest } from '../../words/calendar.ts';
import type { Phase } from '../../config/procedure.ts';
import { readBoxes } from '../written/boxes.ts';
import { readCommands } from '../commands/read-commands.ts';
import type { Dossier } from '../dossier.ts';
import { dossierAt } from '../dossier-at.ts';
import { type Facts, phaseOf } from '../facts.ts';
import { restoreFlows } from '../../flows/feature.ts';
import { commentIn, ownTextIn } from '../own-comments.ts';
import type { Comment } from '../observation.ts';
import { ownMoves } from './own-moves.ts';
import { hasRoom } from './room-for-lines.ts';
import { maskSecrets } from '../../words/secrets.ts';
import { type DossierState, initialState } from '../state.ts';

/** The state to start from: what was remembered, a new dossier's, or, where the memory was lost, what GitHub still shows. */
export function restoreState(facts: Facts): DossierState {
  const state = remembered(facts);
  return { ...state, named: keepNamings(facts.observation, facts) };
}

function remembered(facts: Facts): DossierState {
  const { bodyDigest } = facts;
  const { memory } = facts.observation;
  switch (memory.kind) {
    case 'kept': {
      const { state } = memory;
      const changedAt = facts.observation.issue.lastEditedAt ?? facts.now;
      return state.body.digest === bodyDigest ? state : { ...state, body: { digest: bodyDigest, changedAt } };
    }
    case 'none':
      return opened(facts, bodyDigest);
    case 'lost':
      return rebuilt(facts, bodyDigest);
    default:
      return memory satisfies never;
  }
}

/** The phase of an issue that was transferred, which its events do not follow: the furthest whose label it carries and whose checklist the App itself wrote. */
function transferred({ observation, procedure }: Facts): Phase | null {
  return (
    procedure.phases.findLast(
      ({ id, label }) =>
        observation.issue.labels.some((name) => sameLabel(name, label.name)) &&
        ownTextIn(slotText({ kind: 'checklist', phase: id }), observation) !== '',
    ) ?? null
  );
}

function opened({ procedure, observation }: Facts, bodyDigest: string): DossierState {
  const phase = phaseOf(procedure, procedure.phases[0]?.id ?? '').id;
  return initialState({ phase, at: observation.issue.createdAt, by: null, how: 'opened', reason: null }, bodyDigest);
}

/**
 * Rebuilds what can be from what nobody but the App could write: the phase from its own label events, the boxes and the flows from those of its comments that
 * nobody else wrote in. Commands written before the memory was lost are taken as executed: running one twice is worse than asking to write it again, and the
 * status says so. What was written since was not.
 */
function rebuilt(facts: Facts, bodyDigest: string): DossierState {
  const { observation, procedure } = facts;
  const { phase: moved, judged } = ownMoves(facts);
  const phase = (moved ?? transferred(facts) ?? phaseOf(procedure, '')).id;
  const lost = lostAt(facts);
  const start = initialState({ phase, at: enteredAt(facts, { phase, lost }), by: null, how: 'restored', reason: null }, bodyDigest);
  const items = procedure.phases.flatMap(({ id }) =>
    readBoxes(ownTextIn(slotText({ kind: 'checklist', phase: id }), observation)).flatMap((box) =>
      // A box that names nobody shows what the App saw; it looks again.
      box.checked && box.by !== null ? [[`${id}/${box.id}`, { done: true, by: box.by, at: lost }] as const] : [],
    ),
  );
  const { comments } = observation;
  const before = comments.filter((comment) => Date.parse(comment.createdAt) <= Date.parse(lost) || isAnswered(comment, comments));
  const executed = before.reduce(takeAsExecuted, dossierAt(facts, { ...start, restoredAt: lost }));
  return {
    ...executed.state,
    answered: lastSettled(executed, before),
    items: Object.fromEntries(items),
    lastMove: judged,
    flows: restoreFlows(facts),
    flowsAsked: ownTextIn('flows', observation) !== '',
  };
}

/** When the dossier entered the phase that it is found in: as the labels tell, else when the App wrote that phase's comment, which follows a transfer; at the latest when the memory was lost. */
function enteredAt({ observation, procedure, ask }: Facts, { phase, lost }: { phase: string; lost: string }): string {
  const told = ask.events().filter(({ at }) => Date.parse(at) <= Date.parse(lost));
  const last = labelledPhases(told, { procedure, openedAt: observation.issue.createdAt }).at(-1);
  if (last?.phase === phase) return last.at;
  return commentIn(slotText({ kind: 'checklist', phase }), observation)?.createdAt ?? lost;
}

/** Number of the last comment by which somebody who may said that the questions have their answer; 0 without one. */
function lastSettled(dossier: Dossier, comments: readonly Comment[]): number {
  const settles = (comment: Comment) =>
    comment.slot === null &&
    !comment.author.bot &&
    readCommands(maskSecrets(comment.body)).lines.some((line) => commandOf(line)?.command === settleQuestions) &&
    isByItsAuthor(comment) &&
    isAllowed(dossier, { audience: settleQuestions.audience, login: comment.author.login }).answer === 'yes';
  return Math.max(0, ...comments.filter(settles).map(({ id }) => id));
}

/**
 * When the memory was lost at the latest: somebody wrote in the status comment then, or the App last did. Where it is gone, soon after the App last wrote anything: what it executed,
 * it answered then; now, where that is not known.
 */
function lostAt({ observation: { comments, written }, now }: Facts): string {
  const status = comments.findLast(({ slot }) => slot === 'status');
  if (status !== undefined) return status.updatedAt;
  const last = Object.values(written).flat().toSorted().at(-1);
  return last === undefined ? now : (earliest([now, new Date(Date.parse(last) + TOLERANCE_MS).toISOString()]) ?? now);
}

/** Clocks of the App and of GitHub differ by less. */
const TOLERANCE_MS = 60_000;

/** Whether the App's answer to a comment stands. */
function isAnswered({ id, reactions }: Comment, comments: readonly Comment[]): boolean {
  const isReply = ({ slot }: Comment) => {
    const read = slot === null ? null : readSlot(slot);
    return read?.kind === 'reply' && read.comment === id;
  };
  return reactions.some((given) => given !== 'eyes') || comments.some(isReply);
}

function takeAsExecuted(dossier: Dossier, comment: Comment): Dossier {
  if (comment.slot !== null || comment.author.bot) return dossier;
  const { lines } = readCommands(maskSecrets(comment.body));
  if (lines.length === 0 || !hasRoom(dossier, comment)) return dossier;
  return dossier.with({ handled: { ...dossier.state.handled, [comment.id]: lines.map((line) => line.digest) } });
}
