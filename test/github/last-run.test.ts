import { expect, it } from 'vitest';
import { lastRun } from '../../src/github/read-repository.ts';

it.each<[string, readonly string[], object]>([
  [
    'un échec cache le succès d’avant',
    ['failure', 'cancelled', 'timed_out', 'success', 'success'],
    { succeeded: false, successBefore: { url: 'run/6', at: '6' } },
  ],
  ['un échec sans succès avant lui n’en cache pas', ['failure', 'skipped'], { succeeded: false, successBefore: null }],
  ['un succès ne cache rien', ['success', 'failure', 'success'], { succeeded: true, successBefore: null }],
  ['ce qui ne dit rien ne compte pas', ['cancelled', 'success'], { succeeded: true, successBefore: null, id: 8 }],
])('le dernier passage qui dise quelque chose : %s', (_, conclusions, expected) => {
  const rows = conclusions.map((conclusion, index) => ({
    id: 9 - index,
    conclusion,
    html_url: `run/${9 - index}`,
    updated_at: `${9 - index}`,
  }));
  expect(lastRun(rows)).toEqual(expect.objectContaining(expected));
});

it('de passages qui ne disent rien, aucun', () => {
  expect(lastRun([{ id: 9, conclusion: 'cancelled', html_url: '', updated_at: '' }])).toBeNull();
});
