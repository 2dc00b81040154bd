import { type Compiled, compileProcedure } from '../../src/config/compile-procedure.ts';
import type { Procedure } from '../../src/config/procedure.ts';
import { readDefaults } from '../../src/defaults.ts';
import { readYaml } from '../../src/yaml/located-yaml.ts';
import { describeProblem } from '../../src/yaml/problem.ts';

const { layer: lowest, form } = readDefaults();

/** What a hub's file, the last of the texts, makes of the shipped process; those before it are the layers that it extends. */
export function compile(...texts: readonly string[]): Compiled {
  const layers = texts.map((text, index) => readYaml(text, index === texts.length - 1 ? 'accostage.yml' : 'organisation.yml'));
  const problems = layers.flatMap((layer) => (layer.ok ? [] : layer.problems));
  if (problems.length > 0) return { ok: false, problems };
  return compileProcedure([lowest, ...layers.flatMap((layer) => (layer.ok ? [layer.yaml] : []))], form);
}

/** What is wrong with it, as people read it; none where it is good. */
export function problemsOf(...texts: readonly string[]): readonly string[] {
  const compiled = compile(...texts);
  return compiled.ok ? [] : compiled.problems.map(describeProblem);
}

/** The process that it makes. Throws its problems. */
export function procedureOf(...texts: readonly string[]): Procedure {
  const compiled = compile(...texts);
  if (!compiled.ok) throw new Error(compiled.problems.map(describeProblem).join('\n'));
  return compiled.procedure;
}
