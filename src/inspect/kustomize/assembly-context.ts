import type { Place } from '../../dossier/checks/check.ts';
import { say } from '../../words/sentence.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { hidden, type Opaque } from '../sight.ts';
import type { Node } from '../yaml/node.ts';
import type { Kustomization } from './kustomization.ts';

/** Steps (an object collected, or changed once) in one repository at most: far beyond what people write. */
const MAX_STEPS = 50_000;

/** What is known of the repository while its kustomizations are assembled, what was not seen, and how much may still be done. */
export interface Context {
  readonly kustomizations: ReadonlyMap<string, Kustomization>;
  readonly documents: ReadonlyMap<string, readonly Node[]>;
  /** Of the files that were read. */
  readonly texts: ReadonlyMap<string, string>;
  /** What Helm made of the charts that kustomizations inflate. */
  readonly inflated: ReadonlyMap<string, readonly Resource[]>;
  /** Every file of the repository, whatever was read of it. */
  readonly tree: ReadonlySet<string>;
  /** Where what links stand for stands by itself. */
  readonly followed: ReadonlyMap<string, string>;
  readonly opaques: Opaque[];
  readonly budget: { left: number };
}

/** All the steps of a repository. */
export function newBudget(): Context['budget'] {
  return { left: MAX_STEPS };
}

/** Spends steps; false, and said once, when there are none left. */
export function affords({ budget, opaques }: Context, steps: number, place: Place): boolean {
  const before = budget.left;
  budget.left -= steps + 1;
  if (budget.left >= 0) return true;
  if (before >= 0) opaques.push(hidden(place, say`ce dépôt assemble trop d’objets pour que tous soient vérifiés`));
  return false;
}
