import { expect, it } from 'vitest';
import { figuresOf } from '../../src/portfolio/figures.ts';
import { median, ninetieth } from '../../src/portfolio/percentiles.ts';
import type { Snapshot } from '../../src/portfolio/snapshot.ts';
import type { Happening, History } from '../clocks/a-history.ts';
import { livedThrough } from './a-snapshot.ts';

/** A Wednesday. */
const now = '2027-06-16T10:00:00Z';

/** Noon in Paris or so: no day is in doubt. */
const noon = (day: string) => `${day}T11:00:00Z`;

const project = (day: string): readonly Happening[] => [
  [noon(day), '+ projet'],
  [noon(day), '- service team'],
];
const team = (day: string): readonly Happening[] => [
  [noon(day), '+ service team'],
  [noon(day), '- projet'],
];

/** A dossier of the first hub, whose calendar is that of all France. */
function inParis(openedOn: string, told: Omit<Partial<History>, 'openedAt'> = {}): Snapshot {
  const history: History = { openedAt: noon(openedOn), happenings: project(openedOn), present: {}, now, shown: true, ...told };
  return livedThrough(history, { hub: 'dnum-mi/dso-formation' });
}

/** One of the second hub: holidays of Alsace-Moselle (Good Friday), and the 7th of May closed. */
function inMetz(openedOn: string, told: Omit<Partial<History>, 'openedAt'> = {}): Snapshot {
  const calendar = { regions: ['alsace-moselle'] as const, closed: ['2027-05-07'] };
  return { ...inParis(openedOn, { calendar: { ...calendar, regions: [...calendar.regions] }, ...told }), hub: 'metz/accueil' };
}

const embarked = { waitingFor: null, open: false } as const;

const dossiers: readonly Snapshot[] = [
  // Prerequisites: 5 days to the project (5 to 8, 11 January). OVH: 5 to the team (12 to 15, 18). Cloud π native: 2 to the project (19, 20). In all, 12.
  inParis('2027-01-04', {
    moves: [
      [noon('2027-01-11'), 'ovh'],
      [noon('2027-01-18'), 'cloud-pi-native'],
      [noon('2027-01-20'), 'embarque'],
    ],
    happenings: [...project('2027-01-04'), ...team('2027-01-11'), ...project('2027-01-18')],
    present: embarked,
  }),
  // Forth and back and forth: prerequisites 2 (2, 3 February) and 2 (8, 9), OVH 2 (4, 5) and 2 (10, 11), all to the project, which is waited for still.
  inParis('2027-02-01', {
    moves: [
      [noon('2027-02-03'), 'ovh'],
      [noon('2027-02-05'), 'prerequis'],
      [noon('2027-02-09'), 'ovh'],
      [noon('2027-02-11'), 'cloud-pi-native'],
    ],
  }),
  // Ascension (6 May) and Whit Monday (17) are off: 7 to the project (7, 10 to 14, 18). The team's turn since.
  inParis('2027-05-05', {
    moves: [[noon('2027-05-18'), 'ovh']],
    happenings: [...project('2027-05-05'), ...team('2027-05-18')],
    present: { waitingFor: 'service-team' },
  }),
  // Paused from the 3rd to the 8th of March: 2 to the project (2, 3), 3 to nobody (4, 5, 8), 2 to the project (9, 10). Closed in OVH, which it never left.
  inParis('2027-03-01', {
    moves: [[noon('2027-03-10'), 'ovh']],
    notes: [
      [noon('2027-03-03'), 'paused'],
      [noon('2027-03-08'), 'resumed'],
    ],
    happenings: [...project('2027-03-01'), [noon('2027-03-12'), 'closed']],
    present: { open: false },
  }),
  // More than a year ago: in no figure.
  inParis('2026-03-02', {
    moves: [
      [noon('2026-03-09'), 'ovh'],
      [noon('2026-04-01'), 'embarque'],
    ],
    present: embarked,
  }),
  // Half past midnight in Paris, on the 1st of January: this year. 3 days to the project (29 to 31 December).
  inParis('2026-12-28', { moves: [['2026-12-31T23:30:00Z', 'embarque']], present: embarked }),
  // As the third, less the 7th of May, closed in Metz: 6.
  inMetz('2027-05-05', { moves: [[noon('2027-05-18'), 'ovh']] }),
  // Good Friday (26 March) and Easter Monday (29) are off: prerequisites 3 (25, 30, 31), OVH 3 (1, 2, 5 April). In all, 6.
  inMetz('2027-03-24', {
    moves: [
      [noon('2027-03-31'), 'ovh'],
      [noon('2027-04-05'), 'embarque'],
    ],
    present: embarked,
  }),
  // Older than the App: 3 days that are not known (8 to 10 June). The team's turn since the 10th.
  inMetz('2027-06-07', {
    moves: [[noon('2027-06-10'), 'ovh']],
    happenings: team('2027-06-10'),
    present: { waitingFor: 'service-team' },
  }),
  // It sleeps since the 20th of April.
  inMetz('2027-04-01', { happenings: [...project('2027-04-01'), [noon('2027-04-20'), '+ sommeil']], present: { asleep: true } }),
  // No longer followed: it is nobody's.
  inMetz('2027-06-01', { present: { followed: false } }),
  // Opened yesterday.
  inMetz('2027-06-15'),
];

