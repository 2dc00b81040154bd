import { eventDigest } from '../dossier/engine/refusals.ts';
import { readSlot, slotText } from '../dossier/written/slot.ts';
import type { Comment, Memory } from '../dossier/observation.ts';
import { type EventRow, readEventRows } from './event-rows.ts';
import type { Repository } from './octokit.ts';

interface Remembered {
  readonly memory: Memory;
  readonly comments: readonly Comment[];
}

/**
 * What was remembered by the numbers of events, as versions up to 0.1.0 did, by their node ids: the last move that was judged, the slots of the refusals.
 * Asks REST for the events only where such a number is left.
 */
export async function withNodeIds(hub: Repository, number: number, remembered: Remembered): Promise<Remembered> {
  if (!isFormer(remembered)) return remembered;
  const { memory, comments } = remembered;
  const last = memory.kind === 'kept' ? memory.state.lastMove : null;
  const rows = await readEventRows(hub, number);
  return {
    memory: memory.kind === 'kept' ? { ...memory, state: { ...memory.state, lastMove: nodeIdUpTo(rows, Number(last)) } } : memory,
    comments: comments.map((comment) => {
      const row = rows.find(({ id }) => id === formerMove(comment.slot));
      return row === undefined ? comment : { ...comment, slot: slotText({ kind: 'move', event: eventDigest(row.nodeId) }) };
    }),
  };
}

/** Whether something was remembered by the number of an event. */
export function isFormer({ memory, comments }: Remembered): boolean {
  if (memory.kind === 'lost') return comments.some(({ slot }) => formerMove(slot) !== null);
  return memory.kind === 'kept' && isNumber(memory.state.lastMove);
}

/** Node ids are never all digits. */
function isNumber(eventId: string | null): boolean {
  return eventId !== null && /^\d+$/.test(eventId);
}

function formerMove(slot: string | null): number | null {
  const move = slot === null ? null : readSlot(slot);
  return move?.kind === 'move' && isNumber(move.event) ? Number(move.event) : null;
}

/** The last event up to that number: the event itself may be gone. */
function nodeIdUpTo(rows: readonly EventRow[], number: number): string | null {
  return rows.findLast(({ id }) => id <= number)?.nodeId ?? null;
}
