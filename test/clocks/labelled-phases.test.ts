import { describe, expect, it } from 'vitest';
import { clocksOf, type Happening } from './a-history.ts';

const opened = { openedAt: '2027-01-04T09:00:00Z' } as const;

it('un historique allégé : les premières phases se relisent dans les étiquettes', () => {
  const entry = (phase: string, at: string) => ({ phase, at, by: 'camille', how: 'moved', reason: null }) as const;
  const { stays } = clocksOf({
    openedAt: opened.openedAt,
    entries: [entry('cloud-pi-native', '2027-01-12T09:00:00Z'), entry('embarque', '2027-01-14T09:00:00Z')],
    happenings: [
      ['2027-01-06T09:00:00Z', '+ ovh'],
      ['2027-01-06T09:00:05Z', '- prerequis'],
      ['2027-01-12T09:00:00Z', '+ cloud-pi-native'],
      ['2027-01-12T09:00:05Z', '- ovh'],
    ],
    present: { waitingFor: null },
    now: '2027-01-15T09:00:00Z',
  });
  expect(stays.map(({ phase, from }) => [phase, from.slice(0, 10)])).toEqual([
    ['prerequis', '2027-01-04'],
    ['ovh', '2027-01-06'],
    ['cloud-pi-native', '2027-01-12'],
    ['embarque', '2027-01-14'],
  ]);
});

describe('la mémoire perdue : les étiquettes des phases disent le temps passé dans chacune', () => {
  const restored = { phase: 'ovh', at: '2027-01-20T12:00:00Z', by: null, how: 'restored', reason: null } as const;
  const lost = (happenings: readonly Happening[]) =>
    clocksOf({ openedAt: opened.openedAt, entries: [restored], happenings, present: {}, now: '2027-01-21T12:00:00Z' });

  it.each<[string, readonly Happening[], readonly (readonly [string, string])[]]>([
    [
      'une phase entrée',
      [
        ['2027-01-04T09:00:05Z', '+ prerequis'],
        ['2027-01-11T09:00:00Z', '+ ovh'],
        ['2027-01-11T09:00:05Z', '- prerequis'],
      ],
      [
        ['prerequis', opened.openedAt],
        ['ovh', '2027-01-11T09:00:00Z'],
      ],
    ],
    [
      'l’étiquette d’avant retirée d’abord',
      [
        ['2027-01-11T09:00:00Z', '- prerequis'],
        ['2027-01-11T09:00:20Z', '+ ovh'],
      ],
      [
        ['prerequis', opened.openedAt],
        ['ovh', '2027-01-11T09:00:20Z'],
      ],
    ],
    [
      'un passage refusé ne compte pas',
      [
        ['2027-01-08T09:00:00Z', '+ ovh'],
        ['2027-01-08T09:00:05Z', '- ovh'],
        ['2027-01-11T09:00:00Z', '+ ovh'],
        ['2027-01-11T09:00:05Z', '- prerequis'],
      ],
      [
        ['prerequis', opened.openedAt],
        ['ovh', '2027-01-11T09:00:00Z'],
      ],
    ],
    [
      'aucun événement de phase : depuis que le suivi fut reconstitué',
      [],
      [
        ['prerequis', opened.openedAt],
        ['ovh', restored.at],
      ],
    ],
    [
      'une autre graphie, retirée, n’est pas l’étiquette qui part',
      [
        ['2027-01-04T09:00:05Z', '+ prerequis'],
        ['2027-01-05T09:00:00Z', '+ phase:  prérequis'],
        ['2027-01-05T09:00:05Z', '- phase:  prérequis'],
        ['2027-01-08T09:00:00Z', '+ ovh'],
        ['2027-01-08T09:00:05Z', '- ovh'],
        ['2027-01-11T09:00:00Z', '+ ovh'],
        ['2027-01-11T09:00:05Z', '- prerequis'],
      ],
      [
        ['prerequis', opened.openedAt],
        ['ovh', '2027-01-11T09:00:00Z'],
      ],
    ],
    [
      'allers et retours',
      [
        ['2027-01-06T09:00:00Z', '+ ovh'],
        ['2027-01-06T09:00:05Z', '- prerequis'],
        ['2027-01-08T09:00:00Z', '+ prerequis'],
        ['2027-01-08T09:00:05Z', '- ovh'],
        ['2027-01-12T09:00:00Z', '+ ovh'],
        ['2027-01-12T09:00:05Z', '- prerequis'],
      ],
      [
        ['prerequis', opened.openedAt],
        ['ovh', '2027-01-06T09:00:00Z'],
        ['prerequis', '2027-01-08T09:00:00Z'],
        ['ovh', '2027-01-12T09:00:00Z'],
      ],
    ],
  ])('%s', (_, happenings, stays) => {
    expect(lost(happenings).stays.map(({ phase, from }) => [phase, from])).toEqual(stays);
  });
});
