import { z } from 'zod';
import { procedureSchema } from '../src/config/procedure.ts';

/** The part of JSON Schema that the process's schema comes to. */
export interface Schema {
  readonly [key: string]: unknown;
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: string | number | boolean;
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

const jsonSchema = z.custom<Schema>((value) => typeof value === 'object');

/** Maps that a layer replaces as a whole, so that what they require stays required (see `config/merge-layers.ts`). */
const replacedWhole: readonly string[] = ['serviceTeam', 'when'];

/** JSON Schema of what a hub writes in `.github/accostage.yml`: every key may be left out, and elements of lists are named by their `id`. */
export function layerSchema(): Schema {
  const { $schema, ...whole } = jsonSchema.parse(z.toJSONSchema(procedureSchema, { io: 'input' }));
  const layer = optional(whole);
  const extended = {
    type: 'string',
    description: 'Dépôt dont la configuration s’applique d’abord, par exemple `.github` (le dépôt de l’organisation).',
  };
  return {
    $schema,
    title: 'Processus d’accompagnement (accostage)',
    description: 'Ce qu’un dépôt d’accompagnement change au processus fourni, dans .github/accostage.yml.',
    ...layer,
    properties: { _extends: extended, ...layer.properties },
  };
}

function optional(schema: Schema): Schema {
  const { items, properties } = schema;
  if (items !== undefined) return { ...schema, items: namedItem(items) };
  if (properties === undefined) return schema;
  const entries = Object.entries(properties).map(([key, value]) => [key, replacedWhole.includes(key) ? value : optional(value)] as const);
  return { ...schema, properties: Object.fromEntries(entries), required: [] };
}

/** Elements with an `id` are merged by it; others come whole. */
function namedItem(item: Schema): Schema {
  if (item.properties?.['id'] === undefined) return item;
  const { properties = {}, ...rest } = optional(item);
  const after = { type: 'string', description: 'Identifiant de l’élément après lequel placer celui-ci.' };
  const remove = { const: true, description: 'Retire l’élément.' };
  return { ...rest, properties: { ...properties, after, remove }, required: ['id'] };
}
