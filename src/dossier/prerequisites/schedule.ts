import { normaliseText } from '../../form/normalise-label.ts';
import { say } from '../../words/sentence.ts';
import { mentionsDate, readDates } from '../../answers/dates.ts';
import { excerpt } from '../../answers/excerpt.ts';
import { judgeText, type Problem } from './judge-text.ts';

/**
 * Dates or delays, in any form that a reader understands, past ones included: a project may be in production already. A link or an
 * image is taken for a planning.
 */
export const schedule = judgeText({
  expected: 'au moins une échéance avec sa date, même approximative (jour, mois, trimestre ou délai)',
  example: '15/03/2027 : recette, T3 2027 : mise en production',
  findProblems,
});

function findProblems(text: string): readonly Problem[] {
  const impossible = [...new Set(readDates(text).mentions.flatMap(({ written, time }) => (time.kind === 'impossible' ? [written] : [])))];
  if (impossible.length > 0) return impossible.map((date) => ({ because: say`la date ${date} n’existe pas dans le calendrier` }));
  const dated =
    mentionsDate(text) ||
    /https?:\/\/\S|\]\(\S|<img\s/i.test(text) ||
    /(?:^|\b(?:deja|est|actuellement) )en prod/.test(normaliseText(text));
  return dated ? [] : [{ because: say`aucune date ni échéance n’est lisible dans ${excerpt(text)}` }];
}
