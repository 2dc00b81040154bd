import { readFileSync } from 'node:fs';
import { compileProcedure } from './config/compile-procedure.ts';
import { parseForm } from './form/parse-form.ts';
import type { Defaults } from './config/hub-setup.ts';
import { readYaml } from './yaml/located-yaml.ts';
import { describeProblem, type Problem } from './yaml/problem.ts';

/** Paths of the process and the form that are shipped, from the root of the package. */
export const shippedProcess = 'config/accompagnement.yml';
export const shippedForm = 'issue-templates/embarquement.yml';

/** The shipped process and form. Throws when they are wrong, which a test excludes. */
export function readDefaults(): Defaults {
  const layer = readYaml(readShipped(shippedProcess), shippedProcess);
  if (!layer.ok) throw broken(layer.problems);
  const form = parseForm(readShipped(shippedForm), shippedForm);
  if (!form.ok) throw broken(form.problems);
  const compiled = compileProcedure([layer.yaml], form.form);
  if (!compiled.ok) throw broken(compiled.problems);
  return { layer: layer.yaml, form: form.form, procedure: compiled.procedure };
}

/** A file of the package, as text. */
export function readShipped(path: string): string {
  return readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
}

function broken(problems: readonly Problem[]): Error {
  return new Error(problems.map(describeProblem).join('\n'));
}
