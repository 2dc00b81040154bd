import { answerTo } from './answer-to.ts';
import type { Answer, Answers } from './answers.ts';
import { isAnswered } from './is-answered.ts';
import type { FormField, IssueForm } from './issue-form.ts';

const NO_RESPONSE = '_No response_';

/** The body of the issue that GitHub writes when a form is sent with these answers: the inverse of `parseAnswers`. An answer of the wrong type is none. */
export function renderAnswers(form: IssueForm, answers: Answers): string {
  return form.fields
    .filter(({ id, outside }) => outside !== true || isAnswered(answerTo(answers, id)))
    .map((field) => `### ${field.label}\n\n${renderAnswer(field, answerTo(answers, field.id))}\n`)
    .join('\n');
}

function renderAnswer(field: FormField, answer: Answer): string {
  switch (field.type) {
    case 'input':
      return typeof answer === 'string' ? answer : NO_RESPONSE;
    case 'textarea':
      if (typeof answer !== 'string') return NO_RESPONSE;
      return field.render === null ? answer : `\`\`\`${field.render}\n${answer}\n\`\`\``;
    case 'dropdown':
      return (
        [answer ?? []]
          .flat()
          .filter((option) => typeof option === 'string')
          .join(', ') || NO_RESPONSE
      );
    case 'checkboxes': {
      const checked = answer !== null && typeof answer === 'object' && 'checked' in answer ? answer.checked : [];
      return field.options.map(({ label }) => `- [${checked.includes(label) ? 'X' : ' '}] ${label}`).join('\n');
    }
    default:
      return field satisfies never;
  }
}
