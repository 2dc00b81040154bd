import { loadavg } from 'node:os';
import { describeBounds } from './bounds.ts';
import { benchScale, scaleBounds } from './scale.ts';

/** What a large portfolio costs, without the rest of the bench (`npm run bench:scale`): the same figures, as JSON, and the bounds in words. */
const load = loadavg();
const scale = await benchScale();
const bounds = scaleBounds(scale);
process.stderr.write(describeBounds(bounds));
process.stdout.write(`${JSON.stringify({ node: process.version, load, bounds, scale }, null, 2)}\n`);
