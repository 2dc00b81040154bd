import { normaliseLabel } from '../../form/normalise-label.ts';
import { say } from '../../words/sentence.ts';
import { holdsAmount, spellsNumber } from '../../answers/amounts.ts';
import { excerpt } from '../../answers/excerpt.ts';
import { judgeText } from './judge-text.ts';

/**
 * A figure with its unit, of data or of people. A bare number is enough only where the question itself says what is counted
 * (« Nombre d’utilisateurs »).
 */
export const volume = judgeText({
  expected: 'un ordre de grandeur en chiffres, avec son unité',
  example: '50 Go, 200 utilisateurs',
  findProblems: (text, { field }) => {
    const counts = /\d/.test(text) || spellsNumber(text);
    if (holdsAmount(text) || (counts && normaliseLabel(field.label).startsWith('nombre d'))) return [];
    const shown = excerpt(text);
    return [{ because: counts ? say`l’unité manque dans ${shown}` : say`${shown} ne donne pas de chiffre, même approximatif` }];
  },
});
