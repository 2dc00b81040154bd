import { describe, expect, it } from 'vitest';
import { matchesWildcard } from '../../../src/inspect/ci/wildcards.ts';

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
  ])('%s, %s : %s', (pattern, path, taken) => {
    expect(matchesWildcard(pattern, path)).toBe(taken);
  });

  it('d’étoiles sans nombre se suit en un temps borné', () => {
    expect(matchesWildcard(`${'**a'.repeat(60)}b.yml`, `${'a'.repeat(4_000)}.yml`)).toBe(false);
    expect(matchesWildcard(`${'*'.repeat(1_000)}.yml`, 'a.yml')).toBe(false);
  });
});
