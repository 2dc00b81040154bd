import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { endsOf, type Place, replayLine } from './ends.ts';
import { lives } from './lives.ts';

/** What the line prints, and how it ends. */
function replayed(places: readonly Place[], life = 'des dégâts') {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', replayLine(life, places)], { encoding: 'utf8' });
  return { status, text: stdout.split('\n').filter((line) => line !== '' && !line.startsWith('>')), stderr };
}

describe('une panne de l’énumération se rejoue seule, par la ligne qu’elle écrit', () => {
  it('où la fin est autre, la ligne dit en quoi, comme l’énumération l’a vu', () => {
    const place = { failure: 'lost', at: 2 } as const;
    const seen = endsOf(lives['des dégâts']).differences([place]);
    expect(seen).not.toEqual([]);
    expect(replayed([place])).toMatchObject({ status: 1, text: seen });
  });

  it('où la fin est la même, elle le dit ; deux pannes se rejouent ensemble', () => {
    const places = [
      { failure: 'before', at: 3 },
      { failure: 'stale', at: 5 },
    ] as const;
    expect(replayed(places)).toMatchObject({ status: 0, text: ['La même fin que sans panne.'] });
  });

  it('une vie ou une panne qui n’existe pas est refusée, avec celles qui existent', () => {
    expect(replayed([], 'nulle')).toMatchObject({ status: 1, stderr: expect.stringContaining('tout droit') });
  });
});
