import { type ExitCode, type GivenTerminal, UsageError } from './command.ts';
import { printable } from './printable.ts';
import { nearestName } from '../words/nearest.ts';
import { subcommands } from './subcommands.ts';
import { version } from './version.ts';

/** Runs `accostage` with its arguments and returns the exit code. Mistakes of the person who typed end in a sentence, never in a stack trace. */
export async function run(args: readonly string[], given: GivenTerminal): Promise<ExitCode> {
  const terminal = printable(given);
  const [name, ...rest] = args;
  const subcommand = subcommands.find((candidate) => candidate.name === name);
  if (name === '--help' || name === '-h' || name === 'help') {
    terminal.out(overview());
    return 0;
  }
  if (name === '--version' || name === '-V' || name === 'version') {
    terminal.out(`accostage ${version()}\n`);
    return 0;
  }
  if (subcommand === undefined) {
    terminal.err(`${name === undefined ? 'il manque une commande' : unknown(name)}\n\n${overview()}`);
    return 2;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.out(`${subcommand.summary}\n\n  ${subcommand.usage}\n\n${subcommand.help}\n`);
    return 0;
  }
  try {
    const subrun = await subcommand.load();
    return await subrun(rest, terminal);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    terminal.err(`${error.message}\n  ${subcommand.usage}\n`);
    return 2;
  }
}

/** Says what is not known, and what may have been meant. */
function unknown(name: string): string {
  const names = subcommands.map((subcommand) => subcommand.name);
  const meant = name === '--aide' || name === 'aide' ? 'help' : nearestName(name, names);
  return `commande inconnue : ${name}${meant === null ? '' : ` (vouliez-vous « accostage ${meant} » ?)`}`;
}

function overview(): string {
  const lines = subcommands.map(({ usage, summary }) => `  ${usage}\n      ${summary}\n`);
  return `accostage : accompagne un projet de son dossier d’embarquement jusqu’à la production\n\n${lines.join('')}\n« accostage COMMANDE --help » détaille une commande ; « accostage --version » (ou -V) dit la version. Code de sortie : 2 pour un mauvais usage ou un fichier illisible, 1 pour ce que la commande trouve d’incorrect, 0 sinon.\n`;
}
