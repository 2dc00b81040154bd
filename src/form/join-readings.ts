import type { Answer, Ticks } from './answers.ts';
import type { Reading } from './reading.ts';
import type { Section } from './sections.ts';

/** A section as its field reads it. */
interface ReadPart {
  readonly section: Section;
  readonly reading: Reading;
}

/**
 * The sections of one field as one reading: texts follow each other, each led by the title of the former field that it answered; boxes are put together; of
 * choices the first counts. Null where there is no section. What is left over stays with its section.
 */
export function joinReadings(parts: readonly ReadPart[]): Reading | null {
  const [first] = parts;
  if (first === undefined) return null;
  const remarks = parts.flatMap(({ reading }) => reading.remarks ?? []);
  const leftovers = parts.flatMap(({ reading }) => reading.leftovers);
  return { answer: joinAnswers(parts), leftovers, ...(remarks.length === 0 ? {} : { remarks }) };
}

function joinAnswers(parts: readonly ReadPart[]): Answer {
  const answers = parts.map(({ reading }) => reading.answer);
  const texts = parts.flatMap(({ section: { joined }, reading: { answer } }) =>
    typeof answer === 'string' ? [titled(joined, answer)] : [],
  );
  if (texts.length > 0) return texts.join('\n');
  const ticks = answers.filter(isTicks);
  const [first] = ticks;
  if (first === undefined || ticks.length === 1) return answers[0] ?? null;
  const options = [...first.checked, ...first.unchecked];
  const checked = new Set(ticks.flatMap((one) => one.checked));
  return { checked: options.filter((option) => checked.has(option)), unchecked: options.filter((option) => !checked.has(option)) };
}

function titled(title: string | null, text: string): string {
  if (title === null) return text;
  return text.includes('\n') ? `${title} :\n${text}` : `${title} : ${text}`;
}

function isTicks(answer: Answer): answer is Ticks {
  return answer !== null && typeof answer === 'object' && 'checked' in answer;
}
