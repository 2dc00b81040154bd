import { plainLines } from '../../markdown/plain-lines.ts';
import { plainName } from '../../words/nearest.ts';
import type { Dossier } from '../dossier.ts';
import { isAllowed } from './audience.ts';
import { commandOf } from './commands.ts';

/** Something that its author seems to ask of the App, in a way that it does not read. */
export interface MeantCommand {
  /** The line to write, which that person may use; null where none could be made out. */
  readonly line: string | null;
}

/**
 * The command that somebody may have meant by a comment that holds none: the App called by its name, or a line that is a command but for its slash. Null for
 * all that may be an ordinary sentence (« fait », « pause déjeuner »).
 */
export function meantCommand(dossier: Dossier, { body, by }: { body: string; by: string }): MeantCommand | null {
  const lines = plainLines(body).flatMap(({ text }) => (text.trim() === '' ? [] : [text.trim()]));
  const alone = lines.length === 1;
  for (const text of lines) {
    const called = afterName(text, dossier.observation.app);
    if (called !== null) return { line: withSlash(dossier, called, by) };
    const line = alone || /\s/.test(text) ? withSlash(dossier, text, by) : null;
    if (line !== null) return { line };
  }
  return null;
}

/** What follows the App's name in a line that calls it; null in a line that does not. */
function afterName(text: string, app: string): string | null {
  const name = `@${app.replace(/\[bot\]$/, '')}`.toLowerCase();
  const at = text.toLowerCase().indexOf(name);
  if (at === -1 || /\w/.test(text[at - 1] ?? '')) return null;
  const rest = text.slice(at + name.length).replace(/^\[bot\]/i, '');
  return /^[\w-]/.test(rest) ? null : rest.replace(/^[\s,:;!-]+/, '');
}

/** The line with its slash, where it can be nothing but that command, and its author may use it. */
function withSlash(dossier: Dossier, text: string, by: string): string | null {
  const [, name = '', rest = ''] = /^\/?(\p{Letter}[\p{Letter}-]*)(?:\s+(.*?))?\s*[.!]?$/u.exec(text) ?? [];
  const found = commandOf({ name, args: rest });
  if (found === null) return null;
  const { command, args } = found;
  // An alias alone may be any word: « ok », « suivi ».
  if (args === '' && plainName(name) !== plainName(command.name)) return null;
  if (command.isMeant?.(dossier, args) !== true || isAllowed(dossier, { audience: command.audience, login: by }).answer !== 'yes')
    return null;
  return `/${[command.name, args].join(' ').trim()}`;
}
