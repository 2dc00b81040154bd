import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Life, live } from '../simulation/live.ts';
import { calm, type Killed } from '../simulation/profile.ts';
import { problemsOf } from '../simulation/run-seed.ts';
import { countWrites } from '../simulation/scenes.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { noTroubles, shareDatabase, type Troubles } from './shared-database.ts';

/** Longer than a sweep: what one failure has put off is made up for before the next scene. */
const life = { seed: 1, dossiers: 1, stories: 'plain', pace: 65 * 60_000 } as const;
/** Writes of the longest scene of that life. Each of four files has one in four of them, so that several are lived at once, and one file tells of all of a scene. */
const LONGEST = 16;
const FILES = 4;

let cluster: Cluster;
let quiet: Life;
beforeAll(async () => {
  cluster = await startCluster();
  quiet = await live({ ...life, profile: calm });
});
afterAll(() => cluster.remove());

interface Failure {
  readonly count: number;
  readonly killed?: Killed;
  readonly atWrite?: Troubles['atWrite'];
}

/** Lives it on several processes, each delivery to all of them. */
async function lived({
  count,
  killed,
  atWrite = null,
}: Failure): Promise<{ readonly struck: number; readonly problems: readonly string[] }> {
  let troubled = 0;
  const open = async (around: Parameters<typeof shareDatabase>[2]) => {
    const shared = await shareDatabase(cluster, { seed: life.seed, ...noTroubles, atWrite }, around);
    return { ...shared, wrote: (write: number) => (shared.wrote(write), void (troubled += Number(write === atWrite?.write))) };
  };
  const profile = { ...calm, reaches: 'each', killed: killed ?? null } as const;
  const several = await live({ ...life, profile, replicas: { count, open } });
  const kills = several.counts[`kill ${killed?.when} a call`] ?? 0;
  return { struck: kills + troubled, problems: problemsOf(quiet, several) };
}

/** Fails where a scene of the life has more writes than are tried. */
export function describeLongest(): void {
  it('la scène la plus longue a autant d’écritures que d’essais', () => {
    const count = countWrites();
    expect(Math.max(...quiet.calls.map((call) => count(call) ?? 0))).toBe(LONGEST);
  });
}

/** Kills the replica that writes, at the writes of each scene that are that file's (from 1), before and after each of them. */
export function describeKills(file: number): void {
  const chosen = Array.from({ length: LONGEST / FILES }, (_, index) => ({ write: index * FILES + file, few: index % 2 === 0 }));
  describe('chaque livraison à tous les exemplaires, et celui qui écrit tué à la même écriture de chaque scène : la même fin qu’un seul sans pannes', () => {
    it.each(chosen)('écriture $write : deux ou trois exemplaires, avant et après', { timeout: 600_000 }, async ({ write, few }) => {
      const [before, after] = few ? [2, 3] : [3, 2];
      for (const failure of [
        { count: before, killed: { write, when: 'before' } },
        { count: after, killed: { write, when: 'after' } },
      ] as const) {
        const { struck, problems } = await lived(failure);
        expect(struck).toBeGreaterThan(0);
        expect(problems).toEqual([]);
      }
    });
  });
}

/** PostgreSQL fails at writes of each scene. */
export function describeTroubles(): void {
  describe('PostgreSQL à la même écriture de chaque scène : la même fin', () => {
    it.each([
      ['tué et relancé', 'crash'],
      ['hors d’atteinte dix minutes', 'cut'],
      ['lent dix minutes, trois secondes par appel', 'slow'],
    ] as const)('%s', { timeout: 900_000 }, async (_, what) => {
      for (const write of [1, 4, 9]) {
        const { struck, problems } = await lived({ count: 2, atWrite: { write, what } });
        expect(struck).toBeGreaterThan(0);
        expect(problems).toEqual([]);
      }
    });
  });
}
