import { describe, expect, it } from 'vitest';
import type { Clocks } from '../../src/clocks/read-clocks.ts';
import { totalSpent } from '../../src/clocks/spent.ts';
import { assert, array, constantFrom, integer, property, record, tuple } from '../property.ts';
import { clocksOf, type Happening, type History } from './a-history.ts';

/** The days of each stay: phase, project, Service Team, nobody, unknown. */
function days({ stays }: Clocks) {
  return stays.map(({ phase, spent }) => [phase, spent.projet, spent['service-team'], spent.nobody, spent.unknown]);
}

/** Opened on Monday the 4th of January 2027 at 10 h in Paris; the label follows at once. */
const opened = { openedAt: '2027-01-04T09:00:00Z', first: ['2027-01-04T09:00:05Z', '+ projet'] } as const;

it('un dossier du jour n’a encore rien coûté à personne', () => {
  const clocks = clocksOf({ openedAt: opened.openedAt, happenings: [opened.first], present: {}, now: '2027-01-04T15:00:00Z' });
  expect(days(clocks)).toEqual([['prerequis', 0, 0, 0, 0]]);
  expect(clocks).toMatchObject({ turn: 'projet', since: '2027-01-04T09:00:05Z' });
});

describe('des histoires comptées à la main', () => {
  it.each<[string, History, ReturnType<typeof days>]>([
    [
      // 5, 6, 7 and 8 January for the project; 11 and 12 for the Service Team; 13 for the project.
      'des allers et retours',
      {
        openedAt: opened.openedAt,
        happenings: [
          opened.first,
          ['2027-01-08T16:00:00Z', '- projet'],
          ['2027-01-08T16:00:01Z', '+ service team'],
          ['2027-01-12T10:00:00Z', '- service team'],
          ['2027-01-12T10:00:01Z', '+ projet'],
        ],
        present: {},
        now: '2027-01-13T10:00:00Z',
      },
      [['prerequis', 5, 2, 0, 0]],
    ],
    [
      // The project: 24 and, Christmas being off, 28 to 31 December. The Service Team, from New Year's Eve: 4 and 5 January.
      'à travers les fêtes',
      {
        openedAt: '2026-12-23T10:00:00Z',
        happenings: [
          ['2026-12-23T10:00:03Z', '+ projet'],
          ['2026-12-31T16:00:00Z', '+ service team'],
          ['2026-12-31T16:00:00Z', '- projet'],
        ],
        present: { waitingFor: 'service-team' },
        now: '2027-01-05T10:00:00Z',
      },
      [['prerequis', 5, 2, 0, 0]],
    ],
    [
      // In phase « prerequis » until 6 January: 5 and 6; « ovh » 7, 8 for the project, 11 for the Service Team; back: 12, 13.
      'une phase, puis le retour à la précédente',
      {
        openedAt: opened.openedAt,
        moves: [
          ['2027-01-06T12:00:00Z', 'ovh'],
          ['2027-01-11T12:00:00Z', 'prerequis'],
        ],
        happenings: [opened.first, ['2027-01-08T12:00:00Z', '+ service team'], ['2027-01-11T12:00:01Z', '- service team']],
        present: {},
        now: '2027-01-13T10:00:00Z',
      },
      [
        ['prerequis', 2, 0, 0, 0],
        ['ovh', 2, 1, 0, 0],
        ['prerequis', 2, 0, 0, 0],
      ],
    ],
    [
      // Summer time begins on Sunday the 28th of March; Monday the 29th is Easter Monday. A day begins at 23 h UTC before, at 22 h UTC after.
      'le passage à l’heure d’été : chaque jour commence à minuit à Paris',
      {
        openedAt: '2027-03-25T22:30:00Z',
        happenings: [
          ['2027-03-25T22:30:01Z', '+ projet'],
          ['2027-03-30T22:30:00Z', '+ service team'],
          ['2027-03-30T22:30:00Z', '- projet'],
        ],
        present: { waitingFor: 'service-team' },
        now: '2027-03-31T22:30:00Z',
      },
      [['prerequis', 3, 1, 0, 0]],
    ],
    [
      'la même sans le vendredi saint, en Alsace',
      {
        openedAt: '2027-03-25T22:30:00Z',
        happenings: [['2027-03-25T22:30:01Z', '+ projet']],
        present: {},
        now: '2027-03-31T12:00:00Z',
        calendar: { regions: ['alsace-moselle'] },
      },
      [['prerequis', 2, 0, 0, 0]],
    ],
    [
      // Nobody's until the App came on the 6th: 5 and 6 January are not known.
      'un dossier plus ancien que l’application : non connu avant la première étiquette d’attente',
      {
        openedAt: opened.openedAt,
        moves: [['2027-01-05T12:00:00Z', 'ovh']],
        happenings: [['2027-01-06T12:00:00Z', '+ projet']],
        present: {},
        now: '2027-01-08T12:00:00Z',
      },
      [
        ['prerequis', 0, 0, 0, 1],
        ['ovh', 2, 0, 0, 1],
      ],
    ],
    [
      'aucun événement d’attente : tout est non connu',
      { openedAt: opened.openedAt, happenings: [], present: {}, now: '2027-01-06T12:00:00Z' },
      [['prerequis', 0, 0, 0, 2]],
    ],
    [
      // Both labels within one second: the last one of the list is on.
      'deux événements dans la même seconde, dans l’ordre de la liste',
      {
        openedAt: opened.openedAt,
        happenings: [
          opened.first,
          ['2027-01-05T12:00:00Z', '+ service team'],
          ['2027-01-05T12:00:00Z', '- projet'],
          ['2027-01-06T12:00:00Z', '- service team'],
          ['2027-01-06T12:00:00Z', '+ projet'],
        ],
        present: {},
        now: '2027-01-07T12:00:00Z',
      },
      [['prerequis', 2, 1, 0, 0]],
    ],
    [
      // 5 for the project; paused on 6, 7; 8 for the project again.
      'les relances suspendues ne comptent pour personne',
      {
        openedAt: opened.openedAt,
        happenings: [opened.first],
        notes: [
          ['2027-01-05T12:00:00Z', 'paused'],
          ['2027-01-07T12:00:00Z', 'resumed'],
        ],
        present: {},
        now: '2027-01-08T12:00:00Z',
      },
      [['prerequis', 2, 0, 2, 0]],
    ],
    [
      'le sommeil non plus',
      {
        openedAt: opened.openedAt,
        happenings: [opened.first, ['2027-01-05T12:00:00Z', '+ sommeil'], ['2027-01-07T12:00:00Z', '- sommeil']],
        present: {},
        now: '2027-01-08T12:00:00Z',
      },
      [['prerequis', 2, 0, 2, 0]],
    ],
    [
      'le sommeil que dit encore l’étiquette, quand une autre graphie en est retirée, non plus',
      {
        openedAt: opened.openedAt,
        happenings: [
          opened.first,
          ['2027-01-05T12:00:00Z', '+ sommeil'],
          ['2027-01-05T13:00:00Z', '+ en  sommeil'],
          ['2027-01-05T13:00:05Z', '- en  sommeil'],
          ['2027-01-07T12:00:00Z', '- sommeil'],
        ],
        present: {},
        now: '2027-01-08T12:00:00Z',
      },
      [['prerequis', 2, 0, 2, 0]],
    ],
    [
      // Closed on the 5th, reopened on the 12th.
      'un dossier fermé puis rouvert : le temps fermé ne compte pas',
      {
        openedAt: opened.openedAt,
        happenings: [
          opened.first,
          ['2027-01-05T12:00:00Z', 'closed'],
          ['2027-01-05T12:00:01Z', '- projet'],
          ['2027-01-12T12:00:00Z', 'reopened'],
          ['2027-01-12T12:00:05Z', '+ projet'],
        ],
        present: {},
        now: '2027-01-13T12:00:00Z',
      },
      [['prerequis', 2, 0, 0, 0]],
    ],
    [
      'le temps où le dossier n’est plus suivi non plus',
      {
        openedAt: opened.openedAt,
        happenings: [opened.first],
        notes: [
          ['2027-01-05T12:00:00Z', 'unfollowed'],
          ['2027-01-12T12:00:00Z', 'followed'],
        ],
        present: {},
        now: '2027-01-13T12:00:00Z',
      },
      [['prerequis', 2, 0, 0, 0]],
    ],
    [
      // A label deleted from the hub takes its events along: what is left tells that the Service Team had the turn from the 7th.
      'les événements d’une étiquette supprimée manquent : ce qui reste est compté, le reste est non connu',
      {
        openedAt: opened.openedAt,
        happenings: [['2027-01-07T12:00:00Z', '+ service team']],
        present: { waitingFor: 'service-team' },
        now: '2027-01-11T12:00:00Z',
      },
      [['prerequis', 0, 2, 0, 3]],
    ],
    [
      'une étiquette ôtée à la main, remise par l’application, n’enlève le tour à personne',
      {
        openedAt: opened.openedAt,
        happenings: [opened.first, ['2027-01-05T22:59:59Z', '- projet'], ['2027-01-05T23:00:01Z', '+ projet']],
        present: {},
        now: '2027-01-06T12:00:00Z',
      },
      [['prerequis', 2, 0, 0, 0]],
    ],
    [
      'l’étiquette de l’autre, posée à la main et retirée aussitôt, ne lui donne pas un jour à minuit',
      {
        openedAt: opened.openedAt,
        happenings: [opened.first, ['2027-01-05T22:59:50Z', '+ service team'], ['2027-01-05T23:00:10Z', '- service team']],
        present: {},
        now: '2027-01-06T12:00:00Z',
      },
      [['prerequis', 2, 0, 0, 0]],
    ],
    [
      'la dernière phase n’attend personne',
      {
        openedAt: opened.openedAt,
        moves: [['2027-01-05T12:00:00Z', 'embarque']],
        happenings: [opened.first],
        present: { waitingFor: null },
        now: '2027-01-07T12:00:00Z',
      },
      [
        ['prerequis', 1, 0, 0, 0],
        ['embarque', 0, 0, 2, 0],
      ],
    ],
  ])('%s', (_, history, told) => {
    expect(days(clocksOf(history))).toEqual(told);
  });
});

