import { parentFolder, resolvePath } from './paths.ts';
import type { TextFile } from './text-file.ts';

/**
 * Tells the files that helmfiles name, as parts of theirs (`helmfiles`, `bases`) or as values: whoever names one answers for it. Where a name has a sign for any name (`apps/*.yaml`), what
 * begins and ends as it does. Pure.
 */
export function namedByHelmfiles(helmfiles: readonly TextFile[]): (path: string) => boolean {
  const named = helmfiles.flatMap(namesIn);
  const exact = new Set(named.filter((name) => !name.includes('*')));
  const patterns = [...new Set(named.filter((name) => name.includes('*')).map(aroundStars))].map((ends) => ends.split('*'));
  return (path) => exact.has(path) || patterns.some(([begin = '', end = '']) => path.startsWith(begin) && path.endsWith(end));
}

function namesIn({ path, text }: TextFile): readonly string[] {
  return text.split('\n').flatMap((line) =>
    line
      .replace(/(^|\s)#.*$/, '')
      .split(/[\s"',[\]{}]+/)
      .filter((word) => /\.ya?ml(\.gotmpl)?$/.test(word))
      .flatMap((word) => resolvePath(parentFolder(path), word) ?? []),
  );
}

function aroundStars(name: string): string {
  return `${name.slice(0, name.indexOf('*'))}*${name.slice(name.lastIndexOf('*') + 1)}`;
}
