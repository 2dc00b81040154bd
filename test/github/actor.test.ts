import { expect, it } from 'vitest';
import { account } from '../../src/github/queries/actor.ts';

it.each([
  ['User', { login: 'karim-benali', id: 12, bot: false }],
  ['Bot', { login: 'karim-benali[bot]', id: 12, bot: true }],
  ['Organization', { login: 'karim-benali', id: null, bot: false }],
  ['Mannequin', null],
])('un compte de la sorte %s', (kind, expected) => {
  expect(account.parse({ kind, login: 'karim-benali', databaseId: 12 })).toEqual(expected);
});
