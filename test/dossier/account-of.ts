import type { Account } from '../../src/dossier/observation.ts';

/** Login of the App in the tests. */
export const app = 'accostage[bot]';

/** The account of a login; its id is made of its letters. `kb~karim` is the account that was made as `karim` and is called `kb` now. */
export function accountOf(called: string): Account {
  const [login = '', made = login] = called.split('~');
  const id = login === app ? 424_242 : Buffer.from(made.toLowerCase()).reduce((sum, byte) => (sum * 31 + byte) % 1_000_003, 7);
  return { login, id, bot: login.endsWith('[bot]') };
}
