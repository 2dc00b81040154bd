import { readFileSync } from 'node:fs';
import { z } from 'zod';

const layersSchema = z.record(
  z.string(),
  z.strictObject({
    /** Same input, same output: no clock, no chance, no network, no process. */
    pure: z.boolean(),
    /** What stands there, in French. */
    holds: z.string(),
    /** Other folders and files of `src`, `npm:` packages and `node:` modules. */
    imports: z.array(z.string()),
  }),
);

/** What each folder of `src`, and each file at its top, may import (`layers.json`): whatever is not told there is refused. */
export const layers = layersSchema.parse(JSON.parse(readFileSync(new URL('../layers.json', import.meta.url), 'utf8')));

/** The layers as a Markdown table, for docs/architecture.md. */
export function layerTable(): string {
  const rows = Object.entries(layers).map(([name, { pure, holds, imports }]) => {
    const own = imports.filter((path) => !path.includes(':'));
    return `| \`src/${name}\` | ${holds} | ${pure ? 'oui' : ''} | ${own.length === 0 ? 'rien' : own.join(', ')} |`;
  });
  return ['| dossier | contenu | pur | ce qu’il peut importer |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
