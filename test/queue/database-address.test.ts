import { expect, it } from 'vitest';
import { checkDatabase } from '../../src/queue/postgres/start-check.ts';

/** No test may show it, nor does the App. */
const password = 'motdepasse-tres-secret';
const nobody = '127.0.0.1:1/base';

it.each<[string, string, RegExp]>([
  ['un dièse dans le mot de passe', `postgres://u:${password}#x@${nobody}`, /^unfit : L’adresse de DATABASE_URL ne se lit pas/],
  ['une barre dans le mot de passe', `postgres://u:${password}/x@${nobody}`, /^unfit : L’adresse de DATABASE_URL ne se lit pas/],
  ['un nom de base mal codé', `postgres://u:${password}@127.0.0.1:1/%E0%A4%A`, /^unfit : L’adresse de DATABASE_URL ne se lit pas/],
  ['un port qui n’en est pas un', `postgres://u:${password}@127.0.0.1:99999/base`, /^unfit : L’adresse de DATABASE_URL ne se lit pas/],
  ['un certificat absent', `postgres://u:${password}@${nobody}?sslmode=verify-full&sslrootcert=/nulle/part.pem`, /^unfit : .*sslrootcert/],
  ['une clé absente', `postgres://u:${password}@${nobody}?sslkey=/nulle/${password}.pem`, /^unfit : .*sslkey/],
  ['un dossier à la place d’un certificat', `postgres://u:${password}@${nobody}?sslcert=/`, /^unfit : .*sslcert/],
  ['un arobase dans le mot de passe', `postgres://u:${password}@x@${nobody}`, /^unreachable : .*ECONNREFUSED/],
  ['un pour cent dans le mot de passe', `postgres://u:${password}%zz@${nobody}`, /^unreachable : .*ECONNREFUSED/],
])('%s : une phrase dit ce qui est à corriger, sans rien du mot de passe', async (_, url, expected) => {
  const checked = await checkDatabase(url);
  const told = checked.kind === 'ok' ? 'ok' : `${checked.kind} : ${checked.problem}`;
  expect(told).toMatch(expected);
  expect(told).not.toContain(password);
});
