import type { Answers } from './answers.ts';
import { isAnswered } from './is-answered.ts';
import type { FormField, IssueForm } from './issue-form.ts';

/** The body to copy into an issue that was opened without the form: each title as the form writes it, its boxes, its choices as a comment that nobody reads back. */
export function blankBody({ fields }: IssueForm): string {
  return fields
    .filter(({ outside }) => outside !== true)
    .map((field) => `### ${field.label}\n\n${placeFor(field)}\n`)
    .join('\n');
}

function placeFor(field: FormField): string {
  switch (field.type) {
    case 'input':
    case 'textarea':
      return '';
    case 'dropdown':
      return `<!-- ${field.multiple ? 'un ou plusieurs choix' : 'un choix'} : ${field.options.join(' / ').replaceAll('--', '‐‐')} -->`;
    case 'checkboxes':
      return field.options.map(({ label }) => `- [ ] ${label}`).join('\n');
    default:
      return field satisfies never;
  }
}

/** True when no field has an answer: the issue was opened without the form. */
export function isBlank(answers: Answers): boolean {
  return !Object.values(answers).some(isAnswered);
}
