import { isAuthorised } from './authorisations.ts';
import type { RepositoryAccess, Right } from './observation.ts';
import type { DossierState } from './state.ts';

/**
 * May a dossier be told anything about a repository? Everybody sees a public one. One that is private, or not known to be public, is only for an author
 * who may write there, and for a dossier that the Service Team authorised: for others it is as if it did not exist, as GitHub itself answers.
 */
export function mayBeTold(repository: { readonly private: boolean; readonly namerWrites: Right['answer'] }, authorised: boolean): boolean {
  return !repository.private || authorised || repository.namerWrites === 'yes';
}

/** What a dossier is told of its access to a repository. One that GitHub refuses to show has no id: it is none that was authorised. */
export function accessTold(access: RepositoryAccess, state: Pick<DossierState, 'authorised'>): RepositoryAccess['kind'] {
  if (access.kind === 'out-of-reach') return access.kind;
  const told =
    access.kind === 'installed'
      ? mayBeTold(access, isAuthorised(state, access.id))
      : mayBeTold({ private: true, namerWrites: access.namerWrites }, false);
  return told ? access.kind : 'out-of-reach';
}
