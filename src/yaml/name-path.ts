import type { ValuePath } from './located-yaml.ts';

/**
 * A path as whoever wrote the file reads it: elements of lists by their `id` (`phases[ovh].checklist[comptes].title`), or `[]` where they have none. Never a
 * rank, which means nothing in lists that are merged. `fichier` for the whole.
 */
export function namePath(value: unknown, path: ValuePath): string {
  if (path.length === 0) return 'fichier';
  return path.reduce<{ named: string; at: unknown }>(nameStep, { named: '', at: value }).named;
}

function nameStep({ named, at }: { named: string; at: unknown }, key: PropertyKey): { named: string; at: unknown } {
  const next = childOf(at, key);
  if (typeof key === 'number') return { named: `${named}[${idOf(next)}]`, at: next };
  return { named: named === '' ? String(key) : `${named}.${String(key)}`, at: next };
}

function childOf(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

/** Only what can be an id is shown. */
function idOf(value: unknown): string {
  const id = childOf(value, 'id');
  return typeof id === 'string' && /^[\w-]{1,60}$/.test(id) ? id : '';
}
