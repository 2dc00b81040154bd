import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '../src/portfolio/entry.ts';
import { partsOf, placesOf, withoutParts } from '../src/portfolio/process-parts.ts';
import { createPortfolio, type Portfolio } from '../src/portfolio/portfolio.ts';
import { alone } from '../src/queue/facts.ts';
import { inCommon } from '../src/queue/in-common.ts';
import { SCHEMA } from '../src/queue/postgres/schema.ts';
import { sharePortfolio, SNAPSHOT_FORMAT } from '../src/shared-portfolio.ts';
import { digest } from '../src/words/digest.ts';
import { dossierKey, hubKey, type HubKey } from '../src/words/key.ts';
import { manyDossiers } from './portfolio/a-portfolio.ts';
import { anEntry, aSnapshot } from './portfolio/a-snapshot.ts';
import { postgresBench, type PostgresBench } from './queue/postgres-bench.ts';

/** A portfolio as one process has it: `sync` makes it hold what the others kept, and tells them what it holds. */
interface Held {
  readonly portfolio: Portfolio;
  readonly sync: () => Promise<void>;
}

const hub = { owner: 'org', repo: 'hub' };
const other = { owner: 'org', repo: 'autre' };
const everything = () => true;
const named = (number: number): Entry => anEntry({ hub: 'org/hub', number, title: `n° ${number}` });
const titles = (entries: readonly Entry[]) => entries.map((entry) => (entry.kind === 'unread' ? entry.name : entry.snapshot.title));

let bench: PostgresBench;
beforeAll(async () => {
  bench = await postgresBench();
}, 120_000);
beforeEach(() => bench.empty());
afterAll(() => bench.close());

function held(hubs: readonly HubKey[] = [hubKey(hub), hubKey(other)]): Held {
  const facts = bench.join();
  const portfolio = sharePortfolio(createPortfolio(), { facts, isHub: (where) => hubs.includes(hubKey(where)) });
  return { portfolio, sync: () => inCommon(facts, () => Promise.resolve()) };
}

/** Who writes, and who reads: the same, or another process. */
const stores: readonly (readonly [string, () => { readonly writer: Held; readonly reader: Held }])[] = [
  [
    'en mémoire',
    () => {
      const one = { portfolio: sharePortfolio(createPortfolio(), { facts: alone, isHub: everything }), sync: () => Promise.resolve() };
      return { writer: one, reader: one };
    },
  ],
  ['dans PostgreSQL, lu par un autre exemplaire', () => ({ writer: held(), reader: held() })],
];

describe.each(stores)('le portefeuille %s', (_, open) => {
  it('montre ce qui a été vu, dépôt par dépôt puis par numéro, et le dernier regard sur chaque dossier', async () => {
    const { writer, reader } = open();
    writer.portfolio.keep(dossierKey(hub, 12), named(12));
    writer.portfolio.keep(dossierKey(hub, 2), named(99));
    writer.portfolio.keep(dossierKey(other, 1), anEntry({ hub: 'org/autre', number: 1, title: 'ailleurs' }));
    await writer.sync();
    writer.portfolio.keep(dossierKey(hub, 2), named(2));
    await writer.sync();
    await reader.sync();
    expect(titles(reader.portfolio.entries(everything))).toEqual(['ailleurs', 'n° 2', 'n° 12']);
    expect(titles(reader.portfolio.entries((one) => one === hubKey(other)))).toEqual(['ailleurs']);
  });

  it('rend chaque instantané tel qu’il a été pris', async () => {
    const { writer, reader } = open();
    const entry = anEntry({ hub: 'org/hub', number: 1, title: 'أمن <b>"é"</b> \u0000' });
    writer.portfolio.keep(dossierKey(hub, 1), entry);
    await writer.sync();
    await reader.sync();
    expect(reader.portfolio.entries(everything)).toEqual([entry]);
  });

  it('garde ce qui n’a pu être lu, et oublie ce qui n’est plus un dossier ; les deux ont été regardés', async () => {
    const { writer, reader } = open();
    for (const number of [1, 2]) writer.portfolio.keep(dossierKey(hub, number), named(number));
    await writer.sync();
    writer.portfolio.keep(dossierKey(hub, 1), { kind: 'unread', name: 'org/hub#1', because: 'GitHub ne répond pas' });
    writer.portfolio.forget(dossierKey(hub, 2));
    writer.portfolio.forget(dossierKey(hub, 3));
    await writer.sync();
    await reader.sync();
    expect(titles(reader.portfolio.entries(everything))).toEqual(['org/hub#1']);
    expect([1, 2, 3, 4].filter((number) => reader.portfolio.isKnown(dossierKey(hub, number)))).toEqual([1, 2, 3]);
  });

  it('les dossiers d’un dépôt ont un seul processus', async () => {
    const { writer, reader } = open();
    const { procedure } = aSnapshot();
    for (const number of [1, 2, 3]) writer.portfolio.keep(dossierKey(hub, number), anEntry({ hub: 'org/hub', number, procedure }));
    await writer.sync();
    await reader.sync();
    const processes = reader.portfolio.entries(everything).map((entry) => (entry.kind === 'snapshot' ? entry.snapshot.procedure : null));
    expect(new Set(processes).size).toBe(1);
    expect(processes[0]).toEqual(procedure);
  });
});

