import { expect, it } from 'vitest';
import type { PullEnd } from '../../src/github/queries/pull-ends.ts';
import { wasDeclined } from '../../src/github/was-declined.ts';

const lea = { login: 'lea', id: 7, bot: false };
const stale = { login: 'stale[bot]', id: 8, bot: true };
const at = (second: number) => new Date(Date.UTC(2027, 0, 4, 8, 0, second)).toISOString();
const closed = (actor: Extract<PullEnd, { kind: 'ClosedEvent' }>['actor'], second = 0): PullEnd => ({
  kind: 'ClosedEvent',
  createdAt: at(second),
  actor,
});
const baseDeleted = (second = 0): PullEnd => ({ kind: 'BaseRefDeletedEvent', createdAt: at(second) });

it.each<[string, readonly PullEnd[], { before: number; declined: boolean }]>([
  ['une personne', [closed(lea)], { before: 0, declined: true }],
  ['un compte supprimé depuis', [closed(null)], { before: 0, declined: true }],
  ['GitHub ne le dit pas', [], { before: 0, declined: true }],
  ['un programme', [closed(stale)], { before: 0, declined: false }],
  ['GitHub, parce que sa branche d’arrivée est supprimée par une personne', [baseDeleted(), closed(lea)], { before: 0, declined: false }],
  ['de même, une seconde après', [baseDeleted(), closed(lea, 1)], { before: 0, declined: false }],
  ['une personne, un moment avant que cette branche soit supprimée', [closed(lea), baseDeleted(40)], { before: 0, declined: true }],
  ['un programme, puis une personne', [closed(stale), closed(lea, 40)], { before: 0, declined: true }],
  ['une personne, puis un programme', [closed(lea), closed(stale, 40)], { before: 0, declined: false }],
  ['un programme, deux fois', [closed(stale), closed(stale, 40)], { before: 0, declined: false }],
  [
    'un programme, trois fois : l’application n’insiste pas',
    [closed(stale), closed(stale, 20), closed(stale, 40)],
    { before: 0, declined: true },
  ],
  ['un programme, après deux autres pull requests fermées', [closed(stale)], { before: 2, declined: true }],
])('fermée par %s', (_, ends, { before, declined }) => {
  expect(wasDeclined(ends, before)).toBe(declined);
});
