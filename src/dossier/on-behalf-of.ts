import { isAuthorised } from './authorisations.ts';
import type { Facts } from './facts.ts';
import type { DossierState } from './state.ts';

/** Whose right a write in a repository rests on: somebody's own, or the Service Team's word. */
export type OnBehalfOf = { readonly login: string } | 'authorised';

/** Whose right it is for a declared repository; `id` is GitHub's. */
export function onBehalfOf({ observation }: Facts, state: DossierState, { id }: { readonly id: number }): OnBehalfOf {
  return isAuthorised(state, id) ? 'authorised' : { login: observation.issue.author.login };
}
