import { digest } from '../../words/digest.ts';
import { answerDigest } from '../answer-memory.ts';
import { isDone } from '../assess.ts';
import type { Dossier } from '../dossier.ts';
import { commentIn } from '../own-comments.ts';
import { phaseSlot } from './phase-comments.ts';

/** What the Service Team is asked to do, each as a short word: an answer to read, as it stands; its steps that are left; else the phase to move to. */
export function asksOf(dossier: Dossier): readonly string[] {
  const answers = dossier.rereads.map(({ prerequisite }) => shortly(`answer ${prerequisite.id} ${answerDigest(dossier, prerequisite)}`));
  const asks = [...answers, ...stepsOf(dossier)];
  return asks.length > 0 ? asks : [shortly(`phase ${dossier.next.phase?.id ?? ''}`)];
}

/** When all that it is asked was told before, by its last call and by the comment of the phase, which lists its steps; none where something is new. */
export function toldLately(dossier: Dossier): readonly string[] {
  const { state, observation } = dossier;
  const announced = commentIn(phaseSlot(state.phase), observation);
  const last = state.called.at(-1);
  const told = [
    ...(last === undefined ? [] : [{ at: last.at, asks: last.asks }]),
    ...(announced === null ? [] : [{ at: announced.createdAt, asks: stepsOf(dossier) }]),
  ];
  const known = asksOf(dossier).every((ask) => told.some(({ asks }) => asks.includes(ask)));
  return known ? told.map(({ at }) => at) : [];
}

function stepsOf(dossier: Dossier): readonly string[] {
  const left = dossier.items(dossier.state.phase).filter((view) => view.item.owner === 'service-team' && !isDone(view));
  return left.map(({ key }) => shortly(`step ${key}`));
}

function shortly(ask: string): string {
  return digest(ask).slice(0, 8);
}