describe('le portefeuille de plusieurs exemplaires', () => {
  it('ceux qui regardent chacun une part montrent tous la même chose, et qui démarre ensuite aussi', async () => {
    const [one, two] = [held(), held()];
    for (const number of [1, 3]) one.portfolio.keep(dossierKey(hub, number), named(number));
    for (const number of [2, 4]) two.portfolio.keep(dossierKey(hub, number), named(number));
    await one.sync();
    await two.sync();
    await one.sync();
    const late = held();
    await late.sync();
    for (const { portfolio } of [one, two, late]) expect(titles(portfolio.entries(everything))).toEqual(['n° 1', 'n° 2', 'n° 3', 'n° 4']);
  });

  it('un dépôt qui n’est plus suivi s’en va de la base, et ses pages avec', async () => {
    const before = held();
    before.portfolio.keep(dossierKey(hub, 1), named(1));
    before.portfolio.keep(dossierKey(other, 1), anEntry({ hub: 'org/autre', number: 1, title: 'secret d’une autre équipe' }));
    await before.sync();
    const after = held([hubKey(hub)]);
    await after.sync();
    expect(titles(after.portfolio.entries(everything))).toEqual(['n° 1']);
    const { rows } = await bench.database.executeSql(`SELECT subject, value FROM ${SCHEMA}.fact`);
    for (const trace of ['org/autre', 'secret d’une autre équipe']) expect(JSON.stringify(rows)).not.toContain(trace);
  });

  it('une ligne d’une autre version, ou écrite à la main, ne se montre pas : le dossier reste à regarder', async () => {
    const before = held();
    for (const number of [1, 2, 3]) before.portfolio.keep(dossierKey(hub, number), named(number));
    await before.sync();
    await bench.database.executeSql(
      `UPDATE ${SCHEMA}.fact SET value = replace(value, '"format":${SNAPSHOT_FORMAT}', '"format":0') WHERE subject LIKE '%#1'`,
    );
    await bench.database.executeSql(`UPDATE ${SCHEMA}.fact SET value = '[]' WHERE subject LIKE '%#2'`);
    const after = held();
    await after.sync();
    expect(titles(after.portfolio.entries(everything))).toEqual(['n° 3']);
    expect([1, 2, 3].map((number) => after.portfolio.isKnown(dossierKey(hub, number)))).toEqual([false, false, true]);
  });

  it('un dossier n’y répète pas son processus, qui s’en va quand plus aucun dossier ne le suit', async () => {
    const one = held();
    const { procedure } = aSnapshot();
    const changed = { ...procedure, calendar: { ...procedure.calendar, closed: ['2027-05-28'] } };
    const counts = async () => {
      await one.sync();
      const { rows } = await bench.database.executeSql(
        `SELECT kind, max(length(value))::int AS size FROM ${SCHEMA}.fact WHERE value IS NOT NULL GROUP BY kind, subject ORDER BY kind`,
      );
      return rows.map(({ kind, size }: { kind: string; size: number }) => (kind === 'portfolio' ? size < 8_000 : kind));
    };
    for (const number of [1, 2]) one.portfolio.keep(dossierKey(hub, number), anEntry({ number, procedure }));
    const aProcess = 'process of the portfolio';
    expect(await counts()).toEqual([true, true, aProcess]);
    one.portfolio.keep(dossierKey(hub, 1), anEntry({ number: 1, procedure: changed }));
    expect(await counts()).toEqual([true, true, aProcess, aProcess]);
    one.portfolio.keep(dossierKey(hub, 2), anEntry({ number: 2, procedure: changed }));
    expect(await counts()).toEqual([true, true, aProcess]);
    const late = held();
    await late.sync();
    expect(late.portfolio.entries(everything)).toEqual(one.portfolio.entries(everything));
  });

  it('un regard qui ne change rien n’écrit rien de nouveau', async () => {
    const [one, two] = [held(), held()];
    const versions = async () => (await bench.database.executeSql(`SELECT subject, seq::int FROM ${SCHEMA}.fact ORDER BY subject`)).rows;
    one.portfolio.keep(dossierKey(hub, 1), named(1));
    await one.sync();
    const before = await versions();
    two.portfolio.keep(dossierKey(hub, 1), named(1));
    await two.sync();
    expect(await versions()).toEqual(before);
  });
});

it('un instantané d’une autre forme a un autre numéro de format : changez les deux ensemble', () => {
  const paths = new Set(
    manyDossiers(60).flatMap(({ procedure, ...snapshot }) => pathsOf(withoutParts(snapshot, placesOf(partsOf(procedure))), '')),
  );
  const shape = digest([...paths].toSorted((one, two) => (one < two ? -1 : 1)).join('\n'));
  expect([SNAPSHOT_FORMAT, shape]).toEqual([2, '99kInMQ9S_tCdCM3nxDGex']);
});

/** Where a value holds something, and of what type. */
function pathsOf(value: unknown, at: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one) => pathsOf(one, `${at}[]`));
  if (typeof value !== 'object' || value === null) return [`${at} ${value === null ? 'null' : typeof value}`];
  return Object.entries(value).flatMap(([name, one]) => pathsOf(one, `${at}.${name}`));
}
