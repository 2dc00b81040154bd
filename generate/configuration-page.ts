import type { Schema } from './published-schema.ts';

/** The keys of the process file as Markdown: a table for each map, in the order of the schema. */
export function keyTables(schema: Schema): string {
  return [table('Premier niveau', schema), ...nested([], schema)].join('\n\n');
}

function nested(path: readonly string[], { properties = {} }: Schema): readonly string[] {
  return Object.entries(properties).flatMap(([key, value]) => {
    const own = [...path, value.items === undefined ? key : `${key}[]`];
    const map = value.items ?? value;
    return map.properties === undefined ? [] : [table(`\`${own.join('.')}\``, map), ...nested(own, map)];
  });
}

function table(title: string, { properties = {} }: Schema): string {
  const rows = Object.entries(properties).map(
    ([key, value]) => `| \`${key}\` | ${cell(typeOf(value))} | ${cell(value.description ?? '')}${defaultOf(value)} |`,
  );
  return [`### ${title}`, '', '| clé | valeur | sens |', '|---|---|---|', ...rows].join('\n');
}

function typeOf(schema: Schema): string {
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${value}\``).join(', ');
  if (schema.items !== undefined) return schema.items.properties === undefined ? `liste de : ${typeOf(schema.items)}` : 'liste';
  const names: Readonly<Record<string, string>> = {
    string: 'texte',
    integer: 'nombre entier',
    boolean: '`true` ou `false`',
    object: 'clés',
  };
  const variants = schema.oneOf ?? schema.anyOf ?? [];
  return names[schema.type ?? ''] ?? [...new Set(variants.map(typeOf))].join(', ');
}

function defaultOf({ default: value }: Schema): string {
  const empty = value === undefined || (Array.isArray(value) && value.length === 0);
  return empty ? '' : ` Par défaut : \`${JSON.stringify(value)}\`.`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
