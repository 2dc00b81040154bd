import { digest } from '../../words/digest.ts';
import { sameLogin } from '../../words/login.ts';
import type { Dossier } from '../dossier.ts';
import type { Comment, IssueEvent } from '../observation.ts';
import type { RefusedMove, WantedComment } from '../plan.ts';
import type { PhaseEntry } from '../state.ts';
import { familyOf, readSlot, type SlotText, slotText } from '../written/slot.ts';
import { phaseOfEvent } from './phase-of-event.ts';

/** The slot of the comment that refuses the move that an event asked for. */
export function refusalSlot(phaseId: string, eventId: string): SlotText {
  return slotText({ kind: 'refusal', phase: phaseId, event: eventDigest(eventId) });
}

/** The comments with one more refusal: of a phase there is one, the newest, and it tells those that were to be told by the others. */
export function refuse(
  comments: readonly WantedComment[],
  {
    slot,
    refused,
    stays,
  }: Pick<Extract<WantedComment['content'], { kind: 'move-refused' }>, 'refused' | 'stays'> & { readonly slot: SlotText },
): readonly WantedComment[] {
  const same = comments.filter((comment) => familyOf(comment.slot) === familyOf(slot));
  const earlier = same.flatMap(({ content }) => (content.kind === 'move-refused' ? [...content.before, content.refused] : []));
  const before = earlier.flatMap(({ by, refusal }): RefusedMove<string>[] => (by === null ? [] : [{ by, refusal }]));
  const told = [...before, refused];
  const others = before.filter(({ by }, place) => told.slice(place + 1).every((later) => later.by === null || !sameLogin(later.by, by)));
  const content = { kind: 'move-refused', refused, before: others, stays } as const;
  return [...comments.filter((comment) => !same.includes(comment)), { slot, content }];
}

/** By what the slot of a refusal names the event. */
export function eventDigest(eventId: string): string {
  return digest(eventId).slice(0, 12);
}

/** The place, among events, of the last one whose refusal stands: those before it were judged too. -1 without any. */
export function lastRefused({ observation: { comments } }: Dossier, events: readonly IssueEvent[]): number {
  const told = comments.flatMap(({ slot }) => digestIn(slot) ?? []);
  return told.length === 0 ? -1 : events.findLastIndex(({ id }) => told.includes(eventDigest(id)));
}

/** The App's refusals that no longer say anything: their phase was entered since, or, where they are of before 0.3.0, a later one stands. */
export function goneRefusals(dossier: Dossier): readonly Comment[] {
  const { comments } = dossier.observation;
  return comments.filter((comment, place) => {
    const phase = refusedPhase(dossier, comment.slot);
    if (phase === null) return false;
    const isFormer = readSlot(comment.slot ?? '')?.kind === 'move';
    return isEntered(dossier, comment) || (isFormer && comments.slice(place + 1).some(({ slot }) => refusedPhase(dossier, slot) === phase));
  });
}

/** The comments wanted, but for refusals of a phase that was entered since: several moves may be judged at one look. */
export function withoutGone(dossier: Dossier, wanted: readonly WantedComment[]): readonly WantedComment[] {
  return wanted.filter(({ slot }) => !isEntered(dossier, { slot, createdAt: dossier.now }));
}

/** Whether the phase that the comment of a slot refuses was entered since. An event that GitHub no longer shows came before its comment. */
function isEntered(dossier: Dossier, { slot, createdAt }: Pick<Comment, 'slot' | 'createdAt'>): boolean {
  const phase = refusedPhase(dossier, slot);
  if (phase === null) return false;
  const refusedAt = Date.parse(refusedEvent(dossier, slot)?.at ?? createdAt);
  const isSince = (entry: PhaseEntry) => entry.phase === phase && Date.parse(entry.at) > refusedAt;
  return phase === dossier.state.phase || dossier.state.history.some(isSince);
}

/** Id of the phase that the comment of a slot refuses; null for another comment, and for one of before 0.3.0 whose event GitHub no longer shows. */
function refusedPhase(dossier: Dossier, slot: string | null): string | null {
  const refusal = readSlot(slot ?? '');
  if (refusal?.kind === 'refusal') return refusal.phase;
  const event = refusedEvent(dossier, slot);
  return event === null ? null : (phaseOfEvent(dossier, event)?.id ?? null);
}

/** The event whose move the comment of a slot refuses. Most comments refuse none: no event is digested for them, and there may be hundreds of both. */
function refusedEvent({ observation: { events } }: Dossier, slot: string | null): IssueEvent | null {
  const named = digestIn(slot);
  return named === null ? null : (events.find(({ id }) => eventDigest(id) === named) ?? null);
}

function digestIn(slot: string | null): string | null {
  const refusal = readSlot(slot ?? '');
  return refusal?.kind === 'refusal' || refusal?.kind === 'move' ? refusal.event : null;
}
