import { z } from 'zod';
import { isDate } from '../words/calendar.ts';
import { type HolidayName, holidayNames, regions } from '../words/holidays.ts';

const day = z.string().refine(isDate, 'date d’un jour qui existe attendue, sous la forme 2027-05-07');

/** A holiday by its name, or a day: one message for both. */
const holiday = z
  .string()
  .refine(
    (written) => isHolidayName(written) || isDate(written),
    'jour férié attendu : son nom (lundi-de-pentecote…), ou sa date sous la forme 2027-05-17',
  );

const MAX_DAYS = 200;
const tooMany = `au plus ${MAX_DAYS} jours`;

export const calendarSchema = z.strictObject({
  regions: z
    .array(z.enum(regions))
    .max(regions.length, `au plus ${regions.length} régions`)
    .default([])
    .describe('Régions dont les jours fériés propres comptent aussi.'),
  closed: z
    .array(day)
    .max(MAX_DAYS, tooMany)
    .default([])
    .describe('Autres jours où personne ne travaille : ponts, fermetures (`2027-05-07`).'),
  worked: z
    .array(holiday)
    .max(MAX_DAYS, tooMany)
    .default([])
    .describe(
      `Jours fériés travaillés : par leur nom, chaque année (${holidayNames.map((name) => `\`${name}\``).join(', ')}), ou par leur date, cette année-là (\`2027-05-17\`).`,
    ),
});

/** True for the name of a public holiday of France or of one of its regions. */
export function isHolidayName(written: string): written is HolidayName {
  return holidayNames.some((name) => name === written);
}
