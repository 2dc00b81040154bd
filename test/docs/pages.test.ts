import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { generated } from '../../generate/generated.ts';
import { compileProcedure } from '../../src/config/compile-procedure.ts';
import { readDefaults } from '../../src/defaults.ts';
import { readYaml } from '../../src/yaml/located-yaml.ts';

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => join('docs', path)),
];
const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(readFileSync('package.json', 'utf8')));

it.each(Object.entries(generated))('%s est à jour (sinon : npm run generate)', (path, refresh) => {
  const current = readFileSync(path, 'utf8');
  expect(refresh(current)).toBe(current);
});

describe('les exemples de docs/configuration.md', () => {
  const { layer, form } = readDefaults();
  const examples = [...readFileSync('docs/configuration.md', 'utf8').matchAll(/^```yaml\n(version: 1[\s\S]*?)^```$/gm)].map(
    ([, text = '']) => text,
  );

  it.each(examples)('%j', (text) => {
    const read = readYaml(text, 'exemple.yml');
    expect(read.ok ? compileProcedure([layer, read.yaml], form) : read).toMatchObject({ ok: true });
  });
});

describe.each(pages)('%s', (page) => {
  const text = readFileSync(page, 'utf8');

  it('ne mène qu’à des fichiers qui existent', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, target = '']) => join(dirname(page), target));
    expect(links.filter((link) => !existsSync(link))).toEqual([]);
  });

  it('ne dit dans un fichier que des noms qui y sont', () => {
    const said = [...text.matchAll(/`([a-z]\w+)` \(\[(src\/[^\]]+\.ts)\]/g)].map(([, name = '', path = '']) => ({ name, path }));
    expect(said.filter(({ name, path }) => !readFileSync(path, 'utf8').includes(name))).toEqual([]);
  });

  it('ne cite que des scripts qui existent', () => {
    const cited = [...text.matchAll(/npm run (?:--silent )?([a-z:]+)/g)].map(([, name = '']) => name);
    expect(cited.filter((name) => scripts[name] === undefined)).toEqual([]);
  });
});
