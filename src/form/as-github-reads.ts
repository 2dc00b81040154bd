import type { LocatedYaml, ValuePath } from '../yaml/located-yaml.ts';
import type { Problem } from '../yaml/problem.ts';

/** The YAML of a form as GitHub reads it, and what is said of ways of writing that nobody knows whether it takes. */
export interface AsGitHubReads {
  readonly yaml: LocatedYaml;
  readonly remarks: readonly Problem[];
}

/**
 * The value of a form with its merge keys (`<<`, YAML 1.1) followed, and its bare figures with a point written as Ruby writes them (`2.0`, not `2`). GitHub's
 * page on forms says nothing of merge keys: they are accepted, and remarked.
 */
export function asGitHubReads(text: string, yaml: LocatedYaml): AsGitHubReads {
  const lines = text.split('\n');
  const remarks: Problem[] = [];
  const read = (value: unknown, path: ValuePath): unknown => {
    if (typeof value === 'number') return isFloat(value, lines, yaml.locate(path)) ? `${value}.0` : value;
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((item: unknown, index) => read(item, [...path, index]));
    const entries = Object.entries(value);
    const merged = [entries.find(([key]) => key === MERGE)?.[1]].flat();
    const merges = merged.length > 0 && merged.every(isMap);
    const own = entries.filter(([key]) => !merges || key !== MERGE).map(([key, child]) => [key, read(child, [...path, key])] as const);
    if (!merges) return Object.fromEntries(own);
    remarks.push({
      file: yaml.file,
      ...yaml.locate([...path, MERGE]),
      message: 'GitHub ne dit pas s’il lit la fusion YAML « << »',
      fix: 'écrivez ces clés en entier si le formulaire ne s’affiche pas sur GitHub',
    });
    // Of several maps the first counts, and what the map itself says before them all.
    const below = [merged]
      .flat()
      .toReversed()
      .filter(isMap)
      .flatMap((map) => Object.entries(map));
    return Object.fromEntries([...below.map(([key, child]) => [key, read(child, [...path, MERGE, key])] as const), ...own]);
  };
  return { yaml: { ...yaml, value: read(yaml.value, []) }, remarks };
}

const MERGE = '<<';

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A whole number that is written with a point or an exponent: Ruby reads a float. */
function isFloat(value: number, lines: readonly string[], { line, column }: { readonly line: number; readonly column: number }): boolean {
  if (!Number.isInteger(value) || Math.abs(value) >= 1e16) return false;
  const [written = ''] = /^[-+]?\d[\d_]*(?:\.\d*)?(?:e[-+]?\d+)?/i.exec((lines[line - 1] ?? '').slice(column - 1)) ?? [];
  return /[.e]/i.test(written);
}
