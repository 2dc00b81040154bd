import type { FormField, IssueForm } from '../form/issue-form.ts';
import { normaliseLabel } from '../form/normalise-label.ts';
import { withFormerLabels } from '../form/with-former-labels.ts';
import type { Procedure } from './procedure.ts';

type Told = Procedure['fields'][number];

/**
 * The form as answers are read by: its fields know the labels of former times, and former fields that became parts of one (`joins`) are that one, in an old form
 * as in an old body. A section that only the mirror reads (`title`) is there though the form does not ask for it. Applied twice, it changes nothing more.
 */
export function formAsRead(procedure: Procedure, form: IssueForm): IssueForm {
  const named = namedFields(procedure);
  const folded = procedure.fields.reduce((read, told) => (named.all.has(told.id) ? fold(read, { told, named }) : read), form);
  return withFormerLabels(folded, procedure.fields);
}

/** The fields that the procedure reads, by id. */
interface NamedFields {
  readonly all: ReadonlySet<string>;
  readonly byPrerequisites: ReadonlySet<string>;
}

function namedFields({ prerequisites, mirror, checks }: Procedure): NamedFields {
  const byPrerequisites = new Set(
    prerequisites.flatMap(({ field, explanationField, when }) => [field, explanationField ?? [], when?.field ?? []].flat()),
  );
  const others = [mirror.branchesField ?? [], mirror.optionsField ?? [], checks.attestations.map(({ field }) => field)].flat();
  return { all: new Set([...byPrerequisites, ...others]), byPrerequisites };
}

function fold(form: IssueForm, { told, named }: { readonly told: Told; readonly named: NamedFields }): IssueForm {
  const labels = new Set(told.joins.map(normaliseLabel));
  const parts = form.fields.filter(({ id, label }) => id !== told.id && !named.all.has(id) && labels.has(normaliseLabel(label)));
  const own = form.fields.find(({ id }) => id === told.id);
  if (own === undefined && (told.title === undefined || (parts.length === 0 && named.byPrerequisites.has(told.id)))) return form;
  const whole = own === undefined ? fieldOf(told, parts) : withBoxesOf(own, parts);
  if (own === undefined && parts.length === 0) return { ...form, fields: [...form.fields, { ...whole, outside: true }] };
  const place = own ?? parts[0];
  return {
    ...form,
    fields: form.fields.flatMap((field) => (field === place ? [whole] : parts.includes(field) ? [] : [field])),
  };
}

function fieldOf({ id, title = id, options }: Told, parts: readonly FormField[]): FormField {
  const common = { id, label: title, required: false };
  if (options.length === 0 && !parts.some(({ type }) => type === 'checkboxes'))
    return { ...common, type: 'textarea', placeholder: null, value: null, render: null };
  return withBoxesOf({ ...common, type: 'checkboxes', options: options.map((label) => ({ label, required: false })) }, parts);
}

/** The boxes of the parts stand behind those of the field. */
function withBoxesOf(field: FormField, parts: readonly FormField[]): FormField {
  if (field.type !== 'checkboxes') return field;
  const known = new Set(field.options.map(({ label }) => label));
  const more = parts.flatMap((part) => (part.type === 'checkboxes' ? part.options.filter(({ label }) => !known.has(label)) : []));
  return { ...field, options: [...field.options, ...more] };
}
