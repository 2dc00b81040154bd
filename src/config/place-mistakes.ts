import type { Described } from '../yaml/describe-issue.ts';
import type { LocatedYaml, ValuePath } from '../yaml/located-yaml.ts';
import { namePath } from '../yaml/name-path.ts';
import { type Problem, tellFirst } from '../yaml/problem.ts';
import type { Merged, Origin } from './merge-layers.ts';

/** A mistake that only shows when several parts of the merged procedure are read together. */
export interface Mistake extends Described {
  /** Other values that take part in it: one of them may be what the highest layer changed. */
  readonly also?: readonly ValuePath[];
  /** What is named and is not there: a layer may have removed it. */
  readonly missing?: { readonly list: 'phases' | 'platforms' | 'pages'; readonly id: string };
  /** How to mend it from another place than the value's own. */
  readonly elsewhere?: string;
}

/**
 * Mistakes of merged layers as problems, each at the line of the highest layer that caused it: its value, one that takes part, the `remove` of what is
 * missed, the nearest element that it changed, else its top; the first ones of many. Only what a layer between wrote itself is told there; the lowest is never blamed for another.
 */
export function placeMistakes(mistakes: readonly Mistake[], merged: Merged, layers: readonly LocatedYaml[]): readonly Problem[] {
  return tellFirst(mistakes, (mistake) => {
    const own = merged.origin(mistake.path);
    const cause = causeOf(mistake, merged, layers);
    const place = { file: cause.layer.file, ...cause.layer.locate(cause.path) };
    if (cause.layer === own.layer && cause.path.join() === own.path.join()) return { ...place, message: mistake.message, fix: mistake.fix };
    const named = namePath(merged.value, mistake.path);
    const fix = mistake.elsewhere ?? `redéfinissez « ${named} » dans ce fichier`;
    return { ...place, message: `${named} : ${mistake.message}`, fix };
  });
}

function causeOf({ path, also = [], missing }: Mistake, { origin, removals }: Merged, layers: readonly LocatedYaml[]): Origin {
  const highest = layers.at(-1);
  const isHighest = ({ layer }: Origin) => layer === highest;
  const own = origin(path);
  const ancestors = path.slice(1).map((_, depth) => origin(path.slice(0, path.length - 1 - depth)));
  return (
    [own, ...also.map(origin)].find(isHighest) ??
    removals.filter(isHighest).find(({ list, id }) => list === missing?.list && id === missing.id) ??
    (own.layer === layers[0] ? undefined : own) ??
    ancestors.find(isHighest) ?? { layer: highest ?? own.layer, path: [] }
  );
}
