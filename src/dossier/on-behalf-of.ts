import { authorisationOf } from './authorisations.ts';
import type { Facts } from './facts.ts';
import type { DossierState } from './state.ts';

/** Whose right a write in a repository rests on: somebody's own, or the Service Team's word. */
export type OnBehalfOf = { readonly login: string } | 'authorised';

/** Whose right it is for a declared repository, `owner/name`. */
export function onBehalfOf({ observation }: Facts, state: DossierState, name: string): OnBehalfOf {
  return authorisationOf(state, name) !== null ? 'authorised' : { login: observation.issue.author.login };
}
