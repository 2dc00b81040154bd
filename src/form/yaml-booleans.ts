import type { LocatedYaml, ValuePath } from '../yaml/located-yaml.ts';
import type { Problem } from '../yaml/problem.ts';

/** Bare words that GitHub's YAML 1.1 takes for a boolean, where YAML 1.2 reads a text. */
const bareBooleans = /^(?:yes|no|on|off)$/i;

/**
 * The bare words of a form that GitHub refuses because its YAML takes them for booleans (`- No` among the options). They are texts in
 * YAML 1.2, so only the file's text tells whether they stand in quotes.
 */
export function yamlBooleans(text: string, yaml: LocatedYaml): Problem[] {
  const lines = text.split('\n');
  return textsOf(yaml.value, []).flatMap(({ path, value }) => {
    if (!bareBooleans.test(value)) return [];
    const place = yaml.locate(path);
    if (/["'|>]/.test(lines[place.line - 1]?.charAt(place.column - 1) ?? '')) return [];
    return [
      { file: yaml.file, ...place, message: `GitHub lit « ${value} » comme un booléen`, fix: `mettez-le entre guillemets : "${value}"` },
    ];
  });
}

function textsOf(value: unknown, path: ValuePath): { path: ValuePath; value: string }[] {
  if (typeof value === 'string') return [{ path, value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => textsOf(child, [...path, Array.isArray(value) ? Number(key) : key]));
}