it.each<[string, Happening]>([
  ['au nom qu’elle avait, que le processus garde dans « was »', ['2027-01-04T09:00:05Z', '+ attente: équipe']],
  ['en d’autres lettres capitales', ['2027-01-04T09:00:05Z', '+ EN ATTENTE DU PROJET']],
])('une étiquette renommée est lue %s', (_, happening) => {
  const waitingProject = { name: 'en attente du projet', color: 'ffffff', description: 'x', was: ['attente: équipe'] };
  const clocks = clocksOf({
    openedAt: opened.openedAt,
    happenings: [happening],
    labels: { waitingProject },
    present: {},
    now: '2027-01-06T12:00:00Z',
  });
  expect(days(clocks)).toEqual([['prerequis', 2, 0, 0, 0]]);
});

describe('ce que le suivi montre ne change pas avec les jours', () => {
  const history: History = {
    openedAt: opened.openedAt,
    happenings: [opened.first, ['2027-01-06T12:00:00Z', '+ service team'], ['2027-01-06T12:00:00Z', '- projet']],
    present: { waitingFor: 'service-team' },
    now: '2027-01-06T12:00:10Z',
  };
  it('le tour qui dure n’est pas compté, il est daté', () => {
    const now = clocksOf(history);
    const later = clocksOf({ ...history, now: '2027-03-06T12:00:10Z' });
    expect(later.stays.map(({ over }) => over)).toEqual(now.stays.map(({ over }) => over));
    expect(later.since).toBe(now.since);
    expect(now.stays[0]?.over.projet).toBe(2);
  });

  it('ce que l’application s’apprête à écrire vaut déjà : le passage suivant ne voit rien de neuf', () => {
    const before = clocksOf({ ...history, happenings: [opened.first] });
    const after = clocksOf({ ...history, now: '2027-01-06T12:00:20Z' });
    expect(before.stays[0]?.over).toEqual(after.stays[0]?.over);
    expect(before.turn).toBe(after.turn);
  });
});

