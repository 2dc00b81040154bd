import type { FormField } from '../../form/issue-form.ts';
import { normaliseLabel, normaliseText } from '../../form/normalise-label.ts';
import type { PrerequisiteKind } from '../prerequisite.ts';
import { say } from '../../words/sentence.ts';
import { holdsAmount, spellsNumber } from '../../answers/amounts.ts';
import { bareText, bareWords } from '../../answers/bare-text.ts';
import { excerpt } from '../../answers/excerpt.ts';
import { judgeText, type Problem } from './judge-text.ts';

/** Usual names of environments, on normalised words (« pré-production » is two). */
const names =
  /^(?:dev\d*|developpement|develop|rec|recette|recettage|qualif|qualification|qual|tests?|testing|integration|int|formation|form|pre|preprod|pre-prod|preproduction|pprod|ppr|prod|production|staging|stage|uat|sandbox|demo|demonstration|homol|homologation|exploitation|bench|perf|performances?|validation|valid|ecole|benchmark|pilote|horsprod)$/;

const judge = judgeText({
  expected: 'les environnements (nom ou nombre) et, pour les ressources, des chiffres avec leur unité',
  example: '3 environnements (dev, recette, prod), 2 vCPU et 4 Go de RAM chacun',
  findProblems: (text, { field }) => findProblems(text, field),
});

/**
 * Environments by name or by number, or an estimate of their resources; where the question is about resources, figures. The usual names
 * are an answer even where the form proposes the very same as a placeholder: nobody would write anything else.
 */
export const environments: PrerequisiteKind = (asked) => {
  const { answer, field } = asked;
  if (typeof answer === 'string' && !asksResources(field) && onlyNames(answer)) return { status: 'met' };
  return judge(asked);
};

function findProblems(text: string, field: FormField): readonly Problem[] {
  if (/\d/.test(text) || holdsAmount(text) || /\b(?:un seul|unique)\b/i.test(text)) return [];
  const shown = excerpt(text);
  if (asksResources(field)) return [{ because: say`${shown} ne donne pas de chiffre, même approximatif` }];
  return spellsNumber(text) || wordsOf(text).some((word) => names.test(word))
    ? []
    : [{ because: say`aucun nom ni nombre d’environnements n’est lisible dans ${shown}` }];
}

function asksResources({ label }: FormField): boolean {
  return /\b(?:ressources?|cpu|memoire|ram)\b/.test(normaliseLabel(label));
}

function onlyNames(text: string): boolean {
  const words = wordsOf(bareText(text));
  return words.length > 0 && words.every((word) => names.test(word) || word === 'et');
}

function wordsOf(text: string): readonly string[] {
  return bareWords(normaliseText(text));
}
