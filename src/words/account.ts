import { loginKey, sameLogin } from './login.ts';

/** An account as somebody named it. A login may pass to another account; its id stays, and passes to nobody ("Changing your username", GitHub documentation). */
export interface NamedAccount {
  readonly login: string;
  /** GitHub's; null where it is not known. */
  readonly id: number | null;
}

/** True for one account, whatever it is called now; by the name alone where an id is not known. */
export function sameAccount(a: NamedAccount, b: NamedAccount): boolean {
  return a.id === null || b.id === null ? sameLogin(a.login, b.login) : a.id === b.id;
}

/** One word for one account: its id, or its name where that is not known; no name has the sign of an id, and some are made of digits alone. */
export function accountKey({ login, id }: NamedAccount): string {
  return id === null ? loginKey(login) : `#${id}`;
}
