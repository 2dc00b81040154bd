import { expect, it } from 'vitest';
import { html } from '../../../src/web/pages/html.ts';

it('un signe « > » dans un attribut entre guillemets ne finit pas la balise : ce qui suit reste un attribut, tel quel', async () => {
  const query = 'quoi ?';
  expect(String(await html`<a title="a > b" href="${query}">${query}</a>`)).toBe(
    '<a title="a > b" href="quoi ?">quoi\u202f?</a>'.replace('\u202f', '\u00a0'),
  );
});

it.each([
  ['apostrophes', html`<a title='l"a > b' href='${'quoi ?'}'>`],
  ['coupé par une valeur', html`<a title="${'a'} > b" href="${'quoi ?'}">`],
])('de même, %s', async (_, piece) => {
  expect(String(await piece)).toContain('quoi ?');
});

it('une apostrophe du texte n’ouvre rien', async () => {
  expect(String(await html`<p>aujourd'hui : ${'quoi ?'}</p>`)).not.toContain('quoi ?');
});
