import type { IssueForm } from './issue-form.ts';

/** The form with the labels that its fields had before, by field id; ids that it does not have are left alone. */
export function withFormerLabels(form: IssueForm, former: readonly { readonly id: string; readonly was: readonly string[] }[]): IssueForm {
  const labels = new Map(former.map(({ id, was }) => [id, was]));
  return { ...form, fields: form.fields.map((field) => ({ ...field, was: labels.get(field.id) ?? [] })) };
}
