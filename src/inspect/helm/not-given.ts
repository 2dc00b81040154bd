import { say, type Sentence } from '../../words/sentence.ts';
import type { FileKind } from '../files/file-kind.ts';
import { baseName, inside, parentFolder } from '../files/paths.ts';
import type { TextFile } from '../files/text-file.ts';
import { definesKinds } from '../files/tree-kinds.ts';
import type { Opaque } from '../sight.ts';
import type { ChartPlan } from './chart-plan.ts';

/** What was read of the tree. */
export interface TreeOfChart {
  readonly kinds: ReadonlyMap<string, FileKind>;
  readonly files: readonly TextFile[];
}

/**
 * Files of a chart that Helm was not given, by what they may keep from being seen: any object; those that come with others' operators, for definitions of kinds; data alone; nothing, for what no
 * template reads. Each told once.
 */
export function notGiven({ chart, unread: { environments, parts } }: ChartPlan, { kinds, files }: TreeOfChart): readonly Opaque[] {
  const folder = parentFolder(chart);
  const hiding = [
    ...environments.map((path) => ({ path, hides: 'objects' as const })),
    ...parts.map((path) => ({ path, hides: hiddenBy(path, { folder, kinds, files }) })),
  ];
  return [...Map.groupBy(hiding, ({ hides }) => hides)].flatMap(([hides, all]) =>
    hides === null
      ? []
      : told(
          hides,
          all.map(({ path }) => path),
        ),
  );
}

interface OfChart extends TreeOfChart {
  readonly folder: string;
}

/** What a part of the chart that Helm was not given may hide; null for nothing. */
function hiddenBy(path: string, { folder, kinds, files }: OfChart): Opaque['hides'] | null {
  if (definesKinds(path.slice(inside(folder).length))) return 'objects-of-others';
  if (kinds.get(path) !== 'chart-file' || baseName(path) === '.helmignore') return 'objects';
  const isOfChart = (one: string) => one.startsWith(inside(folder)) && ['template', 'helper', 'subchart'].includes(kinds.get(one) ?? '');
  const written = files.filter((file) => isOfChart(file.path));
  const isAllRead = [...kinds.keys()].filter(isOfChart).every((one) => written.some((file) => file.path === one));
  const readings = written.flatMap(({ text }) => text.split('\n').filter((line) => /\bFiles\b/.test(line)));
  if (!isAllRead || !readings.every(makesData)) return 'objects';
  return readings.length === 0 ? null : 'data';
}

/** True for a line that makes of files nothing but the data of an object, or a digest ("Accessing Files Inside Templates", Helm documentation): whether there are any decides of nothing else. */
function makesData(line: string): boolean {
  return /^[^{}]*\{\{-?\s*\(?\s*\$?\.(\w+\.)*Files\b[^{}]*\b(AsConfig|AsSecrets|sha256sum|b64enc)\b[^{}]*\}\}[^{}]*$/.test(
    line.replaceAll(/"[^"]*"|`[^`]*`/g, '""'),
  );
}

function told(hides: Opaque['hides'], all: readonly string[]): readonly Opaque[] {
  return all.slice(0, 1).map((path) => ({
    place: { path, line: 1 },
    because: sentences[hides === 'objects-of-others' ? 'definitions' : 'files'](all.length),
    hides,
  }));
}

const sentences: Readonly<Record<'definitions' | 'files', (count: number) => Sentence>> = {
  definitions: (count) =>
    count === 1
      ? say`ce fichier de ${'crds/'} n’a pas été lu : il définit des genres, et ne déploie aucun pod`
      : say`ce fichier de ${'crds/'} et ${others(count)} n’ont pas été lus : ils définissent des genres, et ne déploient aucun pod`,
  files: (count) =>
    count === 1
      ? say`ce fichier du chart n’a pas été lu : ce qu’il produit reste à vérifier`
      : say`ce fichier du chart et ${others(count)} n’ont pas été lus : ce qu’ils produisent reste à vérifier`,
};

function others(count: number): Sentence {
  return count === 2 ? say`un autre` : say`${count - 1} autres`;
}
