import { expect, it } from 'vitest';
import { dashboardOf } from '../../../src/portfolio/dashboard.ts';
import type { Entry } from '../../../src/portfolio/entry.ts';
import { portfolioCsv } from '../../../src/render/portfolio-csv.ts';
import type { Snapshot } from '../../../src/portfolio/snapshot.ts';
import { technicalOf } from '../../../src/portfolio/technical.ts';
import { aFlow, now, portfolioOf } from '../../portfolio/a-portfolio.ts';
import { aSnapshot, clocksOfTurn } from '../../portfolio/a-snapshot.ts';
import * as fc from '../../property.ts';
import { open, type Page, rowsOf, textOf } from './a-page.ts';
import { pagesOf } from './serve-pages.ts';

const count = fc.nat({ max: 2 });
const turns = fc.constantFrom<Snapshot['clocks']['turn'][]>('service-team', 'projet', 'nobody', 'unknown', null);
const day = fc.integer({ min: 1, max: 25 }).map((of) => `2027-11-${String(of).padStart(2, '0')}T09:00:00Z`);
const mirrors = fc.dictionary(
  fc.constantFrom('stopped', 'elsewhere', 'to-propose', 'proposed', 'declined', 'waiting', 'failing', 'mirrored', 'by-hand', 'other-means'),
  fc.integer({ min: 1, max: 2 }),
);
const dossier = fc
  .record({
    blocking: count,
    breaking: count,
    audited: count,
    unread: count,
    mirrors,
    turn: turns,
    since: fc.option(day),
    flows: fc.nat({ max: 6 }),
  })
  .map(({ turn, since, flows, mirrors: of, ...found }): Partial<Snapshot> => ({
    clocks: clocksOfTurn(turn, since),
    findings: { ...aSnapshot().findings, repositories: 3, ...found },
    mirrors: of,
    flows: Array.from({ length: flows }, (_, rank) => aFlow(rank)),
  }));
const dossiers = fc
  .array(dossier, { minLength: 1, maxLength: 6 })
  .map((told) => told.map((one, index) => aSnapshot({ ...one, number: index + 1, title: `Projet ${index + 1}` })));

const numbers = (page: Page, section: string) => rowsOf(page.at(section)).map(([name = '']) => Number(/#(\d+)/.exec(name)?.[1]));
const numbersOf = (snapshots: readonly Snapshot[]) => snapshots.map(({ number }) => number);

it('la page, le tableau de bord et le CSV disent les mêmes dossiers et les mêmes valeurs, dans le même ordre', async () => {
  await fc.assert(
    fc.asyncProperty(dossiers, async (snapshots) => {
      const entries = snapshots.map((snapshot): Entry => ({ kind: 'snapshot', snapshot }));
      const { calendar } = aSnapshot().procedure;
      const board = dashboardOf(entries, { now, calendar });
      const pages = pagesOf(portfolioOf(snapshots));
      const [page, flows] = [await open(pages, '/portefeuille'), await open(pages, '/flux?etat=demande')];
      expect(numbers(page, 'nous')).toEqual(numbersOf(board.ours.map(({ snapshot }) => snapshot)));
      expect(numbers(page, 'projet')).toEqual(numbersOf(board.theirs.map(({ snapshot }) => snapshot)));
      expect(numbers(page, 'technique')).toEqual(numbersOf(board.technical));
      const asked = rowsOf(flows.at('liste')).map(([id, , since = '']) => [id, since.split(/(?<=jours?) /)[0]]);
      expect(asked).toEqual(
        board.flows.map(({ flow, days }) => [
          flow.id,
          days === 0 ? 'aujourd’hui' : `${days}\u00a0jour${(days ?? 0) > 1 ? 's' : ''}`.replace('\u00a0', ' '),
        ]),
      );
      const [titles = '', ...rows] = portfolioCsv(entries).replace('\u{FEFF}', '').trim().split('\n');
      const column = titles.split(';').indexOf('synchronisations arrêtées ou refusées');
      expect(rows.map((row) => Number(row.split(';').at(column - titles.split(';').length)))).toEqual(
        snapshots.map((one) => technicalOf(one).stopped),
      );
      for (const snapshot of board.technical)
        expect(textOf((await open(pages, `/dossiers/${snapshot.hub}/${snapshot.number}`)).at('titre-technique'))).toBe('Technique');
    }),
    { numRuns: 15 },
  );
});
