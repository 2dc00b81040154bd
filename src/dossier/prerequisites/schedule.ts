import { say } from '../../words/sentence.ts';
import { normaliseText } from '../../form/normalise-label.ts';
import { readDates } from '../../answers/dates.ts';
import { excerpt } from '../../answers/excerpt.ts';
import { type Reading, sayings } from '../../answers/reading.ts';
import type { Asked } from '../prerequisite.ts';
import { type Found, judgeText, tellsWhen } from './judge-text.ts';
import { orDoubt } from './or-doubt.ts';

/**
 * Dates or delays, in any form that a reader understands, past ones included: a project may be in production already. A link or an
 * image is taken for a planning; the date of a document that is not there is no date of the project.
 */
export const schedule = judgeText({
  expected: 'au moins une échéance avec sa date, même approximative (jour, mois, trimestre ou délai)',
  example: '15/03/2027 : recette, T3 2027 : mise en production',
  answersAnyway: tellsWhen,
  find,
});

function find(reading: Reading, asked: Asked): Found {
  const { text } = reading;
  const { mentions } = readDates(sayings(reading, ['said', 'mark', 'appointment', 'filler']));
  const impossible = new Set(mentions.flatMap(({ written, time }) => (time.kind === 'impossible' ? [written] : [])));
  if (impossible.size > 0)
    return { problems: [...impossible].map((date) => ({ because: say`la date ${date} n’existe pas dans le calendrier` })) };
  if (
    mentions.length > 0 ||
    reading.document ||
    /(?:^|\b(?:deja|est|actuellement) )en (?:prod|service|exploitation|ligne)/.test(normaliseText(text))
  )
    return {};
  return orDoubt({ because: say`aucune date ni échéance n’est lisible dans ${excerpt(text)}` }, { reading, asked });
}
