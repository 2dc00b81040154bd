import { writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { startBench } from './bench/start-bench.ts';
import { HUB } from './seed/population.ts';
import { inputsDigest, INPUTS_FILE } from './screenshot-inputs.ts';

/** Each picture of the documentation: after how many steps of the tour, what page, how wide and high. */
const pictures = [
  { file: 'bac-a-sable-accueil.png', step: 0, path: '/', width: 1000, height: 620 },
  { file: 'bac-a-sable-dossier.png', step: 2, path: `/${HUB}/issues/1#issuecomment-3000000001`, width: 1000, height: 620 },
  { file: 'bac-a-sable-pull-request.png', step: 12, path: '/demat-permis/api/pull/1', width: 1000, height: 620 },
  { file: 'bac-a-sable-telephone.png', step: 12, path: `/${HUB}/issues/1#issuecomment-3000000001`, width: 390, height: 700 },
] as const;

/** Makes the pictures of the documentation (Chromium of Debian), and keeps beside them what they were made of. */
const bench = await startBench({ port: 0 });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  for (const { file, step, path, width, height } of pictures) {
    while (bench.player.state().played.length < step) await bench.player.next();
    const page = await browser.newPage({ viewport: { width, height }, colorScheme: 'light', reducedMotion: 'reduce' });
    await page.goto(`${bench.url}${path}`);
    await page.screenshot({ path: `docs/images/${file}` });
    await page.close();
  }
  writeFileSync(INPUTS_FILE, `${inputsDigest()}\n`);
} finally {
  await browser.close();
  await bench.close();
}
