import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { strikeLine } from './strikes.ts';

it('la ligne d’une panne de l’énumération des appels fait revivre cette panne seule, et dit où elle tombe', () => {
  const place = { struck: { call: 2, fault: 'html', before: null }, route: '' } as const;
  const { status, stdout } = spawnSync('sh', ['-c', strikeLine(place, 'plain-end')], { encoding: 'utf8' });
  expect({ status, stdout }).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/GET \/repos\/.*\nLa même fin que sans panne\.\n$/),
  });
}, 120_000);
