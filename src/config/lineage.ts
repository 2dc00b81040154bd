import type { FormField } from '../form/issue-form.ts';
import { normaliseLabel } from '../form/normalise-label.ts';
import type { HubSetup } from './hub-setup.ts';

/** What bears a name, and those that its version tells it had before. */
interface Bearer {
  readonly name: string;
  readonly was: readonly string[];
}

/**
 * The setup with the former names that its own version does not tell, and that those before it did: a dossier may have been left alone since it stood under the first of
 * several, and a name that was taken back is what it was. What no version told is no guess of ours, nor is a name that leads to two things of one version, from then
 * on. `former` are the newest first; each takes over from the one before it, so that a process that reads them all again knows what one that lived them knows.
 */
export function withLineage(setup: HubSetup, former: readonly HubSetup[]): HubSetup {
  const before = former.reduceRight<HubSetup | null>(takenOver, null);
  return before === null ? setup : { ...inheriting(setup, before), asRead: setup };
}

function takenOver(before: HubSetup | null, setup: HubSetup): HubSetup {
  return before === null ? setup : inheriting(setup, before);
}

function inheriting(setup: HubSetup, before: HubSetup): HubSetup {
  const { procedure, form } = setup;
  const byId = <Element extends { readonly id: string; readonly was: readonly string[] }>(
    list: (one: HubSetup) => readonly Element[],
  ): Element[] => {
    const today = list(setup);
    const names = lineage(today.map(named), list(before).map(named));
    return today.map((element) => ({ ...element, was: [...(names.get(element.id) ?? [])] }));
  };
  return {
    ...setup,
    procedure: {
      ...procedure,
      phases: byId((one) => one.procedure.phases),
      prerequisites: byId((one) => one.procedure.prerequisites),
    },
    form: { ...form, fields: form.fields.map((field) => withFormerLabels(field, { setup, before })) },
  };
}

function named({ id, was }: { readonly id: string; readonly was: readonly string[] }): Bearer {
  return { name: id, was };
}

/** A field keeps its id: its labels are those that it had under it, as long as no other field bears one today. */
function withFormerLabels(field: FormField, { setup, before }: { setup: HubSetup; before: HubSetup }): FormField {
  const former = before.form.fields.filter(({ id }) => id === field.id);
  const written = new Map([field, ...former].flatMap((one) => labelsOf(one).map((label) => [normaliseLabel(label), label])));
  const taken = new Set(setup.form.fields.flatMap((other) => [other.label, ...(other.joins ?? [])].map(normaliseLabel)));
  const told = field.was ?? [];
  const known = new Set(told.map(normaliseLabel));
  const names = lineage([labelled(field)], former.map(labelled));
  const others = (names.get(normaliseLabel(field.label)) ?? []).filter((label) => !known.has(label) && !taken.has(label));
  return others.length === 0 ? field : { ...field, was: [...told, ...others.map((label) => written.get(label) ?? label)] };
}

function labelled(field: FormField): Bearer {
  return { name: normaliseLabel(field.label), was: (field.was ?? []).map(normaliseLabel) };
}

function labelsOf({ label, was = [] }: FormField): readonly string[] {
  return [label, ...was];
}

/** By name of today: the former ones, those that today's version tells first. */
function lineage(today: readonly Bearer[], former: readonly Bearer[]): ReadonlyMap<string, readonly string[]> {
  const families = [...today, ...former].map(({ name, was }) => [name, ...was]).reduce(joined, []);
  const names = new Set(today.map(({ name }) => name));
  return new Map(
    today.map(({ name, was }) => {
      const family = families.find((one) => one.has(name)) ?? new Set();
      const isAlone = today.every((other) => other.name === name || !family.has(other.name));
      const others = isAlone ? [...family].filter((one) => !names.has(one) && !was.includes(one)).toSorted() : [];
      return [name, [...was, ...others]];
    }),
  );
}

/** The families, with names that are one's: those that they are found in become one. */
function joined(families: readonly ReadonlySet<string>[], names: readonly string[]): readonly ReadonlySet<string>[] {
  const touched = families.filter((family) => names.some((name) => family.has(name)));
  return [...families.filter((family) => !touched.includes(family)), new Set([...touched.flatMap((family) => [...family]), ...names])];
}
