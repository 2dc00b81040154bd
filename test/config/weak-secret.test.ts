import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { weaknessOf } from '../../src/config/weak-secret.ts';

it.each([
  ['un caractère', 'a', /trop court/],
  ['quinze caractères', 'k7Qm-2vX9_tRz4L', /trop court/],
  ['que des blancs autour', '  k7Qm-2vX9_tRz  ', /trop court/],
  ['un seul caractère, répété', 'a'.repeat(64), /6 caractères différents/],
  ['deux caractères', 'ab'.repeat(20), /6 caractères différents/],
  ['un motif répété', 'chut-moi'.repeat(2), /même motif répété/],
  ['un motif court, répété et coupé', 'a1b2c3da1b2c3da1b2c3d', /même motif répété/],
  ['l’exemple de notre documentation', 'changez-moi-changez-moi', /c’est un exemple/],
  ['un exemple anglais', 'please_change_me_now', /c’est un exemple/],
  ['un emplacement laissé', '<votre secret ici, long>', /c’est un exemple/],
  ['la commande, copiée au lieu d’être exécutée', '$(openssl rand -hex 32)', /c’est un exemple/],
])('%s : refusé', (_, secret, expected) => {
  const said = weaknessOf(secret);
  expect(said).toMatch(expected);
  expect(said).toContain('openssl rand -hex 32');
});

it('un secret refusé n’est pas répété', () => {
  for (const secret of ['k7Qm-2vX9_tRz4L', 'mot-de-passe-changez-moi', 'zyzyzyzyzyzyzyzyzyzyzy'])
    expect(weaknessOf(secret)).not.toContain(secret);
});

it.each(['hex', 'base64', 'base64url'] as const)('un secret tiré au sort, en %s, est accepté', (encoding) => {
  for (let time = 0; time < 500; time++) expect(weaknessOf(randomBytes(32).toString(encoding))).toBeNull();
});

it.each(['.env.example', 'README.md', 'deploy/README.md'])('aucun secret donné en exemple dans %s ne suffit', (path) => {
  const given = [...readFileSync(path, 'utf8').matchAll(/\b(?:WEBHOOK|STATE)_SECRET(?:_PREVIOUS)?="?([^\s"]+)/g)].map(
    ([, value = '']) => value,
  );
  expect(given.filter((value) => weaknessOf(value) === null)).toEqual([]);
});
