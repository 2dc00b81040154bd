import type { Account } from '../../src/dossier/observation.ts';

/** Login of the App in the tests. */
export const app = 'accostage[bot]';

/** The account of a login; its id is made of its letters. */
export function accountOf(login: string): Account {
  const id = login === app ? 424_242 : Buffer.from(login).reduce((sum, byte) => (sum * 31 + byte) % 1_000_003, 7);
  return { login, id, bot: login.endsWith('[bot]') };
}
