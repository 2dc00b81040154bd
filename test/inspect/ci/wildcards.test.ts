import { describe, expect, it } from 'vitest';
import { wildcard } from '../../../src/inspect/ci/wildcards.ts';

describe('un motif de include:local', () => {
  it.each([
    ['ci/*.yml', 'ci/a.yml', true],
    ['ci/*.yml', 'ci/a/b.yml', false],
    ['ci/*.yml', 'ci/a.yaml', false],
    ['ci/**.yml', 'ci/a/b.yml', true],
    ['ci/**/*.yml', 'ci/a/b/c.yml', true],
    ['ci/**/*.yml', 'ci/a.yml', false],
    ['*/ci.yml', 'a/ci.yml', true],
    ['*/ci.yml', 'ci.yml', false],
    ['**.yml', '.gitlab/a.yml', true],
    ['a.c*', 'abc', false],
    ['a*a.yml', 'a.yml', false],
    ['a/*b*/**c.yml', 'a/xbb/c/c.yml', true],
    ['a/*b*/**c.yml', 'a/x/b/c.yml', false],
  ])('%s, %s : %s', (pattern, path, taken) => {
    expect(wildcard(pattern)?.(path)).toBe(taken);
  });

  it('d’étoiles ou d’une longueur sans nombre n’est pas suivi', () => {
    expect(wildcard(`${'**a'.repeat(60)}b.yml`)).toBeNull();
    expect(wildcard(`${'a'.repeat(1_000)}*.yml`)).toBeNull();
    expect(wildcard('*a*a*a*a*a.yml')).toBeNull();
  });
});
