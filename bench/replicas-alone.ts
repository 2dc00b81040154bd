import { loadavg } from 'node:os';
import { benchReplicas } from './replicas.ts';

/** What two replicas do against one, without the rest of the bench (`npm run bench:replicas`): the same figures, as JSON. */
const load = loadavg();
const replicas = await benchReplicas();
process.stdout.write(`${JSON.stringify({ node: process.version, load, replicas }, null, 2)}\n`);
