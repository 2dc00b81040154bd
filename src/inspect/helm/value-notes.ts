import type { Place } from '../../dossier/checks/check.ts';
import { say } from '../../words/sentence.ts';
import type { LineNote } from '../kubernetes/resource.ts';
import { at, type Node, textOf } from '../yaml/node.ts';
import type { ImageValue } from './image-values.ts';
import type { TemplateLine } from './template-lines.ts';

/** A template, what it wrote, the values that it was given, and the images that these make. */
export interface ValuesUsed {
  readonly template: string;
  /** Line by line. */
  readonly written: readonly string[];
  readonly lines: readonly TemplateLine[];
  readonly values: Node | null;
  readonly images: ReadonlyMap<string, readonly ImageValue[]>;
}

/** Where the values of a line are written, by line that was written: only where these values make exactly the line that was written. Pure. */
export function valueNotes({ template, written, lines, values, images }: ValuesUsed): ReadonlyMap<number, LineNote> {
  const templated = template.split('\n');
  return new Map(
    lines.flatMap(({ line, sure }, index): (readonly [number, LineNote])[] => {
      const source = sure ? (templated[line - 1] ?? '') : '';
      const whole = written[index] ?? '';
      if (!source.includes('{{') && !whole.includes('image: ')) return [];
      const output = whole.trim();
      // A name decides of nothing, and every finding about a container quotes its own.
      if (/^(- )?name:/.test(output)) return [];
      const value = output.replace(/^(- )?[\w"'./-]+:\s+/, '').replace(/^"(.*)"$|^'(.*)'$/, '$1$2');
      const isImage = /^(- )?image: /.test(output);
      const direct = sure ? valuesOf(source, output, values) : [];
      const places = direct.length > 0 || !isImage ? direct : imagePlaces(images.get(value) ?? [], source);
      if (places.length === 0) return [];
      const sentence = say` (valeur écrite dans ${[...new Set(places.map(asText))].join(', ')})`;
      return [[index + 1, { sentence, about: isImage ? [value, ...registryIn(value)] : [value] }]];
    }),
  );
}

/** Findings on the registry name it alone. */
function registryIn(image: string): readonly string[] {
  const [, registry] = /^([\w-]+[.:][\w.:-]*)\//.exec(image) ?? [];
  return registry === undefined ? [] : [registry];
}

/** Of values that make the same image, those that the template names; none where that leaves several. */
function imagePlaces(made: readonly ImageValue[], source: string): readonly Place[] {
  const named = made.filter(({ path }) => source.includes(`.Values.${path}`));
  const kept = named.length > 0 ? named : made;
  const ways = new Set(kept.map(({ places }) => places.map(asText).join()));
  return ways.size === 1 ? (kept[0]?.places ?? []) : [];
}

function asText({ path, line }: Place): string {
  return `${path}:${line}`;
}

/** A value as it is, or in quotes. */
const action = /\{\{-?\s*\.Values\.([\w.]+)\s*(?:\|\s*default\s+[\w."]+\s*)?(\|\s*quote\s*)?-?\}\}/g;

function valuesOf(template: string, written: string, values: Node | null): readonly Place[] {
  const places: Place[] = [];
  const text = template.replaceAll(action, (all, path: string, quoted: string | undefined) => {
    const found = at(values, ...path.split('.'));
    const value = textOf(found);
    if (found === null || value === null || value === '') return all;
    places.push(found.place);
    return quoted === undefined ? value : `"${value}"`;
  });
  return text.trim() === written ? places : [];
}
