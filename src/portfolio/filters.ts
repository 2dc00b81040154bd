import { daysBefore } from '../words/calendar.ts';
import { loginKey } from '../words/login.ts';
import { plainName } from '../words/nearest.ts';
import { visible } from '../words/visible-text.ts';
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
    options: (snapshots) => phasesOf(snapshots).map(({ id, title }) => ({ value: id, title })),
    keeps: ({ phase }, value) => phase.id === value,
  },
  {
    name: 'tour',
    title: 'À qui d’agir',
    options: () => Object.entries(turnTitles).map(([value, title]) => ({ value, title })),
    keeps: ({ clocks }, value) => clocks.turn === value,
  },
  {
    name: 'referent',
    title: 'Référent',
    options: (snapshots) => [
      ...distinct(snapshots.flatMap(({ referents }) => referents.map(loginKey))).map(({ value, title }) => ({ value, title: `@${title}` })),
      { value: none, title: 'sans référent' },
    ],
    keeps: ({ referents }, value) => (value === none ? referents.length === 0 : referents.map(loginKey).some((login) => login === value)),
  },
  {
    name: 'echeance',
    title: 'Échéance',
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
    options: (snapshots) => distinct(snapshots.flatMap(({ exposure }) => exposure.map(visible))),
    keeps: ({ exposure }, value) => exposure.map(visible).includes(value),
  },
  {
    name: 'plateforme',
    title: 'Plateforme',
    options: (snapshots) => [...distinct(snapshots.flatMap(({ platforms }) => platforms)), { value: none, title: 'aucune encore' }],
    keeps: ({ platforms }, value) => (value === none ? platforms.length === 0 : platforms.includes(value)),
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

/** True where each word of a search is in a text, without regard to accents, case or punctuation. */
export function bears(text: string, search: string): boolean {
  const plain = plainName(text);
  return plainName(search)
    .split(' ')
    .every((word) => plain.includes(word));
}

function textOf({ title, hub, number, author, referents }: Snapshot): string {
  return [title, `${hub}#${number}`, author, ...referents].join(' ');
}

function distinct(values: readonly string[]): readonly Option[] {
  return [...new Set(values)]
    .filter((value) => value !== '')
    .toSorted((one, other) => one.localeCompare(other, 'fr'))
    .map((value) => ({ value, title: value }));
}
