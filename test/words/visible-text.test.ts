import { assert, property, string } from '../property.ts';
import { expect, it } from 'vitest';
import { visible } from '../../src/words/visible-text.ts';

it.each([
  ['sens d’écriture', 'a\u202Eb\u2066c\u061Cd', 'abcd'],
  ['largeur nulle', 'mot\u200B\u2060\uFEFFcoupé', 'motcoupé'],
  ['trait d’union conditionnel', 'accos\u00ADtage', 'accostage'],
  ['signes hangul vides', '\u115Fa\u3164b\uFFA0', 'ab'],
  ['étiquettes', 'a\u{E0001}\u{E0041}', 'a'],
  ['commandes', '\u0000a\u001B[2J\u009Bb', 'a[2Jb'],
  ['demi-codet', 'a\uD800b', 'ab'],
  ['jonction hors d’une image', 'a\u200Db\uFE0Fc', 'abc'],
])('%s : ne reste que ce qui se voit', (_, text, shown) => {
  expect(visible(text)).toBe(shown);
});

it.each(['👩‍💻', '👨🏽‍🚀', '🏳️‍🌈', '⚠️', '1️⃣', 'œuvre, été, Noël, c’est « là »', 'e\u0301t\u00E9', 'a\u00A0:\u202Fb', 'ligne\n\tsuite', '日本語'])(
  '%s reste tel quel',
  (text) => {
    expect(visible(text)).toBe(text);
  },
);

it('les fins de ligne sont toutes les mêmes', () => {
  expect(visible('a\r\nb\rc\u2028d\u2029e')).toBe('a\nb\nc\nd\ne');
});

it('deux fois vaut une fois, et le texte est toujours bien formé', () => {
  assert(
    property(string({ unit: 'binary' }), (text) => {
      const once = visible(text);
      expect(visible(once)).toBe(once);
      expect(once.isWellFormed()).toBe(true);
    }),
  );
});
