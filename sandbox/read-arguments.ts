import { parseArgs } from 'node:util';

/** What somebody asks of `npm run sandbox`. */
export type Asked =
  | { readonly mode: 'help' }
  /** The pages and the bench, until Ctrl-C; `process` is the path of a process file, null for the shipped one. */
  | { readonly mode: 'browser'; readonly process: string | null }
  /** The tour in the terminal, then the end; `stepByStep` waits for Enter between two steps. */
  | { readonly mode: 'terminal'; readonly stepByStep: boolean };

export const usage = `usage : npm run sandbox [-- --process FICHIER]   dans un navigateur, au besoin avec votre processus
        npm run sandbox -- --once                  la visite dans le terminal, pour la CI
        npm run sandbox -- --pas-a-pas             la même, Entrée entre deux étapes`;

/** What the arguments ask; what is wrong with them otherwise, in French. */
export function readArguments(args: readonly string[]): Asked | { readonly mode: 'wrong'; readonly because: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', short: 'h' },
        once: { type: 'boolean' },
        'pas-a-pas': { type: 'boolean' },
        process: { type: 'string' },
      },
    });
    if (values.help === true) return { mode: 'help' };
    const stepByStep = values['pas-a-pas'] === true;
    if (values.once !== true && !stepByStep) return { mode: 'browser', process: values.process ?? null };
    if (values.process === undefined) return { mode: 'terminal', stepByStep };
    return { mode: 'wrong', because: 'la visite dans le terminal suit le processus fourni : --process ne va qu’avec le navigateur' };
  } catch {
    return { mode: 'wrong', because: `arguments non compris : ${args.join(' ')}` };
  }
}
