import type { NamedAccount } from '../../words/account.ts';
import type { DossierState } from '../state.ts';

type Remembered = Pick<DossierState['fixes'][string], 'by' | 'id'>;

/** Whoever asked for fixes, as the state remembers it. */
export function rememberAsker({ login, id }: NamedAccount): Remembered {
  return id === null ? { by: login } : { by: login, id };
}

/** The account that the state remembers: its number stays when its name changes. */
export function askerIn({ by, id }: Remembered): NamedAccount {
  return { login: by, id: id ?? null };
}
