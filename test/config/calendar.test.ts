import { describe, expect, it } from 'vitest';
import { isWorkingDay } from '../../src/words/working-days.ts';
import { problemsOf, procedureOf } from './over-shipped.ts';

const calendarOf = (...texts: readonly string[]) => procedureOf(...texts).calendar;

it('sans calendrier, celui de la France', () => {
  expect(calendarOf('version: 1')).toEqual({ regions: [], closed: [], worked: [] });
});

it('une région, un pont et un jour férié travaillé', () => {
  const calendar = calendarOf('calendar:\n  regions: [alsace-moselle]\n  closed: [2027-05-07]\n  worked: [lundi-de-pentecote]');
  expect(['2027-03-26', '2027-05-07', '2027-05-17'].map((day) => isWorkingDay(day, calendar))).toEqual([false, false, true]);
});

it('un dépôt garde de son organisation ce qu’il ne redéfinit pas', () => {
  const calendar = calendarOf('calendar:\n  regions: [mayotte]\n  closed: [2027-05-07]', 'calendar:\n  closed: [2027-12-24]');
  expect(calendar).toEqual({ regions: ['mayotte'], closed: ['2027-12-24'], worked: [] });
});

describe('un calendrier faux est dit à sa ligne', () => {
  it.each<[string, string, RegExp]>([
    [
      'une région inconnue',
      'calendar:\n  regions:\n    - alsace',
      /^accostage\.yml:3:7: calendar\.regions\[\] : .*écrivez alsace-moselle ou guadeloupe/,
    ],
    ['pas une date', 'calendar:\n  closed:\n    - 7 mai 2027', /^accostage\.yml:3:7: .*date d’un jour qui existe attendue/],
    ['un jour qui n’existe pas', 'calendar:\n  closed:\n    - 2027-02-29', /^accostage\.yml:3:7: .*date d’un jour qui existe attendue/],
    ['une date à la française', 'calendar:\n  closed: [07/05/2027]', /^accostage\.yml:2:12: .*sous la forme 2027-05-07/],
    ['un nombre', 'calendar:\n  closed: [20270507]', /^accostage\.yml:2:12: .*un texte/],
    [
      'un jour deux fois',
      'calendar:\n  closed:\n    - 2027-05-07\n    - 2027-05-07',
      /^accostage\.yml:4:7: « 2027-05-07 » est écrit deux fois/,
    ],
    ['une région deux fois', 'calendar:\n  regions: [mayotte, guyane, mayotte]', /^accostage\.yml:2:30: « mayotte » est écrit deux fois/],
    [
      'un jour travaillé qui n’est pas férié',
      'calendar:\n  worked: [2027-05-07]',
      /^accostage\.yml:2:12: le 2027-05-07 n’est pas un jour férié .*2027-05-06/,
    ],
    ['un nom qui n’est pas d’un jour férié', 'calendar:\n  worked: [mardi-gras]', /^accostage\.yml:2:12: .*jour férié attendu/],
    [
      'le jour d’une région qui n’est pas nommée',
      'calendar:\n  worked: [vendredi-saint]',
      /^accostage\.yml:2:12: « vendredi-saint » n’est férié dans aucune région/,
    ],
    [
      'et par sa date',
      'calendar:\n  regions: [guyane]\n  worked: [2027-12-20]',
      /^accostage\.yml:3:12: le 2027-12-20 n’est pas un jour férié/,
    ],
    [
      'un jour fermé et travaillé',
      'calendar:\n  closed: [2027-05-17]\n  worked: [2027-05-17]',
      /^accostage\.yml:3:12: le 2027-05-17 est à la fois fermé et travaillé/,
    ],
    [
      'une clé inconnue',
      'calendar:\n  region: [mayotte]',
      /^accostage\.yml:2:11: calendar\.region : cette clé n’existe pas \(écrivez « regions »\)/,
    ],
    ['une date seule', 'calendar:\n  closed: 2027-05-07', /^accostage\.yml:2:11: .*une liste/],
  ])('%s', (_, text, told) => {
    expect(problemsOf(text)).toEqual([expect.stringMatching(told)]);
  });

  it('la région que l’on retire rend faux ce que l’organisation disait travaillé : dit dans le dépôt', () => {
    expect(problemsOf('calendar:\n  regions: [alsace-moselle]\n  worked: [vendredi-saint]', 'calendar:\n  regions: []')).toEqual([
      expect.stringMatching(/^accostage\.yml:2:12: calendar\.worked\[\] : « vendredi-saint » n’est férié .*calendar\.regions\)$/),
    ]);
  });
});
