import { readFileSync } from 'node:fs';
import { compileProcedure } from './config/compile-procedure.ts';
import { parseForm } from './form/parse-form.ts';
import { type Defaults, setupOf } from './config/hub-setup.ts';
import { mergeLayers } from './config/merge-layers.ts';
import { type LocatedYaml, readYaml } from './yaml/located-yaml.ts';
import { describeProblem, type Problem } from './yaml/problem.ts';

/** Paths of the process, the form and the presets that are shipped, from the root of the package. */
export const shippedProcess = 'config/accompagnement.yml';
export const shippedForm = 'issue-templates/embarquement.yml';
export const shippedPax = 'config/presets/pax.yml';

let defaults: Defaults | null = null;

/**
 * The shipped process, alone and under each preset, and the shipped form; read at the first call and once for the whole process, since it takes some
 * 100 ms. Throws when they are wrong, which a test excludes.
 */
export function readDefaults(): Defaults {
  return (defaults ??= compileDefaults());
}

function compileDefaults(): Defaults {
  const layer = readLayer(shippedProcess);
  const form = parseForm(readShipped(shippedForm), shippedForm);
  if (!form.ok) throw broken(form.problems);
  const compiled = compileProcedure([layer], form.form);
  if (!compiled.ok) throw broken(compiled.problems);
  const presets = { ovh: layer, pax: merged(layer, readLayer(shippedPax)) };
  return { layer, presets, ...setupOf(compiled.procedure, form.form) };
}

/** A file of the package, as text. */
export function readShipped(path: string): string {
  return readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
}

/** A layer of the package. Throws when it is no YAML. */
export function readLayer(path: string): LocatedYaml {
  const layer = readYaml(readShipped(path), path);
  if (!layer.ok) throw broken(layer.problems);
  return layer.yaml;
}

/** Two shipped layers as one: a hub has neither file, and is never told a place in them. */
function merged(lowest: LocatedYaml, preset: LocatedYaml): LocatedYaml {
  return { ...lowest, value: mergeLayers([lowest, preset]).value };
}

function broken(problems: readonly Problem[]): Error {
  return new Error(problems.map(describeProblem).join('\n'));
}
