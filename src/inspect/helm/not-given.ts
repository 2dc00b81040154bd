import { say, type Sentence } from '../../words/sentence.ts';
import { inside, parentFolder } from '../files/paths.ts';
import { definesKinds } from '../files/tree-kinds.ts';
import type { Opaque } from '../sight.ts';
import type { ChartPlan } from './chart-plan.ts';

/**
 * Files that Helm takes of a chart and was not given, by what they may keep from being seen: those that come with others' operators, for definitions of kinds; any object, for the others. Each told
 * once.
 */
export function notGiven({ chart, unread: { environments, parts } }: ChartPlan): readonly Opaque[] {
  const isDefinition = (path: string) => definesKinds(path.slice(inside(parentFolder(chart)).length));
  const definitions = parts.filter(isDefinition);
  const rest = [...environments, ...parts].filter((path) => !definitions.includes(path));
  return [...told('objects', rest), ...told('objects-of-others', definitions)];
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
