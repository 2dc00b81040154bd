import type { Authorisation, DossierState } from './state.ts';

/** What the Service Team authorised under that name, `owner/name` in any case; null where it did not. */
export function authorisationOf({ authorised }: Pick<DossierState, 'authorised'>, name: string): Authorisation | null {
  return authorised.find((one) => one.name.toLowerCase() === name.toLowerCase()) ?? null;
}
