import { expect, it } from 'vitest';
import { createKeptPresses } from '../../src/github/kept-presses.ts';
import { alone } from '../../src/queue/facts.ts';

const at = { where: { owner: 'org', repo: 'api' }, commit: 'c'.repeat(40) };

it('un commit pressé de nouveau pendant qu’on répond reste retenu', () => {
  const presses = createKeptPresses(alone);
  presses.add({ ...at });
  const answered = presses.on(at);
  presses.add({ ...at });
  if (answered !== null) presses.delete(answered);
  expect(presses.all()).toEqual([at]);
  const [again] = presses.all();
  if (again !== undefined) presses.delete(again);
  expect(presses.all()).toEqual([]);
});