describe('ce qu’aucun événement ne dit n’a pas de date, et ne change pas d’un jour à l’autre', () => {
  it.each<[string, History]>([
    [
      'un ticket transféré : ses étiquettes l’ont suivi, pas ses événements',
      { openedAt: opened.openedAt, happenings: [], present: {}, now: '' },
    ],
    [
      'des relances suspendues dont la note ne tient plus dans l’état',
      { openedAt: opened.openedAt, happenings: [opened.first], present: { paused: true }, now: '' },
    ],
    [
      'le sommeil, dont l’événement manque',
      {
        openedAt: opened.openedAt,
        happenings: [opened.first, ['2027-01-06T12:00:00Z', '+ service team'], ['2027-01-07T12:00:00Z', '- service team']],
        present: { asleep: true },
        now: '',
      },
    ],
  ])('%s', (_, history) => {
    const [one, later] = ['2027-01-20T12:00:00Z', '2027-02-20T12:00:00Z'].map((now) => clocksOf({ ...history, shown: true, now }));
    expect(one?.since).toBeNull();
    expect({ ...later, stays: later?.stays.map(({ over }) => over) }).toEqual({ ...one, stays: one?.stays.map(({ over }) => over) });
  });
});

it('quoi qu’il arrive, chaque jour ouvré compte une fois, et le temps ne recule pas', () => {
  const what = constantFrom('+ projet', '- projet', '+ service team', '- service team', '+ sommeil', '- sommeil');
  const minutes = integer({ min: 0, max: 60 * 24 * 60 });
  const at = (minute: number) => new Date(Date.parse(opened.openedAt) + minute * 60_000).toISOString();
  const happening = tuple(minutes, what).map(([minute, word]) => [at(minute), word] as const);
  const move = tuple(minutes, constantFrom('ovh', 'cloud-pi-native')).map(([minute, phase]) => [at(minute), phase] as const);
  const histories = record({ happenings: array(happening, { maxLength: 30 }), moves: array(move, { maxLength: 4 }) });
  const byTime = <T extends readonly [string, string]>(list: readonly T[]) => list.toSorted(([a], [b]) => Date.parse(a) - Date.parse(b));
  assert(
    property(histories, ({ happenings, moves }) => {
      const history = {
        openedAt: opened.openedAt,
        happenings: byTime(happenings),
        moves: byTime(moves),
        present: {},
        now: at(60 * 24 * 60),
      };
      const { stays } = clocksOf(history);
      // From the 4th of January to the 5th of March 2027, all weeks of five days: 44 working days and the last one.
      expect(stays.reduce((sum, { spent }) => sum + totalSpent(spent), 0)).toBe(44);
      expect(stays.every(({ spent, over }) => totalSpent(over) <= totalSpent(spent))).toBe(true);
      expect(stays.map(({ from }) => Date.parse(from))).toEqual(stays.map(({ from }) => Date.parse(from)).toSorted((a, b) => a - b));
    }),
  );
});
