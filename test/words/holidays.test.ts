import { expect, it } from 'vitest';
import { holidaysOf, type Region, regions } from '../../src/words/holidays.ts';
import { assert, integer, property } from '../property.ts';

function dayOf(year: number, name: string, inRegions: readonly Region[] = []): string | undefined {
  return holidaysOf(year, inRegions).find((holiday) => holiday.name === name)?.day;
}

// Reckoned by hand from the dates of Easter that the calendars give: 31 March 2024, 20 April 2025, 5 April 2026, 28 March 2027, 16 April 2028, 1 April 2029, 21 April 2030.
it.each([
  [2024, '2024-03-29', '2024-04-01', '2024-05-09', '2024-05-20'],
  [2025, '2025-04-18', '2025-04-21', '2025-05-29', '2025-06-09'],
  [2026, '2026-04-03', '2026-04-06', '2026-05-14', '2026-05-25'],
  [2027, '2027-03-26', '2027-03-29', '2027-05-06', '2027-05-17'],
  [2028, '2028-04-14', '2028-04-17', '2028-05-25', '2028-06-05'],
  [2029, '2029-03-30', '2029-04-02', '2029-05-10', '2029-05-21'],
  [2030, '2030-04-19', '2030-04-22', '2030-05-30', '2030-06-10'],
  // The earliest and the latest Easter that anybody here will see, and the two exceptions of the reckoning.
  [2008, '2008-03-21', '2008-03-24', '2008-05-01', '2008-05-12'],
  [2038, '2038-04-23', '2038-04-26', '2038-06-03', '2038-06-14'],
  [1981, '1981-04-17', '1981-04-20', '1981-05-28', '1981-06-08'],
  [1954, '1954-04-16', '1954-04-19', '1954-05-27', '1954-06-07'],
])('%i : les jours qui suivent Pâques', (...[year, friday, monday, ascension, pentecost]) => {
  expect(dayOf(year, 'vendredi-saint', ['alsace-moselle'])).toBe(friday);
  expect(dayOf(year, 'lundi-de-paques')).toBe(monday);
  expect(dayOf(year, 'ascension')).toBe(ascension);
  expect(dayOf(year, 'lundi-de-pentecote')).toBe(pentecost);
});

it('onze jours partout en France, ceux du code du travail', () => {
  expect(holidaysOf(2027, []).map(({ day }) => day)).toEqual([
    '2027-01-01',
    '2027-03-29',
    '2027-05-01',
    '2027-05-08',
    '2027-05-06',
    '2027-05-17',
    '2027-07-14',
    '2027-08-15',
    '2027-11-01',
    '2027-11-11',
    '2027-12-25',
  ]);
});

it.each([
  ['alsace-moselle', ['2027-03-26', '2027-12-26']],
  ['guadeloupe', ['2027-05-27']],
  ['guyane', ['2027-06-10']],
  ['la-reunion', ['2027-12-20']],
  ['martinique', ['2027-05-22']],
  ['mayotte', ['2027-04-27']],
  ['saint-barthelemy', ['2027-10-09']],
  ['saint-martin', ['2027-05-28']],
] as const)('%s a les siens en plus', (region, own) => {
  expect(
    holidaysOf(2027, [region])
      .slice(11)
      .map(({ day }) => day),
  ).toEqual(own);
});

it('Pâques est un dimanche, du 22 mars au 25 avril, et chaque jour férié est de son année', () => {
  assert(
    property(integer({ min: 1900, max: 2299 }), (year) => {
      const easter = new Date(Date.parse(dayOf(year, 'lundi-de-paques') ?? '') - 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
      expect(new Date(easter).getUTCDay()).toBe(0);
      expect(easter >= `${year}-03-22` && easter <= `${year}-04-25`).toBe(true);
      expect(holidaysOf(year, regions).every(({ day }) => day.startsWith(`${year}-`))).toBe(true);
    }),
  );
});
