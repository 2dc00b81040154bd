import type { NamedAccount } from '../words/account.ts';
import { repositoryKey } from '../words/key.ts';
import { isAuthorised } from './authorisations.ts';
import type { Dossier } from './dossier.ts';

/** Whose right a write in a repository rests on: that of the person who named it, or the Service Team's word on the repository of that id. */
export type OnBehalfOf = NamedAccount | { readonly authorised: number };

/** Whose right it is for a declared repository, `id` being GitHub's; null for nobody's. */
export function onBehalfOf({ namings, state }: Dossier, { name, id }: { readonly name: string; readonly id: number }): OnBehalfOf | null {
  if (isAuthorised(state, id)) return { authorised: id };
  return namings[repositoryKey(name)] ?? null;
}
