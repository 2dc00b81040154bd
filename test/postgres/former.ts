import { registerHooks } from 'node:module';

/**
 * Loaded before a program, makes of it a former release of the App: the pg-boss of that time, and what the App knew then of its tables. `RELEASE` says which: `former`, the
 * oldest that may work beside the present one, or `too old`, one before it.
 */
const releases: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  former: { BOSS_VERSION: 43, FORMAT: 1 },
  'too old': { BOSS_VERSION: 43, FORMAT: 0, OLDEST_BESIDE: 0 },
};
const known = Object.entries(releases[process.env['RELEASE'] ?? ''] ?? {});

registerHooks({
  resolve: (specifier, context, next) => next(specifier === 'pg-boss' ? 'pg-boss-former' : specifier, context),
  load: (url, context, next) => {
    const loaded = next(url, context);
    if (!url.endsWith('/src/queue/postgres/schema.ts')) return loaded;
    return { ...loaded, source: known.reduce(asKnown, textOf(loaded.source)) };
  },
});

function textOf(source: string | ArrayBuffer | NodeJS.TypedArray | null | undefined): string {
  if (source === null || source === undefined) throw new Error('nothing was loaded');
  return typeof source === 'string' ? source : new TextDecoder().decode(source);
}

/** The same source with another value of a constant. Throws where it has none of that name. */
function asKnown(source: string, [name, value]: readonly [string, number]): string {
  const written = new RegExp(`(?<=export const ${name} = )\\d+`);
  if (!written.test(source)) throw new Error(`no ${name}`);
  return source.replace(written, String(value));
}
