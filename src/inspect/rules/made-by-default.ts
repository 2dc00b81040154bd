import { isUnusual } from '../helm/environments.ts';
import type { Resource } from '../kubernetes/resource.ts';
import type { Repository } from '../repository.ts';

/**
 * True for what a chart makes with its own values alone, or with a file that is not called as environments are (`values-custom.yaml`): they are written to be
 * replaced, by files that may stand in another repository.
 */
export function isMadeByDefault({ assembledBy }: Pick<Resource, 'assembledBy'>, { assemblers }: Pick<Repository, 'assemblers'>): boolean {
  if (assembledBy === null) return false;
  return assemblers.some(
    ({ of, own, names }) => own === assembledBy || (of === 'chart' && names.includes(assembledBy) && isUnusual(assembledBy)),
  );
}
