import { answerTo } from './answer-to.ts';
import type { Answer, ParsedIssue } from './answers.ts';
import { isAnswered } from './is-answered.ts';
import type { IssueForm } from './issue-form.ts';

/** Fewer strange titles than this are somebody's own. */
const FEWEST = 3;

/**
 * True for a body that seems to be of another form: it has several titles that are none of this form's, more than the fields that it answers, and answers a
 * third of these at the most. An issue with some titles of its own is not.
 */
export function isOfAnotherForm({ fields }: IssueForm, { answers, unplaced }: Pick<ParsedIssue, 'answers' | 'unplaced'>): boolean {
  const asked = fields.filter(({ outside }) => outside !== true);
  const answered = asked.filter(({ id }) => isAnswered(answerTo(answers, id))).length;
  const titles = unplaced.filter(({ heading, nearest }) => heading !== null && nearest === null).length;
  const strange = titles + [...unplaced.map(({ text }) => text), ...Object.values(answers)].reduce((sum, part) => sum + titlesIn(part), 0);
  return strange >= FEWEST && strange > answered && answered * 3 <= asked.length;
}

/** The titles in a text, as GitHub writes those of a form. */
function titlesIn(part: Answer): number {
  return typeof part === 'string' ? (part.match(/^### +\S/gm)?.length ?? 0) : 0;
}
