import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createPortfolio } from '../src/portfolio/portfolio.ts';
import type { Snapshot } from '../src/portfolio/snapshot.ts';
import { dossierKey, repositoryNamed } from '../src/words/key.ts';
import { readAssets } from '../src/web/pages/assets.ts';
import { portfolioPages } from '../src/web/pages/portfolio-pages.ts';
import { createToyHub } from '../test/dossier/toy-hub.ts';
import { manyDossiers, now } from '../test/portfolio/a-portfolio.ts';
import { percentile } from './percentile.ts';

const DOSSIERS = 2_000;
const DECISIONS = 200;

/** The pages of 2,000 dossiers: how long each takes, how heavy it is, what it comes to draw a chart, and what a dossier holds in memory. */
export async function benchPortfolio() {
  const assets = readAssets();
  const portfolio = createPortfolio();
  for (const snapshot of manyDossiers(DOSSIERS))
    portfolio.keep(dossierKey(repositoryNamed(snapshot.hub), snapshot.number), { kind: 'snapshot', snapshot });
  const reader = { login: 'camille-st', mayRead: () => true, seesDossier: () => true };
  const pages = portfolioPages({ portfolio, reader: () => Promise.resolve(reader), clock: { now: () => new Date(now) }, assets });
  const measure = async (path: string) => {
    const times: number[] = [];
    let bytes = 0;
    for (let round = 0; round < 12; round++) {
      const start = process.cpuUsage();
      bytes = (await (await pages.request(path)).arrayBuffer()).byteLength;
      const { user, system } = process.cpuUsage(start);
      if (round >= 2) times.push((user + system) / 1_000);
    }
    return { p50: percentile(times, 50), kb: Math.round(bytes / 102.4) / 10 };
  };
  const paths = [
    '/portefeuille',
    '/portefeuille?phase=ovh&q=alertes',
    '/dossiers/dnum-mi/dso-formation/8',
    '/flux',
    '/activite',
    '/activite?depuis=2027-01-01',
  ];
  const byPath = Object.fromEntries(await eachOf(paths, measure));
  const chart = await measure('/graphiques/temps-par-phase.svg');
  const worst = Math.max(...Object.values(byPath).map(({ p50 }) => p50));
  const heaviest = Math.max(...Object.values(byPath).map(({ kb }) => kb));
  return { dossiers: DOSSIERS, perDossierKb: heldByOne(), byPath, chart, worst, heaviest };
}

type Measured = { readonly p50: number; readonly kb: number };

/** One after the other: at once, each would be measured with the others. */
async function eachOf(paths: readonly string[], measure: (path: string) => Promise<Measured>) {
  const measured: [string, Measured][] = [];
  for (const path of paths) measured.push([path, await measure(path)]);
  return measured;
}

/** What the snapshot of a dossier holds, in kB, as the decision makes it: those of many decisions, each of its own reading. */
function heldByOne(): number {
  const hub = createToyHub();
  for (let warm = 0; warm < 20; warm++) hub.reconcile();
  const kept: Snapshot[] = [];
  const before = heldBytes();
  for (let decided = 0; decided < DECISIONS; decided++) kept.push(hub.reconcile().plan.snapshot);
  return Math.round((heldBytes() - before) / kept.length / 102.4) / 10;
}

function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}
