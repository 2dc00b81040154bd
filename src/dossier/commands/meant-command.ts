import { ownPlainLines } from '../../answers/own-words.ts';
import type { PlainLine } from '../../markdown/plain-lines.ts';
import { splitLines } from '../../markdown/split-lines.ts';
import { visible } from '../../words/visible-text.ts';
import { plainName } from '../../words/nearest.ts';
import type { Dossier } from '../dossier.ts';
import { isAllowed } from './audience.ts';
import { commandOf } from './commands.ts';

/** Something that its author seems to ask of the App, in a way that it does not read. */
export interface MeantCommand {
  /** The line to write, which that person may use; null where none could be made out. */
  readonly line: string | null;
}

/** What somebody wrote, and who. */
interface Said {
  readonly body: string;
  readonly by: string;
}

/**
 * The command that somebody may have meant by a comment that holds none: the App called by its name, or a line that is a command but for its slash. Null for
 * all that may be an ordinary sentence (« fait », « pause déjeuner »).
 */
export function meantCommand(dossier: Dossier, said: Said): MeantCommand | null {
  return meantLines(dossier, said)[0] ?? null;
}

/** The comment as if its author had written the slashes that they forgot. */
export function withSlashes(dossier: Dossier, said: Said): string {
  const meant = new Map(meantLines(dossier, said).map(({ at, line }) => [at, line]));
  return splitLines(said.body)
    .map((text, index) => meant.get(index + 1) ?? text)
    .join('\n');
}

function meantLines(dossier: Dossier, { body, by }: Said): readonly (MeantCommand & { readonly at: number })[] {
  const lines = ownPlainLines(body.slice(0, MOST_LINES * LONGEST)).filter(({ text }) => text.trim() !== '');
  return lines.slice(0, MOST_LINES).flatMap(({ line: at, text }: PlainLine) => {
    const called = afterName(text.trim(), dossier.observation.app);
    if (called !== null) return [{ at, line: withSlash(dossier, called, by) }];
    const line = lines.length === 1 || /\s/.test(text.trim()) ? withSlash(dossier, text.trim(), by) : null;
    return line === null ? [] : [{ at, line }];
  });
}

/** Lines of a comment that are looked at: who calls the App does so at once, and a pasted log is no call. */
const MOST_LINES = 10;
/** In characters: a longer line is no command. */
const LONGEST = 1_000;

/** What follows the App's name in a line that calls it; null in a line that does not. */
function afterName(text: string, app: string): string | null {
  const name = `@${app.replace(/\[bot\]$/, '')}`.toLowerCase();
  const at = text.toLowerCase().indexOf(name);
  if (at === -1 || /\w/.test(text[at - 1] ?? '')) return null;
  const rest = text.slice(at + name.length).replace(/^\[bot\]/i, '');
  return /^[\w-]/.test(rest) ? null : rest.replace(/^[\s,:;!-]+/, '');
}

/** A line without the signs that people put around a command as they saw it written: bold, code, quotation marks. */
function undressed(text: string): string {
  const written = visible(text).normalize('NFC');
  const start = written.search(/[^\s*_~`"'«»“”‘’]/u);
  let end = written.length;
  while (end > start && /[\s*_~`"'«»“”‘’]/u.test(written.charAt(end - 1))) end--;
  const bare = start === -1 ? '' : written.slice(start, end);
  // Without its slash, what stands in code or between quotation marks is spoken of, not asked.
  return /^[/／⁄∕\\]/.test(bare) ? bare : text;
}

/** The line with its slash, where it can be nothing but that command, and its author may use it. */
function withSlash(dossier: Dossier, text: string, by: string): string | null {
  if (text.length > LONGEST) return null;
  const [, name = '', rest = ''] = /^(?:[/／⁄∕\\]\s?)?(\p{Letter}[\p{Letter}-]*)(?:\s+(.*?))?\s*[.!]?$/u.exec(undressed(text)) ?? [];
  const found = commandOf({ name, args: rest });
  if (found === null) return null;
  const { command, args } = found;
  // An alias alone may be any word: « ok », « suivi ».
  if (args === '' && plainName(name) !== plainName(command.name)) return null;
  if (command.isMeant?.(dossier, args) !== true || isAllowed(dossier, { audience: command.audience, login: by }).answer !== 'yes')
    return null;
  return `/${[command.name, args].join(' ').trim()}`;
}
