import { bareText, bareWords } from '../../answers/bare-text.ts';
import type { Asked } from '../prerequisite.ts';
import { ofQuestion } from './of-question.ts';

/** Words of an answer beyond which it is more than the question. */
const LONGEST = 8;

const smallWords =
  /^(?:le|la|les|l|un|une|de|d|des|du|et|ou|a|au|aux|pour|mon|notre|votre|son|projet|application|provisoire|definitif|temporaire|actuel)$/;

/** True when an answer holds no word but those of the question, as the form or the procedure asks it: « Description du projet ». */
export function repeatsQuestion(text: string, { field, prerequisite }: Pick<Asked, 'field' | 'prerequisite'>): boolean {
  const words = wordsOf(text.slice(0, 300));
  if (words.length === 0 || words.length > LONGEST) return false;
  const asked = new Set([...wordsOfQuestion(field.label), ...wordsOfQuestion(prerequisite.title)]);
  return words.every((word) => asked.has(word) || smallWords.test(word)) && words.some((word) => asked.has(word));
}

const wordsOfQuestion = ofQuestion(wordsOf);

/** Without the mark of the plural. */
function wordsOf(text: string): readonly string[] {
  return bareWords(bareText(text)).map((word) => word.replace(/s$/, ''));
}
