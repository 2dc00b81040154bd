import type { LookForHelm } from '../helm/keep-looking.ts';
import type { TreeFile } from '../inspect/files/select-files.ts';

/** What the program is given; tests give their own. */
export type GivenTerminal = Omit<Terminal, 'commands'>;

/** What a command reads and writes. */
export interface Terminal {
  readonly readFile: (path: string) => string;
  readonly readStdin: () => string;
  readonly listFiles: (directory: string) => readonly string[];
  /** Every file under a directory, by its path from there; links, `.git` and `node_modules` are left out. */
  readonly listTree: (directory: string) => readonly TreeFile[];
  /** The text of one of these files; throws for what is no file, or is longer than what is read of one. */
  readonly readTreeFile: (path: string) => string;
  /** Data, in which the log of GitHub Actions finds no command. */
  readonly out: (text: string) => void;
  /** Commands to the log of GitHub Actions, one a line. */
  readonly commands: (text: string) => void;
  /** Messages. */
  readonly err: (text: string) => void;
  readonly now: () => Date;
  /** Opens the network, through the proxy and the authorities of the environment and of `.env`; then calls leave by what it returns. Throws UsageError. */
  readonly network: () => Send;
  /** What renders charts. */
  readonly helm: LookForHelm;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** How a call leaves the process. */
export type Send = (url: string, options: RequestInit) => Promise<Response>;

/** 0: done; 1: the input has errors; 2: wrong usage, or a file that cannot be read. */
export type ExitCode = 0 | 1 | 2;

/** Runs a subcommand. Throws `UsageError` for what the person who typed can mend. */
export type Run = (args: readonly string[], terminal: Terminal) => ExitCode | Promise<ExitCode>;

/** Something the person who typed the command can mend, in French. */
export class UsageError extends Error {}
