import type { Place } from '../../dossier/checks/check.ts';
import { say } from '../../words/sentence.ts';
import type { LineNote } from '../kubernetes/resource.ts';
import { at, type Node, textOf } from '../yaml/node.ts';
import type { TemplateLine } from './template-lines.ts';

/** A template, what it wrote, and the values that it was given: the first that gives one decides. */
export interface ValuesUsed {
  readonly template: string;
  readonly written: string;
  readonly lines: readonly TemplateLine[];
  readonly values: readonly Node[];
}

/** Where the values of a line are written, by line that was written: only where these values make exactly the line that was written. Pure. */
export function valueNotes({ template, written, lines, values }: ValuesUsed): ReadonlyMap<number, LineNote> {
  const templated = template.split('\n');
  const made = written.split('\n');
  return new Map(
    lines.flatMap(({ line, sure }, index): (readonly [number, LineNote])[] => {
      const output = (made[index] ?? '').trim();
      const places = sure ? valuesOf(templated[line - 1] ?? '', output, values) : [];
      // A name decides of nothing, and every finding about a container quotes its own.
      if (places.length === 0 || /^(- )?name:/.test(output)) return [];
      const sentence = say` (valeur écrite dans ${[...new Set(places)].join(', ')})`;
      return [[index + 1, { sentence, about: output.replace(/^(- )?[\w"'./-]+:\s+/, '').replace(/^"(.*)"$/, '$1') }]];
    }),
  );
}

/** A value as it is, or in quotes. */
const action = /\{\{-?\s*\.Values\.([\w.]+)\s*(?:\|\s*default\s+[\w."]+\s*)?(\|\s*quote\s*)?-?\}\}/g;

function valuesOf(template: string, written: string, values: readonly Node[]): readonly string[] {
  const places: string[] = [];
  const text = template.replaceAll(action, (all, path: string, quoted: string | undefined) => {
    const found = find(values, path.split('.'));
    if (found === null) return all;
    places.push(`${found.place.path}:${found.place.line}`);
    return quoted === undefined ? found.text : `"${found.text}"`;
  });
  return text.trim() === written ? places : [];
}

function find(values: readonly Node[], path: readonly string[]): { readonly text: string; readonly place: Place } | null {
  for (const node of values) {
    const found = at(node, ...path);
    const text = textOf(found);
    if (found !== null) return text === null || text === '' ? null : { text, place: found.place };
  }
  return null;
}
