import { describe, expect, it } from 'vitest';
import { portfolioCsv } from '../../../src/render/portfolio-csv.ts';
import { portfolioJson } from '../../../src/render/portfolio-json.ts';
import type { Entry } from '../../../src/portfolio/entry.ts';
import type { Snapshot } from '../../../src/portfolio/snapshot.ts';
import { dossiersOf, hostileTexts } from '../../portfolio/a-hostile-snapshot.ts';
import { now, portfolioOf } from '../../portfolio/a-portfolio.ts';
import * as fc from '../../property.ts';
import { elements, open, type Page } from './a-page.ts';
import { pagesOf } from './serve-pages.ts';

const paths = ['/portefeuille', '/portefeuille?campagne=c/2027-12-31', '/flux', '/activite', '/dossiers/dnum-mi/dso-formation/1'];
const LONGEST_PAGE = 300_000;
/** Beyond the lines and tabs that a page has. */
const unseen = /[\p{Cf}\p{Zl}\p{Zp}[\p{Cc}--[\n\t]]]/v;

/** The names of its elements and of their attributes, in their order. */
const shapeOf = (page: Page) =>
  page.all('html').flatMap((root) => elements(root).map(({ tagName, attrs }) => `${tagName} ${attrs.map(({ name }) => name).join(' ')}`));
/** Where its links, forms and pictures lead. */
const targetsOf = (page: Page) =>
  page
    .all('html')
    .flatMap((root) => elements(root))
    .flatMap(({ attrs }) => attrs.filter(({ name }) => ['href', 'src', 'action', 'formaction'].includes(name)).map(({ value }) => value));
const entriesOf = (snapshots: readonly Snapshot[]) => snapshots.map((snapshot): Entry => ({ kind: 'snapshot', snapshot }));
const withoutLinks = (snapshots: readonly Snapshot[]) =>
  snapshots.map((one) => ({ ...one, url: 'nulle part', questions: one.questions.map((question) => ({ ...question, url: 'nulle part' })) }));

/** The shape of each page of plain dossiers. */
const plainShapes = new Map(
  await Promise.all(
    paths.map(async (path) => [path, shapeOf(await open(pagesOf(portfolioOf(withoutLinks(dossiersOf('x')))), path))] as const),
  ),
);

/** The page of hostile dossiers has the shape of that of plain ones, leads nowhere else, hides nothing, and is bounded. */
async function expectInert(text: string, path: string): Promise<void> {
  const page = await open(pagesOf(portfolioOf(dossiersOf(text))), path);
  expect(page.status).toBe(200);
  expect(shapeOf(page)).toEqual(plainShapes.get(path));
  expect(targetsOf(page).filter((target) => !/^(?:[/#]|https?:\/\/)/.test(target))).toEqual([]);
  expect(targetsOf(page).filter((target) => target.startsWith('//') || target.includes('evil.example/'))).toEqual([]);
  expect(page.html).not.toMatch(unseen);
  expect(page.html.isWellFormed()).toBe(true);
  expect(page.html.length).toBeLessThan(LONGEST_PAGE);
}

/** The cells of a CSV, line by line (RFC 4180, with `;`). */
function cellsOf(csv: string): readonly (readonly string[])[] {
  return csv
    .replace('\u{FEFF}', '')
    .trimEnd()
    .split('\n')
    .map((line) =>
      [...line.matchAll(/(?:^|;)(?:"((?:[^"]|"")*)"|([^;"]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? ''),
    );
}

const formula = /^\s*[=+\-−@\t\r]/;

describe.each(paths)('%s', (path) => {
  it.each(hostileTexts)('%j, dans chaque texte du dossier, reste du texte', (text) => expectInert(text, path));

  it('cent mille caractères, dans chaque texte du dossier, n’allongent guère la page', async () => {
    for (const unit of ['é', 'é ', '<', 'x\n', '\u{1F600}']) await expectInert(unit.repeat(100_000 / unit.length), path);
  });

  it('n’importe quel texte', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', minLength: 1 }).map((text) => `x${text}x`),
        (text) => expectInert(text, path),
      ),
      { numRuns: 20 },
    );
  });
});

it.each(['', '   ', '\u200B'])('un titre de ticket où rien ne se voit (%j) : la page du dossier garde un titre', async (title) => {
  const page = await open(pagesOf(portfolioOf(dossiersOf('x').map((one) => ({ ...one, title })))), '/dossiers/dnum-mi/dso-formation/1');
  expect(page.html).toMatch(/<title>\(sans titre\) – /);
});

it.each(hostileTexts)(
  '%j : dans les CSV, aucune cellule n’est une formule, chaque dossier a sa ligne et toutes ses cellules',
  async (text) => {
    const snapshots = dossiersOf(text);
    const flows = await (await pagesOf(portfolioOf(snapshots)).request('/flux.csv')).text();
    for (const csv of [portfolioCsv(entriesOf(snapshots)), flows]) {
      const [titles = [], ...rows] = cellsOf(csv);
      expect(rows.map((cells) => cells.length)).toEqual([titles.length, titles.length]);
      expect(rows.flat().filter((cell) => formula.test(cell.normalize('NFKC')))).toEqual([]);
      expect(csv.replace('\u{FEFF}', '')).not.toMatch(unseen);
    }
  },
);

it.each(hostileTexts)('%j : le JSON se relit tel quel', (text) => {
  const json = portfolioJson(entriesOf(dossiersOf(text)), now);
  const written: unknown = JSON.parse(JSON.stringify(json));
  expect(written).toMatchObject({ dossiers: [{ title: text }, { title: text }] });
});
