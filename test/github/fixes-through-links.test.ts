import { expect, it } from 'vitest';
import { isThroughLink } from '../../src/github/fixes-pulls.ts';

it.each([
  ['app/Dockerfile', true],
  ['overlays/prod/base/a.yaml', true],
  ['overlays/prod/a.yaml', false],
  ['app/Dockerfile.web', false],
  ['.gitlab-ci-dso.yml', false],
])('%s : rien n’est écrit sur un lien ni dessous', (path, isThrough) => {
  const modes = new Map([
    ['app', '040000'],
    ['app/Dockerfile', '120000'],
    ['overlays/prod/base', '120000'],
    ['overlays/prod/a.yaml', '100644'],
  ]);
  expect(isThroughLink(path, modes)).toBe(isThrough);
});
