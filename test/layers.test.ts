import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { layers } from '../generate/layers.ts';

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) => /\.[jt]s$/.test(path));
const pure = Object.keys(layers).filter((name) => layers[name]?.pure);

/** The layer of a file, the deepest one: a file at the top is one by itself. */
function layerOf(path: string): string {
  const folder = dirname(path);
  return folder === '.' || path in layers ? path : layerOf(folder);
}

function importsOf(file: string): readonly string[] {
  const specifiers = [...readFileSync(join('src', file), 'utf8').matchAll(/(?<!')\b(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
    ([, path = '']) => path,
  );
  return specifiers.map((path) =>
    path.startsWith('.') ? layerOf(join(dirname(file), path)) : path.startsWith('node:') ? path : `npm:${path}`,
  );
}

const arrows = files.flatMap((file) => importsOf(file).map((to) => ({ file, from: layerOf(file), to })));

it('tous les fichiers de src ont été lus', () => {
  expect(files.length).toBeGreaterThan(350);
  expect(arrows.length).toBeGreaterThan(1500);
});

it('chaque fichier n’importe que ce que layers.json permet à son dossier', () => {
  const refused = arrows.filter(({ from, to }) => from !== to && layers[from]?.imports.includes(to) !== true);
  expect(refused.map(({ file, to }) => `src/${file} : ${to}`)).toEqual([]);
});

it('chaque dossier de layers.json existe', () => {
  expect(Object.keys(layers).filter((name) => !files.some((file) => layerOf(file) === name))).toEqual([]);
});

it('un dossier pur n’importe du projet que des dossiers purs, et de Node que des calculs', () => {
  const computing = ['node:crypto', 'node:zlib'];
  const allowed = pure.flatMap((name) => (layers[name]?.imports ?? []).filter((to) => !to.startsWith('npm:')));
  expect(allowed.filter((to) => !pure.includes(to) && !computing.includes(to))).toEqual([]);
});

const lintSchema = z.object({ overrides: z.array(z.object({ files: z.array(z.string()), rules: z.record(z.string(), z.unknown()) })) });

it('les dossiers purs de layers.json sont ceux de l’analyse statique', () => {
  const { overrides } = lintSchema.parse(JSON.parse(readFileSync('.oxlintrc.json', 'utf8')));
  const banned = overrides.find(({ rules }) => 'no-restricted-globals' in rules)?.files ?? [];
  expect(banned).toEqual([...new Set(pure.map((name) => `src/${name.split('/')[0] ?? ''}/**`))]);
});

it('dans un dossier pur, ni horloge, ni hasard, ni attente, ni réseau, ni processus', () => {
  const offences = [
    'new Date()',
    'Date()',
    'Date.now()',
    'Math.random()',
    'performance.now()',
    'crypto.randomUUID()',
    'setTimeout(() => 1, 1)',
    'setInterval(() => 1, 1)',
    'setImmediate(() => 1)',
    'queueMicrotask(() => 1)',
    'fetch("x")',
    'process.env',
    'globalThis.process',
  ];
  const allowed = ['new Date(1)', 'Date.parse("2027-01-01")', 'Math.max(1, 2)'];
  const root = mkdtempSync(join(tmpdir(), 'layers-'));
  try {
    copyFileSync('.oxlintrc.json', join(root, '.oxlintrc.json'));
    cpSync('lint', join(root, 'lint'), { recursive: true });
    for (const [folder, lines] of [
      ['form', [...offences, ...allowed]],
      ['queue', offences],
    ] as const) {
      mkdirSync(join(root, 'src', folder), { recursive: true });
      writeFileSync(join(root, 'src', folder, 'tried.ts'), lines.map((code, at) => `export const tried${at} = ${code};\n`).join(''));
    }
    const { stdout } = spawnSync(join(process.cwd(), 'node_modules/.bin/oxlint'), ['--format', 'unix'], { cwd: root, encoding: 'utf8' });
    const found = [...stdout.matchAll(/^src\/(\w+)\/tried\.ts:(\d+):/gm)].map(([, folder, line]) => `${folder}:${line}`);
    expect(found.toSorted()).toEqual(offences.map((_, at) => `form:${at + 1}`).toSorted());
  } finally {
    rmSync(root, { recursive: true });
  }
});
