import { z } from 'zod';
import { layerSchema } from '../src/config/layer-schema.ts';

/** The part of JSON Schema that the process's schema comes to. */
export interface Schema {
  readonly [key: string]: unknown;
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: string | number | boolean;
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

const jsonSchema = z.custom<Schema>((value) => typeof value === 'object');

/** Where editors find it. */
const address = 'https://raw.githubusercontent.com/dnum-mi/accostage/main/config/accompagnement.schema.json';

/** JSON Schema of what a hub writes in `.github/accostage.yml`: the program's own schema of a layer. */
export function publishedSchema(): Schema {
  const { $schema, ...layer } = jsonSchema.parse(z.toJSONSchema(layerSchema, { io: 'input' }));
  return {
    $schema,
    $id: address,
    title: 'Processus d’accompagnement (accostage)',
    description: 'Ce qu’un dépôt d’accompagnement change au processus fourni, dans .github/accostage.yml.',
    ...layer,
  };
}
