import { expect, it } from 'vitest';
import { isOwnCommit } from '../../src/github/own-commit.ts';

const app = { appId: 1, userId: 7, login: 'accostage[bot]' };
const self = { id: 7, login: 'accostage[bot]' };
const webFlow = { id: 19_864_447, login: 'web-flow' };
const lea = { id: 12, login: 'lea' };
const by = (name: string) => ({ committer: { name } });

it.each([
  ['validé par l’application', { author: self, committer: self }, true],
  ['signé par GitHub', { author: self, committer: webFlow, commit: by('GitHub') }, true],
  ['signé par un GitHub dont l’adresse n’est celle d’aucun compte', { author: self, committer: null, commit: by('GitHub') }, true],
  ['repris par quelqu’un', { author: self, committer: lea }, false],
  ['repris par quelqu’un dont GitHub ne connaît pas l’adresse', { author: self, committer: null, commit: by('Léa') }, false],
  ['de quelqu’un, sur la page de GitHub', { author: lea, committer: webFlow }, false],
  ['de personne que GitHub connaisse', { author: null, committer: null, commit: by('accostage[bot]') }, false],
  ['qui ne se lit pas', 'x', false],
])('un commit %s', (_, row, own) => {
  expect(isOwnCommit(app, row)).toBe(own);
});
