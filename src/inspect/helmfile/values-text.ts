import { parentFolder, resolvePath } from '../files/paths.ts';
import { say, type Sentence } from '../../words/sentence.ts';
import { templateReader } from '../helm/template-lines.ts';
import type { Compute, Given } from './computed-texts.ts';
import type { ValuesText } from './install.ts';
import { writeKnown } from './known-values.ts';
import { markUnknown, unknownInText } from './unknown-values.ts';

/** Where a helmfile finds what it names. */
export interface Surroundings {
  /** The folder of the helmfile. */
  readonly folder: string;
  readonly paths: ReadonlySet<string>;
  /** What was read. */
  readonly texts: ReadonlyMap<string, string>;
  readonly compute: Compute;
}

/** A values file that a helmfile names: its text once computed, `absent`, or why it is not known. */
export type ReadValues =
  | { readonly kind: 'read'; readonly values: ValuesText }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown'; readonly because: Sentence };

/** Reads a values file; one in `.gotmpl` is computed with what it is given ("Values files templates", Helmfile documentation). `id` tells for what it is. */
export function readValuesFile(written: string, { id, given }: { id: string; given: Given }, around: Surroundings): ReadValues {
  const { folder, paths, texts, compute } = around;
  const path = resolvePath(folder, written);
  if (path === null || /[*?[\]{}]|:\/\//.test(written))
    return { kind: 'unknown', because: say`le fichier de valeurs ${written} n’est pas cherché par l’application` };
  if (!paths.has(path)) return { kind: 'absent' };
  const text = texts.get(path);
  if (text === undefined) return { kind: 'unknown', because: say`le fichier de valeurs ${path} n’a pas été lu` };
  const made = path.endsWith('.gotmpl')
    ? compute({ id: `${id} ${path}`, text: writtenText(text, { given, beside: parentFolder(path) }, around), given })
    : ({ kind: 'computed', text } as const);
  if (made.kind === 'failed') return { kind: 'unknown', because: say`${path} ne se calcule pas : ${made.because}` };
  const unknown = unknownInText(made.text);
  if (unknown !== null)
    return { kind: 'unknown', because: say`${path} emploie ${unknown}, dont la valeur n’est pas dans les fichiers lus` };
  return { kind: 'read', values: { path, text: made.text, ...linesOf(text, made.text) } };
}

/** A text as Helm is given it: with what is known in place of functions of Helmfile, and marks in place of what is not. `beside` is the folder of the file that holds it. */
export function writtenText(
  text: string,
  { given, beside }: { given: Given; beside: string },
  { folder, paths, texts }: Surroundings,
): string {
  const readFile = (written: string) => {
    const found = new Set([folder, beside].flatMap((from) => resolvePath(from, written) ?? []).filter((path) => paths.has(path)));
    // Versions of Helmfile differ on where a values file looks for others.
    const [path] = found.size === 1 ? found : [];
    return path === undefined ? null : (texts.get(path) ?? null);
  };
  return markUnknown(writeKnown(text, { given, readFile }));
}

/** Lines of the file for those that were computed of it; nothing where they are its own. */
export function linesOf(source: string, made: string): { readonly lines?: readonly number[] } {
  if (source === made) return {};
  return {
    lines: templateReader(source)
      .linesOf(made.split('\n'))
      .map(({ line }) => line),
  };
}
