const dayLength = 24 * 60 * 60 * 1000;

/** Parts of France that have public holidays of their own. */
export const regions = [
  'alsace-moselle',
  'guadeloupe',
  'guyane',
  'la-reunion',
  'martinique',
  'mayotte',
  'saint-barthelemy',
  'saint-martin',
] as const;
export type Region = (typeof regions)[number];

/** The public holidays of the whole of France ("Code du travail", article L3133-1), then those of some regions. */
export const holidayNames = [
  'jour-de-l-an',
  'lundi-de-paques',
  'fete-du-travail',
  'victoire-1945',
  'ascension',
  'lundi-de-pentecote',
  'fete-nationale',
  'assomption',
  'toussaint',
  'armistice',
  'noel',
  'vendredi-saint',
  'saint-etienne',
  'abolition-de-l-esclavage',
] as const;
export type HolidayName = (typeof holidayNames)[number];

/** A public holiday of one year; `day` is `AAAA-MM-JJ`. */
export interface Holiday {
  readonly name: HolidayName;
  readonly day: string;
}

type Rule = (year: number) => Holiday;

const everywhere: readonly Rule[] = [
  fixed('jour-de-l-an', '01-01'),
  fromEaster('lundi-de-paques', 1),
  fixed('fete-du-travail', '05-01'),
  fixed('victoire-1945', '05-08'),
  fromEaster('ascension', 39),
  fromEaster('lundi-de-pentecote', 50),
  fixed('fete-nationale', '07-14'),
  fixed('assomption', '08-15'),
  fixed('toussaint', '11-01'),
  fixed('armistice', '11-11'),
  fixed('noel', '12-25'),
];

/** Alsace-Moselle: "Code du travail", article L3134-13. Overseas: article L3422-2, each territory its day of the abolition of slavery. */
const ofRegion: Readonly<Record<Region, readonly Rule[]>> = {
  'alsace-moselle': [fromEaster('vendredi-saint', -2), fixed('saint-etienne', '12-26')],
  guadeloupe: [fixed('abolition-de-l-esclavage', '05-27')],
  guyane: [fixed('abolition-de-l-esclavage', '06-10')],
  'la-reunion': [fixed('abolition-de-l-esclavage', '12-20')],
  martinique: [fixed('abolition-de-l-esclavage', '05-22')],
  mayotte: [fixed('abolition-de-l-esclavage', '04-27')],
  'saint-barthelemy': [fixed('abolition-de-l-esclavage', '10-09')],
  'saint-martin': [fixed('abolition-de-l-esclavage', '05-28')],
};

/** The public holidays of a year in France and in the regions named, weekends included; two may fall on one day. */
export function holidaysOf(year: number, inRegions: readonly Region[]): readonly Holiday[] {
  return [...everywhere, ...inRegions.flatMap((region) => ofRegion[region])].map((rule) => rule(year));
}

function fixed(name: HolidayName, monthAndDay: string): Rule {
  return (year) => ({ name, day: `${String(year).padStart(4, '0')}-${monthAndDay}` });
}

function fromEaster(name: HolidayName, days: number): Rule {
  return (year) => ({ name, day: new Date(easter(year) + days * dayLength).toISOString().slice(0, 10) });
}

/** Easter Sunday at midnight UTC, by Oudin's reckoning for the Gregorian calendar (1940, in the "Explanatory Supplement to the Astronomical Almanac"). */
function easter(year: number): number {
  const century = Math.floor(year / 100);
  const golden = year % 19;
  const leaps = Math.floor(century / 4);
  const lunar = Math.floor((century - Math.floor((century - 17) / 25)) / 3);
  const epact = (century - leaps - lunar + 19 * golden + 15) % 30;
  const fullMoon = epact - Math.floor(epact / 28) * (1 - Math.floor(29 / (epact + 1)) * Math.floor((21 - golden) / 11));
  const weekday = (year + Math.floor(year / 4) + fullMoon + 2 - century + leaps) % 7;
  return Date.UTC(year, 2, 28 + fullMoon - weekday);
}
