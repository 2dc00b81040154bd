import { expect, it } from 'vitest';
import { parisDate } from '../../src/words/calendar.ts';
import { regions } from '../../src/words/holidays.ts';
import { addWorkingDays, isWorkingDay, type WorkingCalendar, workingDaysBetween } from '../../src/words/working-days.ts';
import { assert, constantFrom, date, integer, property, record, uniqueArray } from '../property.ts';

const france: WorkingCalendar = { regions: [], closed: [], worked: [] };

it.each([
  [2024, 252],
  [2025, 251],
  [2026, 252],
  [2027, 254],
  [2028, 251],
  [2029, 252],
  [2030, 251],
])('%i a %i jours ouvrés', (year, count) => {
  expect(workingDaysBetween(`${year - 1}-12-31T12:00:00Z`, `${year}-12-31T12:00:00Z`, france)).toBe(count);
});

it.each([
  ['un lundi', '2027-03-01', true],
  ['un samedi', '2027-03-06', false],
  ['un dimanche', '2027-03-07', false],
  ['le 29 février', '2028-02-29', true],
  ['le lundi de Pâques', '2027-03-29', false],
  ['le vendredi saint, hors d’Alsace-Moselle', '2027-03-26', true],
  ['l’Ascension', '2027-05-06', false],
  ['le pont de l’Ascension', '2027-05-07', true],
])('%s : ouvré, ou non', (_, day, works) => {
  expect(isWorkingDay(day, france)).toBe(works);
});

it('les jours d’une région ne comptent que là où elle est nommée', () => {
  expect(isWorkingDay('2027-03-26', { ...france, regions: ['alsace-moselle'] })).toBe(false);
  expect(isWorkingDay('2027-12-20', { ...france, regions: ['la-reunion'] })).toBe(false);
  expect(isWorkingDay('2027-12-20', { ...france, regions: ['guyane', 'mayotte'] })).toBe(true);
});

it('un jour de fermeture n’est pas ouvré, un jour férié travaillé l’est, par son nom ou par sa date', () => {
  expect(isWorkingDay('2027-05-07', { ...france, closed: ['2027-05-07'] })).toBe(false);
  expect(isWorkingDay('2028-05-07', { ...france, closed: ['2027-05-07'] })).toBe(false);
  expect(isWorkingDay('2027-05-17', { ...france, worked: ['lundi-de-pentecote'] })).toBe(true);
  expect(isWorkingDay('2028-06-05', { ...france, worked: ['lundi-de-pentecote'] })).toBe(true);
  expect(isWorkingDay('2028-06-05', { ...france, worked: ['2027-05-17'] })).toBe(false);
  // Two holidays on one day: the other one still counts.
  expect(isWorkingDay('2008-05-01', { ...france, worked: ['ascension'] })).toBe(false);
});

it.each([
  ['le même jour', '2027-03-02T08:00:00Z', '2027-03-02T20:00:00Z', 0],
  ['du soir au matin', '2027-03-02T20:00:00Z', '2027-03-03T07:00:00Z', 1],
  ['du vendredi au lundi', '2027-03-05T16:00:00Z', '2027-03-08T08:00:00Z', 1],
  ['du vendredi au dimanche', '2027-03-05T16:00:00Z', '2027-03-07T08:00:00Z', 0],
  ['d’un samedi à un samedi', '2027-03-06T08:00:00Z', '2027-03-13T08:00:00Z', 5],
  ['à travers Pâques et l’heure d’été', '2027-03-26T16:00:00Z', '2027-03-30T08:00:00Z', 1],
  ['à travers les fêtes', '2026-12-24T16:00:00Z', '2027-01-04T08:00:00Z', 5],
  ['minuit passé à Paris, pas encore à Greenwich, l’hiver', '2027-03-01T22:30:00Z', '2027-03-01T23:30:00Z', 1],
  ['minuit passé à Paris, pas encore à Greenwich, l’été', '2027-06-01T21:30:00Z', '2027-06-01T22:30:00Z', 1],
  ['une fin avant le début', '2027-03-09T08:00:00Z', '2027-03-02T08:00:00Z', 0],
])('%s', (...[, from, to, count]) => {
  expect(workingDaysBetween(from, to, france)).toBe(count);
});

it.each([
  ['un jour après le vendredi', '2027-03-05T09:00:00Z', 1, '2027-03-08T09:00:00.000Z'],
  ['un jour après le samedi', '2027-03-06T09:00:00Z', 1, '2027-03-08T09:00:00.000Z'],
  ['l’heure de Paris reste la même quand vient l’été', '2027-03-26T09:00:00Z', 1, '2027-03-30T08:00:00.000Z'],
  ['et quand vient l’hiver', '2027-10-29T08:30:00Z', 2, '2027-11-03T09:30:00.000Z'],
  ['la nuit où l’heure saute', '2027-03-28T01:30:00Z', 1, '2027-03-30T01:30:00.000Z'],
  ['dix jours de mai', '2027-05-03T08:00:00Z', 10, '2027-05-19T08:00:00.000Z'],
  ['aucun jour', '2027-05-08T08:00:00Z', 0, '2027-05-08T08:00:00Z'],
])('%s', (...[, from, count, there]) => {
  expect(addWorkingDays(from, count, france)).toBe(there);
});

const instant = date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2035-12-31T00:00:00Z'), noInvalidDate: true }).map((at) =>
  at.toISOString(),
);
const day = instant.map((at) => parisDate(at));
const calendars = record({
  regions: uniqueArray(constantFrom(...regions)),
  closed: uniqueArray(day, { maxLength: 20 }),
  worked: uniqueArray(constantFrom('lundi-de-pentecote', 'noel', '2027-05-06'), { maxLength: 3 }),
});

it('ce qui suit s’ajoute : le temps de deux parts est celui du tout', () => {
  assert(
    property(calendars, instant, instant, instant, (calendar, ...instants) => {
      const [a = '', b = '', c = ''] = instants.toSorted();
      expect(workingDaysBetween(a, b, calendar) + workingDaysBetween(b, c, calendar)).toBe(workingDaysBetween(a, c, calendar));
    }),
  );
});

it('compter un jour après l’autre donne le même nombre', () => {
  assert(
    property(calendars, instant, integer({ min: 0, max: 400 }), (calendar, from, days) => {
      const start = Date.parse(parisDate(from));
      const those = Array.from({ length: days }, (_, index) => new Date(start + (index + 1) * 86_400_000).toISOString().slice(0, 10));
      const to = `${new Date(start + days * 86_400_000).toISOString().slice(0, 10)}T12:00:00Z`;
      expect(workingDaysBetween(from, to, calendar)).toBe(those.filter((each) => isWorkingDay(each, calendar)).length);
    }),
  );
});

it('n jours ouvrés plus tard, n jours ouvrés ont passé, à la même heure de Paris', () => {
  const time = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', timeStyle: 'medium' });
  assert(
    property(calendars, instant, integer({ min: 1, max: 60 }), (calendar, from, count) => {
      const to = addWorkingDays(from, count, calendar);
      expect(workingDaysBetween(from, to, calendar)).toBe(count);
      expect(isWorkingDay(parisDate(to), calendar)).toBe(true);
      expect(time.format(new Date(to))).toBe(time.format(new Date(from)));
    }),
  );
});
