import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

let kept: string;
beforeAll(() => {
  kept = mkdtempSync(join(tmpdir(), 'accostage-'));
});
afterAll(() => rmSync(kept, { recursive: true }));

/** Node tells at its end whether it had to load what reads TypeScript, and the folder that its threads are told. */
const tell = `process.on('exit', () => console.log(process.moduleLoadList.some((name) => name.includes('amaro')), process.env.NODE_COMPILE_CACHE))`;

/** Starts the App without any settings: it reads all its sources, says what is missing, and ends. */
function start(env: Readonly<Record<string, string>>): string {
  const args = ['--import', `data:text/javascript,${encodeURIComponent(tell)}`, 'src/main.js'];
  return spawnSync(process.execPath, args, { env, encoding: 'utf8' }).stdout.trim();
}

it('le second démarrage ne lit plus de TypeScript : ce que Node en a tiré est gardé, pour ses fils aussi', () => {
  expect(start({ NODE_COMPILE_CACHE: kept })).toBe(`true ${kept}`);
  expect(start({ NODE_COMPILE_CACHE: kept })).toBe(`false ${kept}`);
  expect(start({})).toMatch(/ node_modules\/\.cache\/accostage$/);
});
