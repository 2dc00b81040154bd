import { newlyAnswered } from '../questions.ts';
import type { Draft } from './draft.ts';

/** Remembers which questions were answered: they stay so, whoever leaves the Service Team, and GitHub is asked no more about who answered. */
export function noteAnswers(draft: Draft): Draft {
  const answered = newlyAnswered(draft.dossier);
  return answered === null ? draft : { ...draft, dossier: draft.dossier.with({ answered }) };
}
