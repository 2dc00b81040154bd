import { parse } from 'yaml';
import { z } from 'zod';
import type { Answer, Answers } from '../../src/form/answers.ts';
import type { FormField, IssueForm } from '../../src/form/issue-form.ts';
import { parseForm } from '../../src/form/parse-form.ts';
import { readBlob, readTree } from './read-tree.ts';
import type { Viewer } from './viewer.ts';

const folder = '.github/ISSUE_TEMPLATE/';

/** What the page of a form shows besides its fields, in the order of the file ("Syntax for GitHub's form schema", GitHub documentation). */
const elements = z.object({
  title: z.string().catch(''),
  description: z.string().catch(''),
  body: z.array(
    z.object({
      type: z.string(),
      id: z.string().optional(),
      attributes: z.object({
        value: z.string().optional().catch(undefined),
        label: z.string().optional(),
        description: z.string().optional(),
      }),
    }),
  ),
});

export interface ShownForm {
  /** File name of the template. */
  readonly file: string;
  readonly form: IssueForm;
  readonly title: string;
  readonly description: string;
  readonly elements: z.infer<typeof elements>['body'];
}

/** The first issue form of a repository; null when it has none that can be read. */
export async function readForm(reader: Viewer, repository: string): Promise<ShownForm | null> {
  const files = (await readTree(reader, repository, 'main')) ?? [];
  const template = files.find(({ path }) => path.startsWith(folder) && /\.ya?ml$/.test(path) && !/\/config\.ya?ml$/.test(path));
  if (template === undefined) return null;
  const text = await readBlob(reader, repository, template.sha);
  const file = template.path.slice(folder.length);
  const parsed = parseForm(text, file);
  if (!parsed.ok) return null;
  const { title, description, body } = elements.parse(parse(text));
  return { file, form: parsed.form, title, description, elements: body };
}

/** The answers that somebody sent, by field id: what the browser sends of each field, its boxes by their label. */
export function sentAnswers(form: IssueForm, sent: FormData): Answers {
  return Object.fromEntries(form.fields.map((field) => [field.id, sentAnswer(field, sent.getAll(field.id).map(String))]));
}

function sentAnswer(field: FormField, values: readonly string[]): Answer {
  const [value = ''] = values;
  switch (field.type) {
    case 'input':
    case 'textarea':
      return value.trim() === '' ? null : value.replaceAll('\r\n', '\n');
    case 'dropdown':
      if (field.multiple) return values.filter((option) => option !== '');
      return value === '' ? null : value;
    case 'checkboxes': {
      const labels = field.options.map(({ label }) => label);
      return { checked: labels.filter((label) => values.includes(label)), unchecked: labels.filter((label) => !values.includes(label)) };
    }
    default:
      return field satisfies never;
  }
}
