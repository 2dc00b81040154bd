import { z } from 'zod';
import { locateIssues } from '../yaml/describe-issue.ts';
import { type LocatedYaml, readYaml } from '../yaml/located-yaml.ts';
import { type Problem, tellFirst } from '../yaml/problem.ts';
import { asGitHubReads } from './as-github-reads.ts';
import { formBreaches } from './form-rules.ts';
import { type FormElement, type FormFile, formSchema } from './form-schema.ts';
import type { FormField, IssueForm } from './issue-form.ts';
import { questionId } from './question-id.ts';
import { yamlBooleans } from './yaml-booleans.ts';

/** A form, with what is said of it that keeps nobody from using it; or what is wrong. */
export type ParsedForm =
  | { readonly ok: true; readonly form: IssueForm; readonly remarks: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads the YAML of an issue form by the rules that GitHub documents. Every problem is told at once, in French, with its place in `file`.
 * Stricter than GitHub in one point: labels must differ even without case, accents and punctuation, since answers are found by them.
 * Never throws.
 */
export function parseForm(text: string, file: string): ParsedForm {
  const read = readYaml(text, file);
  if (!read.ok) return read;
  const { yaml, remarks } = asGitHubReads(text, read.yaml);
  const parsed = formSchema.safeParse(yaml.value, { error: z.locales.fr().localeError });
  if (!parsed.success) return { ok: false, problems: locateIssues(parsed.error, formSchema, yaml) };
  const problems = [...ruleProblems(parsed.data, yaml), ...yamlBooleans(text, yaml)];
  problems.sort((a, b) => a.line - b.line || a.column - b.column);
  return problems.length === 0
    ? { ok: true, form: toForm(parsed.data), remarks }
    : { ok: false, problems: tellFirst(problems, (problem) => problem) };
}

function ruleProblems(form: FormFile, yaml: LocatedYaml): Problem[] {
  return formBreaches(form).map(({ path, message, fix }) => ({ file: yaml.file, ...yaml.locate(path), message, fix }));
}

function toForm({ name, labels, body }: FormFile): IssueForm {
  return { name, labels, fields: body.flatMap((element, index) => toField(element, index) ?? []) };
}

function toField(element: FormElement, index: number): FormField | null {
  if (element.type === 'markdown') return null;
  const { attributes, validations } = element;
  const field = { id: questionId(element, index), label: attributes.label, required: validations?.required ?? false };
  switch (element.type) {
    case 'input': {
      const { placeholder = null, value = null } = element.attributes;
      return { ...field, type: 'input', placeholder, value };
    }
    case 'textarea': {
      const { placeholder = null, value = null, render = null } = element.attributes;
      return { ...field, type: 'textarea', placeholder, value, render };
    }
    // Files sent arrive as Markdown links: to whoever reads the answer, a text.
    case 'upload':
      return { ...field, type: 'textarea', placeholder: null, value: null, render: null };
    case 'dropdown':
      return { ...field, type: 'dropdown', options: element.attributes.options, multiple: element.attributes.multiple ?? false };
    case 'checkboxes': {
      const options = element.attributes.options.map(({ label, required = false }) => ({ label, required }));
      return { ...field, type: 'checkboxes', required: field.required || options.some(({ required }) => required), options };
    }
    default:
      return element satisfies never;
  }
}
