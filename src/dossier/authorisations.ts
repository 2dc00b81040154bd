import { sameRepository } from '../words/key.ts';
import type { Dossier } from './dossier.ts';
import type { DossierState } from './state.ts';

type Authorising = Pick<DossierState, 'authorised'>;

/** GitHub's ids of the repositories in which the Service Team lets the App act, in rising order. */
export function authorisedIds({ authorised }: Authorising): readonly number[] {
  return authorised.flatMap(({ id }) => (id === null ? [] : [id])).toSorted((a, b) => a - b);
}

/** True where the Service Team lets the App act in the repository of that id, whatever its name has become. */
export function isAuthorised(state: Authorising, id: number): boolean {
  return authorisedIds(state).includes(id);
}

/**
 * True while the authorisation of a repository, which the dossier remembers, is being taken back: what was shown by it must be asked for again. `id` null: GitHub does not show
 * it. The name counts besides: what is remembered is kept by name.
 */
export function isWithdrawing(
  { observation: { memory }, state }: Dossier,
  { name, id }: { readonly name: string; readonly id: number | null },
): boolean {
  if (memory.kind !== 'kept') return false;
  return memory.state.authorised.some(
    (one) => one.id !== null && !isAuthorised(state, one.id) && (one.id === id || sameRepository(one.name, name)),
  );
}

/** True while an authorisation is being given: what it lets be read must be looked at again. */
export function isGranting({ observation: { memory }, state }: Dossier): boolean {
  const before = memory.kind === 'kept' ? authorisedIds(memory.state) : [];
  return authorisedIds(state).some((id) => !before.includes(id));
}

/** Binds the authorisations of before ids were kept to the repository that is first seen under their name; those out of reach wait. */
export function bindAuthorisations(dossier: Dossier): Dossier {
  const { ask, state } = dossier;
  if (state.authorised.every(({ id }) => id !== null)) return dossier;
  const authorised = state.authorised.map((one) => {
    const reading = one.id === null ? ask.repository(one.name) : null;
    return reading?.kind === 'seen' || reading?.kind === 'hidden' ? { ...one, id: reading.id } : one;
  });
  return dossier.with({ authorised });
}
