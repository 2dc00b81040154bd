import { type HolidayName, holidaysOf } from '../words/holidays.ts';
import { listed } from '../yaml/problem.ts';
import { isHolidayName } from './calendar-schema.ts';
import type { Mistake } from './place-mistakes.ts';
import type { Procedure } from './procedure.ts';
import { repeatedOf } from './repeated-of.ts';

/** No region and no day of the calendar is written twice. */
export function calendarTellsOnce({ calendar }: Procedure): readonly Mistake[] {
  return (['regions', 'closed', 'worked'] as const).flatMap((key) => {
    const written = calendar[key].map((value, index) => ({ value, path: ['calendar', key, index] }));
    return repeatedOf(written, ({ value }) => value).map(({ item, first }): Mistake => ({
      path: item.path,
      also: [first.path],
      message: `« ${item.value} » est écrit deux fois`,
      fix: 'gardez-en un',
    }));
  });
}

/** What is worked all the same is a public holiday in the regions of the process, and is not closed. */
export function workedDaysAreHolidays({ calendar }: Procedure): readonly Mistake[] {
  return calendar.worked.flatMap((written, index): Mistake[] => {
    const mistake = isHolidayName(written)
      ? notOfRegions(written, calendar)
      : (closedToo(written, calendar) ?? noHoliday(written, calendar));
    return mistake === null ? [] : [{ ...mistake, path: ['calendar', 'worked', index] }];
  });
}

type Calendar = Procedure['calendar'];
type Unplaced = Omit<Mistake, 'path'>;

const byRegions = [['calendar', 'regions']];
const elsewhere = 'redéfinissez calendar.worked dans ce fichier, ou remettez la région dans calendar.regions';

function notOfRegions(name: HolidayName, { regions }: Calendar): Unplaced | null {
  const names = holidaysOf(anyYear, regions).map((holiday) => holiday.name);
  if (names.includes(name)) return null;
  const fix = `ajoutez sa région dans « regions », ou écrivez un de ceux-ci : ${listed(names)}`;
  return { also: byRegions, elsewhere, message: `« ${name} » n’est férié dans aucune région du processus`, fix };
}

function closedToo(day: string, { closed }: Calendar): Unplaced | null {
  const index = closed.indexOf(day);
  if (index === -1) return null;
  return {
    also: [['calendar', 'closed', index]],
    message: `le ${day} est à la fois fermé et travaillé`,
    fix: 'retirez-le de « closed » ou de « worked »',
  };
}

function noHoliday(day: string, { regions }: Calendar): Unplaced | null {
  const days = holidaysOf(Number(day.slice(0, 4)), regions).map((holiday) => holiday.day);
  if (days.includes(day)) return null;
  return {
    also: byRegions,
    elsewhere,
    message: `le ${day} n’est pas un jour férié`,
    fix: `retirez-le, ou écrivez un de ceux de cette année : ${listed(days.toSorted())}`,
  };
}

/** Holidays have the same names every year. */
const anyYear = 2000;
