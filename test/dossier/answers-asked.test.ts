import { describe, expect, it } from 'vitest';
import { answersAsked } from '../../src/dossier/mirror/repository-reading.ts';

const at = (second: number) => `2026-11-28T10:00:0${second}Z`;
const pull = { number: 1, url: '', base: 'main', head: '', state: 'closed' } as const;

describe('la fin d’une pull request répond à ce qui a été demandé', () => {
  it.each([
    ['avant qu’elle soit ouverte', { opened: 3, ended: 5, asked: 2 }, true],
    ['dans la seconde où elle est ouverte, et fermée', { opened: 3, ended: 3, asked: 3 }, true],
    ['pendant qu’elle est ouverte', { opened: 3, ended: 5, asked: 4 }, true],
    ['dans la seconde où elle est fermée, ouverte depuis plus longtemps : demandé après', { opened: 3, ended: 5, asked: 5 }, false],
    ['après', { opened: 3, ended: 5, asked: 6 }, false],
    ['alors qu’elle est ouverte encore', { opened: 3, ended: null, asked: 2 }, false],
  ] as const)('%s', (_, { opened, ended, asked }, answers) => {
    expect(answersAsked({ ...pull, openedAt: at(opened), endedAt: ended === null ? null : at(ended) }, at(asked))).toBe(answers);
  });
});
