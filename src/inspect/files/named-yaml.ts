import type { TextFile } from './text-file.ts';

/** What texts write where they name a file of any environment: variables of shells, of make and of pipelines, expressions of templates, and what readers are to replace. */
const variable = /\$\([^()\n]{1,80}\)|\$?\{\{[^{}\n]{1,80}\}\}|\$\{[^{}\n]{1,80}\}|\$\w+|<\w+>|%\w+%/g;

/**
 * The YAML files that texts name, by the last part of their names and by the last two; a part that a variable gives is `*` (`values/$ENV.yaml`). What the names are from is not looked at.
 */
export function namedYaml(files: readonly TextFile[]): ReadonlySet<string> {
  const words = files.flatMap(({ text }) => text.replaceAll(variable, '*').match(/[^\s"'`,;:=|()[\]{}]+/g) ?? []);
  return new Set(words.filter((word) => /\.ya?ml$/.test(word)).flatMap((word) => [lastOf(word, 1), lastOf(word, 2)]));
}

/** The last segments of a path, as many as that. */
export function lastOf(path: string, count: number): string {
  return path.split('/').slice(-count).join('/');
}