it('deux dépôts d’accompagnement, douze dossiers : des allers et retours, des jours fériés, une pause', () => {
  const { phases, ...figures } = figuresOf(dossiers, now);
  expect(figures).toEqual({
    open: 6,
    turns: { projet: 3, 'service-team': 2, nobody: 1, unknown: 0 },
    oldest: noon('2027-05-18'),
    asleep: 1,
    // 3, 6, 12.
    embarked: { count: 3, median: 6 },
  });
  expect(phases).toEqual([
    {
      id: 'prerequis',
      title: 'Prérequis',
      closes: false,
      open: 2,
      // 3, 3, 3, 4, 5, 6, 7, 7.
      left: 8,
      median: 4.5,
      ninetieth: 7,
      spent: { projet: 32, 'service-team': 0, nobody: 3, unknown: 3 },
    },
    {
      id: 'ovh',
      title: 'OVH',
      closes: false,
      open: 3,
      // 3, 4, 5.
      left: 3,
      median: 4,
      ninetieth: 5,
      spent: { projet: 7, 'service-team': 5, nobody: 0, unknown: 0 },
    },
    {
      id: 'cloud-pi-native',
      title: 'Cloud π native',
      closes: false,
      open: 1,
      left: 1,
      median: 2,
      ninetieth: 2,
      spent: { projet: 2, 'service-team': 0, nobody: 0, unknown: 0 },
    },
    {
      id: 'ouverture-de-flux',
      title: 'Ouverture de flux',
      closes: false,
      open: 0,
      left: 0,
      median: null,
      ninetieth: null,
      spent: { projet: 0, 'service-team': 0, nobody: 0, unknown: 0 },
    },
    {
      id: 'embarque',
      title: 'Embarqué',
      closes: true,
      open: 0,
      left: 0,
      median: null,
      ninetieth: null,
      spent: { projet: 0, 'service-team': 0, nobody: 0, unknown: 0 },
    },
  ]);
});

it('sans dossier, des zéros et rien d’inventé', () => {
  expect(figuresOf([], now)).toEqual({
    open: 0,
    turns: { projet: 0, 'service-team': 0, nobody: 0, unknown: 0 },
    oldest: null,
    asleep: 0,
    embarked: { count: 0, median: null },
    phases: [],
  });
});

it('la médiane est au milieu ; neuf dossiers sur dix ne passent pas la seconde valeur', () => {
  expect([median([]), median([4]), median([9, 1]), median([1, 2, 40])]).toEqual([null, 4, 5, 2]);
  const upTo = (count: number) => Array.from({ length: count }, (_, index) => count - index);
  expect([ninetieth([]), ninetieth([4]), ninetieth(upTo(9)), ninetieth(upTo(10)), ninetieth(upTo(11)), ninetieth(upTo(100))]).toEqual([
    null,
    4,
    9,
    9,
    10,
    90,
  ]);
});
