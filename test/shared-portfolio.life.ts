import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPortfolio } from '../src/portfolio/portfolio.ts';
import { inCommon } from '../src/queue/in-common.ts';
import { SCHEMA } from '../src/queue/postgres/schema.ts';
import { sharePortfolio, SNAPSHOT_FORMAT } from '../src/shared-portfolio.ts';
import { dossierKey, hubKey, type HubKey } from '../src/words/key.ts';
import { anEntry, aSnapshot } from './portfolio/a-snapshot.ts';
import { everything, type Held, hub, named, other, portfolioContract, titles } from './portfolio/portfolio-contract.ts';
import { postgresBench, type PostgresBench } from './queue/postgres-bench.ts';

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

describe('le portefeuille dans PostgreSQL, lu par un autre exemplaire', () => {
  portfolioContract(() => ({ writer: held(), reader: held() }));
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
