import { expect, it } from 'vitest';
import { returnTo } from '../../../src/web/sign-in/return-to.ts';
import * as fc from '../../property.ts';

it.each(['/portefeuille', '/dossiers/dnum-mi/dso-formation/12', '/flux?zone=mi&etat=demande', '/flux.csv', '/portefeuille?texte=a%2Fb'])(
  '%j mène à cette page',
  (asked) => {
    expect(returnTo(asked)).toBe(asked);
  },
);

it.each([
  [null],
  [''],
  ['portefeuille'],
  ['https://evil.example/'],
  ['//evil.example/'],
  ['///evil.example/'],
  ['/\\evil.example/'],
  ['/\t/evil.example/'],
  ['/\n/evil.example/'],
  ['\t//evil.example/'],
  ['/.//evil.example/'],
  ['/a/..//evil.example/'],
  ['/%2e//evil.example/'],
  ['javascript:alert(1)'],
  ['/connexion'],
  ['/connexion/retour?code=x'],
  ['/deconnexion'],
  [`/${'a'.repeat(500)}`],
])('%j mène au portefeuille', (asked) => {
  expect(returnTo(asked)).toBe('/portefeuille');
});

it('quoi que l’on demande, la page d’arrivée est de ce site', () => {
  const part = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    '@',
    ':',
    '?',
    '#',
    '%2f',
    '%5c',
    '\t',
    '\r',
    'evil.example',
    'https:',
    ' ',
    '\u{FF0F}',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const path = returnTo(parts.join(''));
      expect(new URL(path, 'https://pages.test/connexion/retour').origin).toBe('https://pages.test');
      expect(path).toMatch(/^\/(?!\/)/);
    }),
    { numRuns: 2_000 },
  );
});
