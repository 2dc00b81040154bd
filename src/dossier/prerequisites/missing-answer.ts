import { readAnswer } from '../../answers/reading.ts';
import type { Sentence } from '../../words/sentence.ts';
import type { Asked, Verdict } from '../prerequisite.ts';
import { kinds } from './kinds.ts';

/** The verdict on an answer that does not count, whatever it says: what is expected and the example are those of one that is not given at all. */
export function missingAnswer(asked: Asked, because: Sentence): Verdict {
  const empty = kinds[asked.prerequisite.kind]({ ...asked, answer: null, reading: readAnswer(null, asked.field) });
  const [wanted] = 'reasons' in empty ? empty.reasons : [];
  return { status: 'missing', reasons: wanted === undefined ? [] : [{ ...wanted, because }] };
}
