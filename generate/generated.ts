import { keyTables } from './configuration-page.ts';
import { fillBlocks } from './fill.ts';
import { layerSchema } from './layer-schema.ts';
import { readmeBlocks } from './readme.ts';

/** Files that are written by `npm run generate`, each with what it must hold given what it holds. */
export const generated: Readonly<Record<string, (current: string) => string>> = {
  'README.md': (current) => fillBlocks(current, readmeBlocks()),
  'docs/configuration.md': (current) => fillBlocks(current, { clés: keyTables(layerSchema()) }),
  'config/accompagnement.schema.json': () => `${JSON.stringify(layerSchema(), null, 2)}\n`,
};
