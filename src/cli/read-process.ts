import { compileProcedure } from '../config/compile-procedure.ts';
import { shippedUnder } from '../config/presets.ts';
import { type Production, productionOf } from '../config/production.ts';
import { readDefaults } from '../defaults.ts';
import { readYaml } from '../yaml/located-yaml.ts';
import { describeProblem, type Problem } from '../yaml/problem.ts';
import { type Terminal, UsageError } from './command.ts';
import { readInput } from './read-options.ts';

/** Production as a process file tells it over the shipped one, or as the shipped one does by itself. Throws UsageError for a file that is no process, with its mistakes. */
export function readProduction(path: string | undefined, terminal: Terminal): Production {
  const { presets } = readDefaults();
  const layer = path === undefined ? null : readYaml(readInput(path, terminal), path);
  if (layer?.ok === false) throw wrong(layer.problems);
  const layers = layer === null ? [] : [layer.yaml];
  // What is asked of a form says nothing of production.
  const compiled = compileProcedure([shippedUnder(layers, presets), ...layers], null);
  if (!compiled.ok) throw wrong(compiled.problems);
  return productionOf(compiled.procedure);
}

function wrong(problems: readonly Problem[]): UsageError {
  return new UsageError(['ce processus ne se lit pas :', ...problems.map(describeProblem)].join('\n'));
}
