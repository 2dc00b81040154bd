import type { FormField, IssueForm } from './issue-form.ts';

/** What the process tells of a field and of those that came before it. */
export interface FormerField {
  readonly id: string;
  /** Labels that it had before. */
  readonly was: readonly string[];
  /** Labels of former fields that became parts of it. */
  readonly joins?: readonly string[];
}

/** The form with the labels that its fields had before, and those of the fields that became parts of them, by field id; ids that it does not have are left alone. */
export function withFormerLabels(form: IssueForm, former: readonly FormerField[]): IssueForm {
  const told = new Map(former.map((field) => [field.id, field]));
  return { ...form, fields: form.fields.map((field) => withFormer(field, told.get(field.id))) };
}

function withFormer(field: FormField, former: FormerField | undefined): FormField {
  const { was = [], joins = [] } = former ?? {};
  return joins.length === 0 ? { ...field, was } : { ...field, was, joins };
}
