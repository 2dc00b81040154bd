import { expect, it } from 'vitest';
import { isFound } from './thirty-seconds.ts';
import { visibleWords } from './visible-words.ts';

it.each<[string, string, readonly string[]]>([
  ['les mots, sans les signes', '## Phase « OVH »\n\n- [ ] **Une** étape `id`', ['Phase', 'OVH', 'Une', 'étape', 'id']],
  ['le texte d’un lien, pas son adresse', '[voir](<https://github.test/a b>) ici', ['voir', 'ici']],
  ['rien d’une marque', '<!-- accostage:slot=status -->\nvu\n<!-- accostage:state=abc.def -->', ['vu']],
  ['le titre de ce qui est replié, pas son contenu', '<details>\n<summary>Titre</summary>\n\ncaché\n\n</details>\nvu', ['Titre', 'vu']],
  [
    'de deux replis, le titre du premier seul',
    'a\n<details>\n<summary>Dehors</summary>\n\n<details>\n<summary>Dedans</summary>\n\nb\n\n</details>\n\n</details>\nc',
    ['a', 'Dehors', 'c'],
  ],
])('compte %s', (_, markdown, words) => {
  expect(visibleWords(markdown)).toEqual(words);
});

it('trente secondes : le début, et ce qui suit un titre, pas le reste', () => {
  const filler = (count: number) => 'mot '.repeat(count);
  const text = `début ${filler(130)}milieu ${filler(130)}\n\n## Titre\n\nsuite ${filler(60)}fin`;
  expect(['début', 'milieu', 'Titre suite', 'fin'].map((word) => isFound(new RegExp(word), text))).toEqual([true, false, true, false]);
});
