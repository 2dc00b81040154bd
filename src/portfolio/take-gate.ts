import type { Dossier } from '../dossier/dossier.ts';
import type { Condition } from '../dossier/conditions/condition.ts';
import { judgeGate } from '../dossier/conditions/judge-gate.ts';
import { maskSecrets } from '../words/secrets.ts';
import { type Sentence, sentenceText } from '../words/sentence.ts';
import type { ConditionSnapshot, GateSnapshot } from './snapshot.ts';

/** The gate of the phase that comes, each condition judged and explained; null in the last phase, and for a dossier that is closed or not followed. */
export function takeGate(dossier: Dossier): GateSnapshot | null {
  const { phase, skipped } = dossier.next;
  if (phase === null || !dossier.state.followed || !dossier.observation.issue.open) return null;
  return {
    phase: phase.title,
    skipped: skipped.map((one) => ({ phase: one.phase.title, because: plain(one.because) })),
    conditions: judgeGate(dossier, phase).map(explained),
  };
}

function explained({ name, title, met, because, fix, who, details }: Condition): ConditionSnapshot {
  return {
    title,
    met,
    because: plain(because),
    fix: fix === null ? null : plain(fix),
    who,
    // Its details name repositories, which may be private.
    details: name === 'checks-conforming' ? [] : details.map(plain),
  };
}

function plain(sentence: Sentence): string {
  return maskSecrets(sentenceText(sentence));
}
