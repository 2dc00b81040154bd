import { type FormField, type IssueForm } from '../form/issue-form.ts';
import { normaliseLabel } from '../form/normalise-label.ts';
import type { HubSetup } from './hub-setup.ts';
import type { Prerequisite } from './procedure.ts';

/** A label that a field had in a former form, under which today's reads nothing. */
export interface LostLabel {
  readonly field: FormField;
  readonly label: string;
}

/** A former prerequisite that another one of today asks for in its place. */
export interface LostPrerequisite {
  readonly gone: Prerequisite;
  readonly by: Prerequisite;
}

/** The names that former setups gave to what a setup still has, and that it knows no more. What it has no more was removed, and is none. */
export interface LostNames {
  readonly labels: readonly LostLabel[];
  readonly prerequisites: readonly LostPrerequisite[];
}

/**
 * A field keeps its id when its label is renamed. A prerequisite whose id is gone was renamed where one that is new asks for the same field in the same kind: nothing
 * else tells a renaming from a removal. Nothing tells either whether dossiers go by its new id already, so it is looked for in the version just before alone.
 */
export function lostNames(setup: HubSetup, former: readonly HubSetup[]): LostNames {
  return { labels: lostLabels(setup.form, former), prerequisites: lostPrerequisites(setup, former.slice(0, 1)) };
}

/** The form with that label known to its field. */
export function withLabel(form: IssueForm, { field, label }: LostLabel): IssueForm {
  return { ...form, fields: form.fields.map((one) => (one.id === field.id ? { ...one, was: [...(one.was ?? []), label] } : one)) };
}

function lostLabels({ fields }: IssueForm, former: readonly HubSetup[]): readonly LostLabel[] {
  const known = new Set(fields.flatMap((field) => labelsOf(field).map(normaliseLabel)));
  const lost = former
    .flatMap(({ form }) => form.fields)
    .flatMap((was) => {
      const field = fields.find(({ id }) => id === was.id);
      const labels = field === undefined ? [] : labelsOf(was).filter((label) => !known.has(normaliseLabel(label)));
      return field === undefined ? [] : labels.map((label) => ({ field, label }));
    });
  return [...new Map(lost.map((one) => [normaliseLabel(one.label), one])).values()];
}

function labelsOf({ label, was = [], joins = [] }: FormField): readonly string[] {
  return [label, ...was, ...joins];
}

function lostPrerequisites({ procedure }: HubSetup, former: readonly HubSetup[]): readonly LostPrerequisite[] {
  const known = new Set(procedure.prerequisites.flatMap(({ id, was }) => [id, ...was]));
  const before = former.flatMap((setup) => setup.procedure.prerequisites);
  const ids = new Set(before.map(({ id }) => id));
  const added = procedure.prerequisites.filter(({ id }) => !ids.has(id));
  const lost = before.flatMap((gone) => {
    const by = known.has(gone.id) ? undefined : added.find(({ field, kind }) => field === gone.field && kind === gone.kind);
    return by === undefined ? [] : [{ gone, by }];
  });
  return [...new Map(lost.map((one) => [one.gone.id, one])).values()];
}
