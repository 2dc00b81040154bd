import type { Resource } from '../kubernetes/resource.ts';
import type { Repository } from '../repository.ts';

/** True for what a chart makes with its own values alone: they are written to be replaced, by files that may stand in another repository. */
export function isMadeByDefault({ assembledBy }: Pick<Resource, 'assembledBy'>, { assemblers }: Pick<Repository, 'assemblers'>): boolean {
  return assembledBy !== null && assemblers.some(({ own }) => own === assembledBy);
}
