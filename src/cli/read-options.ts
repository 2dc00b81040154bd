import { parseArgs } from 'node:util';
import { type Terminal, UsageError } from './command.ts';

/**
 * The options of a subcommand, each with a value, those that are flags without one, and what is left. Throws UsageError for an option that does not
 * exist, has no value or comes twice, and when two are to be read from standard input, which holds one text.
 */
export function readOptions(
  args: readonly string[],
  names: readonly string[],
  flagNames: readonly string[] = [],
): { options: Readonly<Record<string, string>>; flags: ReadonlySet<string>; rest: readonly string[] } {
  const isFlag = (arg: string) => flagNames.some((name) => arg === `--${name}`);
  const flags = new Set(args.filter(isFlag).map((arg) => arg.slice(2)));
  const { values, positionals } = parse(
    args.filter((arg) => !isFlag(arg)),
    { names, flagNames },
  );
  const repeated = Object.entries(values).find(([, given]) => given.length > 1);
  if (repeated !== undefined) throw new UsageError(`l’option --${repeated[0]} est donnée plusieurs fois`);
  const options = Object.fromEntries(Object.entries(values).map(([name, [value = '']]) => [name, value]));
  const fromStdin = Object.keys(options).filter((name) => options[name] === '-');
  if (fromStdin.length > 1) throw new UsageError(`une seule option peut lire l’entrée standard, pas ${fromStdin.length}`);
  return { options, flags, rest: positionals };
}

function parse(
  args: readonly string[],
  { names, flagNames }: { names: readonly string[]; flagNames: readonly string[] },
): { values: Readonly<Record<string, readonly string[]>>; positionals: string[] } {
  try {
    const options = Object.fromEntries(names.map((name) => [name, { type: 'string', multiple: true } as const]));
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const given = Object.entries(values).map(([name, value]) => [name, (value ?? []).map(String)] as const);
    return { values: Object.fromEntries(given), positionals };
  } catch {
    const flags = flagNames.length === 0 ? 'aucune option attendue' : `options attendues : ${listed(flagNames)}`;
    throw new UsageError(names.length === 0 ? flags : `options attendues : ${listed(names)}, chacune suivie de sa valeur`);
  }
}

function listed(names: readonly string[]): string {
  return names.map((name) => `--${name}`).join(', ');
}

/** Throws UsageError when something else than options was typed. */
export function refuseRest(rest: readonly string[]): void {
  if (rest.length > 0) throw new UsageError(`argument en trop : ${rest.join(' ')}`);
}

/** The text of a file, or of standard input for `-`. Throws UsageError when it cannot be read. */
export function readInput(path: string, terminal: Terminal): string {
  try {
    return path === '-' ? terminal.readStdin() : terminal.readFile(path);
  } catch {
    throw new UsageError(`fichier illisible : ${path}`);
  }
}

/** What is wrong where a directory is expected: a file has its own way in. */
export function unreadableDirectory(path: string, { command, terminal }: { command: string; terminal: Terminal }): UsageError {
  try {
    terminal.readFile(path);
  } catch {
    return new UsageError(`répertoire illisible : ${path}`);
  }
  return new UsageError(
    `${path} est un fichier : donnez le répertoire qui le contient, ou lisez-le seul par « accostage ${command} - < ${path} »`,
  );
}

/** The value of an option that must be given. */
export function requireOption(options: Readonly<Record<string, string>>, name: string): string {
  const value = options[name];
  if (value === undefined) throw new UsageError(`il manque l’option --${name}`);
  return value;
}
