import { isLogin } from './login.ts';
import { nonBreaking } from './non-breaking.ts';
import type { Sentence } from './sentence.ts';
import { shortened } from './shortened.ts';
import { visible } from './visible-text.ts';

/** Text that is Markdown on purpose. Only this folder makes some, so nothing a user wrote becomes Markdown by mistake. */
export interface Markdown {
  readonly markdown: string;
}

type Value = Markdown | Sentence | string | number;

/** Builds Markdown. A string that is interpolated is a user's: it shows as inert code. Numbers and Markdown pass as they are, sentences by their parts. */
export function md(strings: TemplateStringsArray, ...values: readonly Value[]): Markdown {
  let markdown = '';
  const own = ownWords(strings);
  for (let index = 0; index < own.length; index++) markdown += (own[index] ?? '') + valueText(values[index]);
  return { markdown };
}

/** By template: what it says itself, which is the same each time. */
const templates = new WeakMap<TemplateStringsArray, readonly string[]>();

function ownWords(strings: TemplateStringsArray): readonly string[] {
  const own = templates.get(strings) ?? strings.map(nonBreaking);
  templates.set(strings, own);
  return own;
}

function valueText(value: Value | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return code(value).markdown;
  return 'markdown' in value ? value.markdown : sentence(value).markdown;
}

/** Text of the process (YAML, written by the Service Team), taken as Markdown. */
export function trusted(text: string): Markdown {
  return { markdown: nonBreaking(text.trim()) };
}

/** Longest user text that is quoted within a sentence, in characters. */
const LONGEST_QUOTE = 160;

/** User text as inline code: on one line, cut when long, invisible characters dropped. Code makes mentions, links, HTML and markers inert. */
export function code(text: string, longest = LONGEST_QUOTE): Markdown {
  const line = shortened(visible(text).replace(/\s+/g, ' ').trim(), longest).replaceAll('|', '¦');
  if (line === '') return { markdown: '(vide)' };
  const ticks = '`'.repeat(longestRun(line) + 1);
  const padded = line.startsWith('`') || line.endsWith('`') ? ` ${line} ` : line;
  return { markdown: `${ticks}${padded}${ticks}` };
}

/** User text as a code block, lines kept, cut when long. */
export function fenced(text: string, longest: number): Markdown {
  return codeBlock('text', shortened(visible(text).trimEnd(), longest));
}

/** Markdown of ours on one line as people read it: without the marks of emphasis, of code and of links. */
export function plainText({ markdown }: Markdown): string {
  return markdown
    .replace(/\[([^\]\n]*)\]\(<?[^)\s>]*>?\)/g, '$1')
    .replace(/\*\*|`/g, '')
    .replace(/\s*\n\s*/g, ' ')
    .trim();
}

/** A code block in a language that GitHub colours; whatever it holds stays in it. */
export function codeBlock(language: 'text' | 'markdown' | 'csv' | 'json' | 'yaml' | 'dockerfile', text: string): Markdown {
  const block = visible(text).trimEnd();
  const ticks = '`'.repeat(Math.max(3, longestRun(block) + 1));
  return { markdown: `${ticks}${language}\n${block}\n${ticks}` };
}

/** A sentence of the domain: the App's words as they are, the users' as code. */
export function sentence(parts: Sentence): Markdown {
  return { markdown: parts.map(partText).join('') };
}

function partText(part: Sentence[number]): string {
  if (typeof part === 'string') return nonBreaking(part);
  return 'url' in part ? link(part.text, part.url).markdown : code(part.quoted).markdown;
}

/** Notifies a person. Anything that is no login of GitHub is quoted instead. */
export function mention(login: string): Markdown {
  return isLogin(login) ? { markdown: `@${login}` } : code(login);
}

/** People notified in the middle of a sentence, « @lea, @karim et @sacha »; empty for nobody. */
export function mentions(logins: readonly string[]): Markdown {
  return enumerated(logins.map(mention));
}

/** The people after a greeting, with the space before them; nothing for nobody. */
export function named(logins: readonly string[]): Markdown {
  return logins.length === 0 ? md`` : md` ${mentions(logins)}`;
}

/** « a, b et c »; empty for nothing. */
export function enumerated(pieces: readonly Markdown[]): Markdown {
  const last = pieces.at(-1);
  if (last === undefined || pieces.length === 1) return last ?? md``;
  return md`${join(pieces.slice(0, -1), ', ')} et ${last}`;
}

/** A link of the process. */
export function link(text: string, url: string): Markdown {
  return { markdown: `[${nonBreaking(text).replace(/[[\]\\]/g, '\\$&')}](<${url.replace(/[<>\s]/g, encodeURIComponent)}>)` };
}

/** A link whose text is a user's: inert, as all user text; the text alone where the address is none of the web. */
export function linkedCode(text: string, url: string): Markdown {
  if (!/^https?:\/\//.test(url)) return code(text);
  return { markdown: `[${code(text).markdown}](<${visible(url).replace(/[<>\s]/g, encodeURIComponent)}>)` };
}

/** Pieces one under the other, empty ones left out, with `between` between them. */
export function join(pieces: readonly (Markdown | null)[], between = '\n\n'): Markdown {
  return { markdown: pieces.flatMap((piece) => (piece === null || piece.markdown === '' ? [] : [piece.markdown])).join(between) };
}

/** A bullet list; the lines of an item stay in it. */
export function list(items: readonly Markdown[]): Markdown {
  return { markdown: items.map(({ markdown }) => `- ${indent(markdown)}`).join('\n') };
}

/** A numbered list; the lines of an item stay in it. */
export function numbered(items: readonly Markdown[]): Markdown {
  return { markdown: items.map(({ markdown }, index) => `${index + 1}. ${markdown.replaceAll('\n', '\n   ')}`).join('\n') };
}

function indent(text: string): string {
  return text.replaceAll('\n', '\n  ');
}

/** A folded part, opened by its title; null without a body. */
export function details(title: string, body: Markdown): Markdown | null {
  return body.markdown === ''
    ? null
    : { markdown: `<details>\n<summary>${nonBreaking(title)}</summary>\n\n${body.markdown}\n\n</details>` };
}

function longestRun(text: string): number {
  return text.includes('`') ? (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0) : 0;
}
