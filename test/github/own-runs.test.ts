import { expect, it } from 'vitest';
import { type OwnRun, standingOf, writePress } from '../../src/github/own-runs.ts';

const lea = { login: 'lea', id: 7 };
const press = { button: 'mend', at: '2027-01-04T10:00:00Z', by: lea };
const run = (id: number, externalId: string, finished = true): OwnRun => ({ id, externalId, finished, annotations: 0 });

it.each<[string, readonly OwnRun[], ReturnType<typeof standingOf>]>([
  ['aucune', [], { kind: 'none' }],
  ['finie', [run(9, 'd1')], { kind: 'done', is: 'd1' }],
  ['demandée par un bouton', [run(9, writePress(press), false), run(3, 'd0')], { kind: 'unfinished', asked: press }],
  [
    'finie après un bouton pressé pendant qu’elle se faisait',
    [run(9, 'd1'), run(4, writePress(press), false)],
    { kind: 'unfinished', asked: press },
  ],
  ['finie, devant une autre qu’un arrêt a laissée', [run(9, 'd1'), run(4, 'd0', false)], { kind: 'done', is: 'd1' }],
  ['finie, devant une autre dont le bouton a été suivi', [run(9, 'd1'), run(4, writePress(press))], { kind: 'done', is: 'd1' }],
])('une vérification %s', (_, runs, expected) => {
  expect(standingOf(runs)).toEqual(expected);
});

it('un bouton retenu avant que les numéros le soient dit un nom', () => {
  const former = run(9, 'pressed:mend 2027-01-04T10:00:00Z lea', false);
  expect(standingOf([former])).toEqual({ kind: 'unfinished', asked: { ...press, by: { login: 'lea', id: null } } });
});
