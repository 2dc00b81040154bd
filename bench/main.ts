import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { describeBounds } from './bounds.ts';
import { parts } from './parts.ts';

/**
 * Measures the parts that are named (`npm run bench -- pipeline webhooks`), or all of them, and prints JSON; times in milliseconds. Nothing fails here:
 * `bounds` says which figures are within what was promised, and so does the error output, in words, as each part ends. The machine must be quiet.
 */
const { positionals } = parseArgs({ allowPositionals: true });
const unknown = positionals.filter((asked) => !parts.some(({ name }) => name === asked));
if (unknown.length > 0) {
  process.stderr.write(`Unknown: ${unknown.join(', ')}. Parts: ${parts.map(({ name }) => name).join(', ')}.\n`);
  process.exit(2);
}
const load = loadavg();
const measured = [];
for (const { name, measure } of parts.filter((part) => positionals.length === 0 || positionals.includes(part.name))) {
  const { figures, bounds } = await measure();
  process.stderr.write(`${name}\n${describeBounds(bounds)}`);
  measured.push({ name, figures, bounds });
}
const all = {
  node: process.version,
  load,
  bounds: measured.flatMap(({ bounds }) => bounds),
  ...Object.fromEntries(measured.map(({ name, figures }) => [name, figures])),
};
process.stdout.write(`${JSON.stringify(all, null, 2)}\n`);
