import { writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { readDefaults } from '../src/defaults.ts';
import { startBench } from './bench/start-bench.ts';
import { WHO } from './pages/who.ts';
import { openOtherDossiers } from './seed/other-dossiers.ts';
import type { Login } from './seed/people.ts';
import { HUB } from './seed/population.ts';
import { inputsDigest, INPUTS_FILE } from './screenshot-inputs.ts';

/** A picture of the documentation: what page, as whom, how wide and high. */
interface Picture {
  readonly file: string;
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly as?: Login;
}

/** Those of the tour, each after so many of its steps. */
const ofTheTour: readonly (Picture & { readonly step: number })[] = [
  { file: 'bac-a-sable-accueil.png', step: 0, path: '/', width: 1000, height: 620 },
  { file: 'bac-a-sable-dossier.png', step: 2, path: `/${HUB}/issues/1#issuecomment-3000000001`, width: 1000, height: 620 },
  { file: 'bac-a-sable-pull-request.png', step: 12, path: '/demat-permis/api/pull/1', width: 1000, height: 620 },
  { file: 'bac-a-sable-telephone.png', step: 12, path: `/${HUB}/issues/1#issuecomment-3000000001`, width: 390, height: 700 },
];

/** Those of the portfolio, once it holds more dossiers and some days have passed. */
const ofThePortfolio: readonly Picture[] = [
  { file: 'portefeuille.png', path: '/portefeuille', width: 1200, height: 900, as: 'camille-st' },
  { file: 'portefeuille-dossier.png', path: `/dossiers/${HUB}/1`, width: 1200, height: 900, as: 'camille-st' },
  { file: 'portefeuille-flux.png', path: '/flux', width: 1200, height: 700, as: 'camille-st' },
  { file: 'portefeuille-activite.png', path: '/activite?depuis=2020-01-01', width: 1200, height: 900, as: 'camille-st' },
];

const DAYS_MS = 9 * 86_400_000;

/** Makes the pictures of the documentation (Chromium of Debian), and keeps beside them what they were made of. */
const bench = await startBench({ port: 0 });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  for (const { step, ...picture } of ofTheTour) {
    while (bench.player.state().played.length < step) await bench.player.next();
    await take(picture);
  }
  await openOtherDossiers(bench.world.sandbox(), readDefaults().form);
  bench.world.advance(DAYS_MS);
  await bench.world.sandbox().settle();
  for (const picture of ofThePortfolio) await take(picture);
  writeFileSync(INPUTS_FILE, `${inputsDigest()}\n`);
} finally {
  await browser.close();
  await bench.close();
}

async function take({ file, path, width, height, as }: Picture): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: 'light', reducedMotion: 'reduce' });
  if (as !== undefined) await page.context().addCookies([{ name: WHO, value: as, url: bench.url }]);
  await page.goto(`${bench.url}${path}`);
  await page.screenshot({ path: `docs/images/${file}` });
  await page.close();
}
