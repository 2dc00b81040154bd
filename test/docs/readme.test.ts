import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { refreshReadme } from '../../generate/readme.ts';

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => join('docs', path)),
];
const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(readFileSync('package.json', 'utf8')));

it('le README montre le processus, les commandes et le suivi tels qu’ils sont (sinon : npm run generate)', () => {
  const readme = readFileSync('README.md', 'utf8');
  expect(refreshReadme(readme)).toBe(readme);
});

describe.each(pages)('%s', (page) => {
  const text = readFileSync(page, 'utf8');

  it('ne mène qu’à des fichiers qui existent', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, target = '']) => join(dirname(page), target));
    expect(links.filter((link) => !existsSync(link))).toEqual([]);
  });

  it('ne cite que des scripts qui existent', () => {
    const cited = [...text.matchAll(/npm run (?:--silent )?([a-z:]+)/g)].map(([, name = '']) => name);
    expect(cited.filter((name) => scripts[name] === undefined)).toEqual([]);
  });
});
