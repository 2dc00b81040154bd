import { parseArgs } from 'node:util';
import { type Terminal, UsageError } from './command.ts';

/** The options of a subcommand, each with a value, and what is left. Throws UsageError for an option that does not exist or has no value. */
export function readOptions(
  args: readonly string[],
  names: readonly string[],
): { options: Readonly<Record<string, string>>; rest: readonly string[] } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
      allowPositionals: true,
    });
    const given = Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    return { options: Object.fromEntries(given), rest: positionals };
  } catch {
    throw new UsageError(`options attendues : ${names.map((name) => `--${name}`).join(', ')}, chacune suivie de sa valeur`);
  }
}

/** The text of a file, or of standard input for `-`. Throws UsageError when it cannot be read. */
export function readInput(path: string, terminal: Terminal): string {
  try {
    return path === '-' ? terminal.readStdin() : terminal.readFile(path);
  } catch {
    throw new UsageError(`fichier illisible : ${path}`);
  }
}

/** The value of an option that must be given. */
export function requireOption(options: Readonly<Record<string, string>>, name: string): string {
  const value = options[name];
  if (value === undefined) throw new UsageError(`il manque l’option --${name}`);
  return value;
}
