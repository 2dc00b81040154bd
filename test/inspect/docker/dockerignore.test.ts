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
