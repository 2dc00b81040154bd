import { afterAll, beforeAll } from 'vitest';
import { postgresBench } from '../queue/postgres-bench.ts';
import { describePostgresQueue } from '../queue/postgres-contract.ts';
import { type Cluster, startCluster } from './cluster.ts';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster.remove());

describePostgresQueue(() => postgresBench(cluster.url()));
