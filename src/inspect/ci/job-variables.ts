import { expand } from '../docker/variables.ts';
import { at, entriesOf, itemsOf, type MapNode, type Node, textOf } from '../yaml/node.ts';
import { type ImageTemplate } from './catalogue.ts';
import { type CiJob, lineageOf, type Pipeline } from './pipeline.ts';

/** What the variables of a job are worth: a text, or `unknown` where a rule of the job, GitLab or a file that was not read gives it. */
export interface JobVariables {
  /** As written, where the file's own text decides; null where nothing in the file gives it, or the template does. */
  readonly written: (name: string) => Node | null;
  /** Every text that an expression may become; null where one of its variables is not known. A matrix of the job gives several. */
  readonly values: (expression: string) => readonly string[] | null;
}

/** Texts that one expression becomes at most. */
const MAX_VALUES = 100;

/**
 * The variables of a job, the first that gives one deciding: its matrix, its own, those of its models, those of the catalogue's template, those of the whole file
 * ("CI/CD variable precedence", GitLab). What a `rules:variables` may replace is not known.
 */
export function jobVariables(job: CiJob, pipeline: Pipeline, template: ImageTemplate): JobVariables {
  const lineage = lineageOf(job, pipeline);
  const own = lineage.map(({ body }) => at(body, 'variables'));
  const ruled = new Set(
    lineage.flatMap(({ body }) => itemsOf(at(body, 'rules')).flatMap((rule) => entriesOf(at(rule, 'variables')).map(({ key }) => key))),
  );
  const matrix = readMatrix(lineage.flatMap(({ body }) => at(body, 'parallel', 'matrix') ?? [])[0] ?? null);
  const written = (name: string): Node | null => own.flatMap((variables) => at(variables, name) ?? [])[0] ?? null;
  const whole = at(pipeline.body, 'variables');
  const valueOf = (name: string): string | null => {
    if (ruled.has(name)) return null;
    const node = written(name);
    if (node !== null) return textOf(node) ?? textOf(at(node, 'value'));
    const inTemplate = Object.hasOwn(template.variables, name) ? template.variables[name] : undefined;
    return inTemplate ?? textOf(at(whole, name)) ?? textOf(at(whole, name, 'value'));
  };
  const values = (expression: string) => {
    const all = matrix.map((row) => resolve(expression, (name) => row.get(name) ?? valueOf(name)));
    return all.some((value) => value === null) ? null : [...new Set(all.flatMap((value) => value ?? []))];
  };
  return { written: (name) => written(name) ?? (Object.hasOwn(template.variables, name) ? null : at(whole, name)), values };
}

/** Variables that name others, and no more than this many times over. */
const MAX_DEPTH = 10;

function resolve(expression: string, valueOf: (name: string) => string | null): string | null {
  let text: string | null = expression;
  for (let depth = 0; depth < MAX_DEPTH && text !== null && text.includes('$'); depth += 1) {
    const names: readonly string[] = [...text.matchAll(/\$\{?(\w+)/g)].map(([, name = '']) => name);
    text = expand(text, new Map(names.map((name) => [name, valueOf(name)])));
  }
  return text === null || text.includes('$') ? null : text;
}

/** The rows of a matrix; one without variables where there is none. */
function readMatrix(matrix: Node | null): readonly ReadonlyMap<string, string>[] {
  const rows = itemsOf(matrix).flatMap((row) => (row.kind === 'map' ? combine(row) : []));
  return rows.length === 0 ? [new Map()] : rows.slice(0, MAX_VALUES);
}

function combine(row: MapNode): readonly ReadonlyMap<string, string>[] {
  return entriesOf(row).reduce<readonly ReadonlyMap<string, string>[]>(
    (rows, { key, value }) => {
      const texts = (value.kind === 'list' ? value.items : [value]).flatMap((item) => textOf(item) ?? []);
      return rows.flatMap((one) => texts.map((text) => new Map([...one, [key, text]]))).slice(0, MAX_VALUES);
    },
    [new Map()],
  );
}
