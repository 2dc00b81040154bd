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
 * several, and a name that was taken back is what it was. What no version told is no guess of ours, nor is a name that leads to two things of today.
 */
export function withLineage(setup: HubSetup, former: readonly HubSetup[]): HubSetup {
  const { procedure, form } = setup;
  const byId = <Element extends { readonly id: string; readonly was: readonly string[] }>(
    list: (one: HubSetup) => readonly Element[],
  ): Element[] => {
    const today = list(setup);
    const names = lineage(
      today.map(named),
      former.map((one) => list(one).map(named)),
    );
    return today.map((element) => ({ ...element, was: [...(names.get(element.id) ?? [])] }));
  };
  return {
    ...setup,
    procedure: {
      ...procedure,
      phases: byId((one) => one.procedure.phases),
      prerequisites: byId((one) => one.procedure.prerequisites),
    },
    form: { ...form, fields: form.fields.map((field) => withFormerLabels(field, { setup, former })) },
  };
}

function named({ id, was }: { readonly id: string; readonly was: readonly string[] }): Bearer {
  return { name: id, was };
}

/** A field keeps its id: its labels are those that it had under it, as long as no other field bears one today. */
function withFormerLabels(field: FormField, { setup, former }: { setup: HubSetup; former: readonly HubSetup[] }): FormField {
  const versions = former.map(({ form }) => form.fields.filter(({ id }) => id === field.id));
  const written = new Map([field, ...versions.flat()].flatMap((one) => labelsOf(one).map((label) => [normaliseLabel(label), label])));
  const taken = new Set(setup.form.fields.flatMap((other) => [other.label, ...(other.joins ?? [])].map(normaliseLabel)));
  const told = field.was ?? [];
  const known = new Set(told.map(normaliseLabel));
  const names = lineage(
    [labelled(field)],
    versions.map((fields) => fields.map(labelled)),
  );
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
function lineage(today: readonly Bearer[], former: readonly (readonly Bearer[])[]): ReadonlyMap<string, readonly string[]> {
  const families = [...today, ...former.flat()].map(({ name, was }) => [name, ...was]).reduce(joined, []);
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
