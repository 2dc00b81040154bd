import { parseArgs } from 'node:util';

/** What somebody asks of `npm run sandbox`. */
export type Asked =
  /** The pages and the bench, until Ctrl-C; `process` is the path of a process file, null for the shipped one. */
  | { readonly mode: 'browser'; readonly process: string | null }
  /** The tour in the terminal, then the end; `stepByStep` waits for Enter between two steps. */
  | { readonly mode: 'terminal'; readonly stepByStep: boolean };

export const usage = `usage : npm run sandbox [-- --process FICHIER]   dans un navigateur, au besoin avec votre processus
        npm run sandbox -- --once                  la visite dans le terminal, pour la CI
        npm run sandbox -- --pas-a-pas             la même, Entrée entre deux étapes
`;

/** What the arguments ask; null for anything else. */
export function readArguments(args: readonly string[]): Asked | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { once: { type: 'boolean' }, 'pas-a-pas': { type: 'boolean' }, process: { type: 'string' } },
    });
    const stepByStep = values['pas-a-pas'] === true;
    if (values.once !== true && !stepByStep) return { mode: 'browser', process: values.process ?? null };
    return values.process === undefined ? { mode: 'terminal', stepByStep } : null;
  } catch {
    return null;
  }
}
