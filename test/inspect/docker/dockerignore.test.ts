import { expect, it } from 'vitest';
import { isIgnored, readIgnore } from '../../../src/inspect/docker/dockerignore.ts';

it.each([
  ['.env', '.env', true],
  ['api/.env', '.env', false],
  ['api/.env', '**/.env', true],
  ['.env', '**/.env', true],
  ['api/.env.local', '**/.env*', true],
  ['a/b/c', 'a', true],
  ['a/b/c', '/a/', true],
  ['a/b/c', 'a/*/c', true],
  ['a/b/c', 'a/?', true],
  ['a/b/c', 'b', false],
  ['.env', '*\n!src', true],
  ['src/.env', '*\n!src', false],
  ['src/.env', '*\n!src\nsrc/.env', true],
  ['.env', '# .env\n\n  ', false],
  ['.env', './.env', true],
  ['a', '.', true],
])('%s avec %j : %s', (path, text, ignored) => {
  expect(isIgnored(path, readIgnore(text))).toBe(ignored);
});

it('un chemin de deux cents dossiers est comparé en une passe à deux cents motifs', () => {
  const path = `${'a/'.repeat(200)}.env`;
  const patterns = readIgnore(`${'**/a/'.repeat(58)}x\n`.repeat(200));
  expect(patterns).toHaveLength(200);
  expect(isIgnored(path, patterns)).toBe(false);
  expect(isIgnored(path, [...patterns, '**/a/**/.env'])).toBe(true);
});
