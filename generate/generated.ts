import { keyTables } from './configuration-page.ts';
import { fillBlocks } from './fill.ts';
import { layerTable } from './layers.ts';
import { publishedSchema } from './published-schema.ts';
import { readmeBlocks } from './readme.ts';

/** Files that are written by `npm run generate`, each with what it must hold given what it holds. */
export const generated: Readonly<Record<string, (current: string) => string>> = {
  'README.md': (current) => fillBlocks(current, readmeBlocks()),
  'docs/architecture.md': (current) => fillBlocks(current, { dossiers: layerTable() }),
  'docs/configuration.md': (current) => fillBlocks(current, { clés: keyTables(publishedSchema()) }),
  'config/accompagnement.schema.json': () => `${JSON.stringify(publishedSchema(), null, 2)}\n`,
};
