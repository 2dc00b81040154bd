import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Profile, profiles } from '../simulation/profile.ts';
import { runSeed } from '../simulation/run-seed.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { noTroubles, shareDatabase, type Troubles } from './shared-database.ts';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster.remove());

const HOUR = 3_600_000;

interface Case {
  readonly name: string;
  readonly count: number;
  readonly seed: number;
  readonly town?: 'apart' | 'mixed';
  readonly profile: Profile;
  readonly troubles: Omit<Troubles, 'seed'>;
}

/** A line of `--seed` would not start PostgreSQL: the case itself is the way to repeat it. */
const cases: readonly Case[] = [
  { name: 'deux exemplaires, sans pannes', count: 2, seed: 3, profile: profiles.calm, troubles: noTroubles },
  {
    name: 'trois exemplaires, GitHub en retard sur ses propres écritures',
    count: 3,
    seed: 4,
    profile: profiles.late,
    troubles: noTroubles,
  },
  {
    name: 'deux exemplaires tués au hasard, livraisons perdues ou doublées',
    count: 2,
    seed: 5,
    profile: { ...profiles.kills, deliveries: 0.3 },
    troubles: noTroubles,
  },
  {
    name: 'deux exemplaires, PostgreSQL qui perd un appel sur cinquante, coupé deux fois, tué deux fois',
    count: 2,
    seed: 6,
    profile: profiles.deliveries,
    troubles: { ...noTroubles, calls: 0.02, cutAt: [3 * HOUR, 9 * HOUR], crashAt: [2 * HOUR, 7 * HOUR] },
  },
  {
    name: 'trois exemplaires, un dépôt que partagent deux dossiers de deux dépôts d’accompagnement, et des pannes partout',
    count: 3,
    seed: 5,
    town: 'mixed',
    profile: { ...profiles['5'], events: [], kills: 0.005 },
    troubles: { ...noTroubles, calls: 0.01, cutAt: [5 * HOUR], crashAt: [4 * HOUR] },
  },
];

describe('plusieurs exemplaires sur un vrai PostgreSQL, leurs horloges à une minute l’une de l’autre', () => {
  it.each(cases.map((one) => [one.name, one] as const))(
    '%s : la même fin qu’un seul sans pannes, rien de double, rien de perdu',
    async (_, { count, seed, town = 'apart', profile, troubles }) => {
      const replicas = {
        count,
        open: (around: Parameters<typeof shareDatabase>[2]) => shareDatabase(cluster, { seed, ...troubles }, around),
      };
      const { problems, life } = await runSeed({ seed, dossiers: town === 'mixed' ? 2 : 1, stories: 'short', town, profile, replicas });
      expect(life.dossiers.length).toBeGreaterThan(0);
      expect(problems).toEqual([]);
    },
    1_800_000,
  );
});
