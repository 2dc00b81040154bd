import { daysBefore } from '../words/calendar.ts';
import { loginKey } from '../words/login.ts';
import { plainName } from '../words/nearest.ts';
import { shortened } from '../words/shortened.ts';
import { visible } from '../words/visible-text.ts';
import { campaignName } from './campaign-name.ts';
import { phasesOf } from './figures.ts';
import type { Snapshot } from './snapshot.ts';
import { turnTitles } from './titles.ts';

export interface Option {
  readonly value: string;
  readonly title: string;
}

/** A filter of the portfolio: the name of its parameter in an address, its title, what may be chosen, and whether a dossier answers to a choice. */
export interface Filter {
  readonly name: string;
  readonly title: string;
  /** What asking for nothing means, after its title. */
  readonly any: 'tous' | 'toutes';
  readonly options: (snapshots: readonly Snapshot[]) => readonly Option[];
  /** `today` is `AAAA-MM-JJ`. */
  readonly keeps: (snapshot: Snapshot, value: string, today: string) => boolean;
}

/** What stands for "none" in an address: no login, phase or title is written so. */
const none = '-';

/** In the order of the form. */
export const filters: readonly Filter[] = [
  {
    name: 'phase',
    title: 'Phase',
    any: 'toutes',
    options: (snapshots) => phasesOf(snapshots).map(({ id, title }) => ({ value: id, title: choice(title) })),
    keeps: ({ phase }, value) => phase.id === value,
  },
  {
    name: 'tour',
    title: 'À qui d’agir',
    any: 'tous',
    options: () => Object.entries(turnTitles).map(([value, title]) => ({ value, title })),
    keeps: ({ clocks }, value) => clocks.turn === value,
  },
  {
    name: 'referent',
    title: 'Référent',
    any: 'tous',
    options: (snapshots) => [
      ...distinct(snapshots.flatMap(({ referents }) => referents.map(account))).map(({ value, title }) => ({ value, title: `@${title}` })),
      { value: none, title: 'sans référent' },
    ],
    keeps: ({ referents }, value) => (value === none ? referents.length === 0 : referents.map(account).includes(value)),
  },
  {
    name: 'echeance',
    title: 'Échéance',
    any: 'toutes',
    options: () => [
      { value: '30', title: 'dans 30 jours au plus' },
      { value: '90', title: 'dans 90 jours au plus' },
      { value: none, title: 'sans échéance connue' },
    ],
    keeps: ({ deadline }, value, today) =>
      value === none ? deadline === null : deadline !== null && deadline.day >= today && daysBefore(deadline.day, Number(value)) <= today,
  },
  {
    name: 'exposition',
    title: 'Exposition',
    any: 'toutes',
    options: (snapshots) => distinct(snapshots.flatMap(({ exposure }) => exposure.map(choice))),
    keeps: ({ exposure }, value) => exposure.map(choice).includes(value),
  },
  {
    name: 'plateforme',
    title: 'Plateforme',
    any: 'toutes',
    options: (snapshots) => [
      ...distinct(snapshots.flatMap(({ platforms }) => platforms.map(choice))),
      { value: none, title: 'aucune encore' },
    ],
    keeps: ({ platforms }, value) => (value === none ? platforms.length === 0 : platforms.map(choice).includes(value)),
  },
  {
    name: 'campagne',
    title: 'Campagne à finir',
    any: 'toutes',
    options: (snapshots) => {
      const titles = new Map(snapshots.flatMap(({ campaigns }) => campaigns.map((one) => [campaignName(one), one.title] as const)));
      return [...titles].map(([value, title]) => ({ value, title: choice(title) }));
    },
    keeps: ({ campaigns }, value) => campaigns.some((one) => campaignName(one) === value && one.standing === 'concerned'),
  },
];

/** A filter, what was chosen of it and its title. */
export interface Chosen {
  readonly filter: Filter;
  readonly option: Option;
}

/** What an address asks for. */
export interface Asked {
  readonly chosen: readonly Chosen[];
  /** Words that a dossier must bear; empty for any. */
  readonly text: string;
  /** What is no filter, or no choice of one, as it was written: it is told, and nothing is left out for it. */
  readonly unknown: readonly string[];
}

/** The longest search that is read, in characters. */
const LONGEST_TEXT = 200;

/** Reads the filters of an address, besides the other parameters of its page. An empty value asks for nothing. */
export function readFilters(query: URLSearchParams, snapshots: readonly Snapshot[], others: readonly string[]): Asked {
  const chosen: Chosen[] = [];
  const unknown: string[] = [];
  for (const [name, value] of query) {
    if (value === '' || name === 'q' || others.includes(name)) continue;
    const filter = filters.find((known) => known.name === name);
    const option = filter?.options(snapshots).find((known) => known.value === value);
    if (filter === undefined || option === undefined) unknown.push(`${name}=${value}`);
    else if (chosen.every((before) => before.filter !== filter)) chosen.push({ filter, option });
  }
  return { chosen, text: (query.get('q') ?? '').trim().slice(0, LONGEST_TEXT), unknown };
}

/** The dossiers that answer to everything that was asked. */
export function filtered(snapshots: readonly Snapshot[], { chosen, text }: Asked, today: string): readonly Snapshot[] {
  return snapshots.filter(
    (snapshot) => chosen.every(({ filter, option }) => filter.keeps(snapshot, option.value, today)) && bears(textOf(snapshot), text),
  );
}

/** What an address asks of the dossiers, alone: to ask it of another page. */
export function asQuery({ chosen, text }: Pick<Asked, 'chosen' | 'text'>): URLSearchParams {
  const query = new URLSearchParams(chosen.map(({ filter, option }): [string, string] => [filter.name, option.value]));
  if (text !== '') query.set('q', text);
  return query;
}

/** True where each word of a search is in a text, without regard to accents, case or punctuation. */
export function bears(text: string, search: string): boolean {
  // Most pages are asked for without a search: nothing is then read of each dossier.
  if (search === '') return true;
  const plain = plainName(text);
  return plainName(search)
    .split(' ')
    .every((word) => plain.includes(word));
}

/** The words of a dossier that a search finds. */
export function textOf({ title, hub, number, author, referents }: Snapshot): string {
  return [title, `${hub}#${number}`, author, ...referents].join(' ');
}

/** More choices than this in a list serve nobody: those of the most dossiers are kept. */
const MOST_OPTIONS = 50;
/** Longest choice, in characters. */
const LONGEST_OPTION = 100;

/** A text as a choice: on a line, not too long. People may have written anything where the form asks for a choice. */
function choice(text: string): string {
  return shortened(visible(text).replaceAll(/\s+/g, ' ').trim(), LONGEST_OPTION);
}

/** An account as a choice. */
function account(login: string): string {
  return choice(loginKey(login));
}

/** The choices that some values make, each once, the empty one left out. */
function distinct(values: readonly string[]): readonly Option[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .filter(([value]) => value !== '')
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, MOST_OPTIONS)
    .map(([value]) => value)
    .toSorted((one, other) => one.localeCompare(other, 'fr'))
    .map((value) => ({ value, title: value }));
}
