import { endOfDeeper, indentation } from '../files/indentation.ts';
/** A command of a script, a pipeline, a file of targets or a workflow, as a shell reads it. */
export interface Command {
  /** Its words, without quotes; the first is the program, without its folder. */
  readonly words: readonly string[];
  /** What it is given between `<<EOF` and `EOF`; null where there is nothing of the sort. */
  readonly text: string | null;
}

/** Commands of which each reads what the one before writes. */
export interface Pipeline {
  /** From 1. */
  readonly line: number;
  readonly commands: readonly Command[];
}

/** Characters of a line that are read; a longer one was not written by hand. */
const MAX_LINE = 4_000;

/**
 * The pipelines of commands that a text holds, whatever the file around them (keys of YAML, strings of JSON, steps of Jenkins). What only speaks of a command (`echo`, a
 * comment, the name of a step) is none. An approximation by lines: shells have no end of ways to build a command. Pure; time follows the length of the text.
 */
export function readPipelines(text: string): readonly Pipeline[] {
  return logicalLines(text).flatMap(({ line, written, given }) => {
    const bodies = written
      .slice(0, MAX_LINE)
      .split(inOneLine)
      .flatMap((part) => commandOf(part) ?? []);
    return bodies
      .flatMap((body) => split(body, sequence))
      .map((one) => ({ line, commands: split(one, pipe).flatMap((command) => readCommand(command, given)) }));
  });
}

/** Steps of Jenkins, or strings of JSON, that one line holds. */
const inOneLine = /[{,]\s*(?=(?:sh|bat)\s*\(?\s*["']|"[\w:.-]+"\s*:)/;

interface LogicalLine {
  readonly line: number;
  readonly written: string;
  readonly given: string | null;
}

/** Lines joined as a shell (`\`) or a folded text of YAML (`>`) joins them, each with what it is given below. */
function logicalLines(text: string): readonly LogicalLine[] {
  const lines = text.split(/\r?\n/);
  /** The last line that says no more than this: many beginnings without an end are not each sought to the end of the text. */
  const lastOf = new Map(lines.map((line, index) => [line.trim(), index]));
  const found: LogicalLine[] = [];
  for (let index = 0; index < lines.length;) {
    const first = index;
    let written = lines[index] ?? '';
    index += 1;
    if (ofWords.test(written.trim().replace(/^-\s+/, '')) && /:\s*([|>][-+]?\s*)?$/.test(written)) {
      index = endOfDeeper(lines, index, indentation(written));
      continue;
    }
    if (/(^|\s)[\w.-]+:\s*>[-+]?\d?\s*$/.test(written)) {
      const from = index;
      index = endOfDeeper(lines, from, indentation(written));
      written = lines
        .slice(from, index)
        .map((one) => one.trim().replace(/\\$/, ''))
        .join(' ');
    }
    while (/[\\`^]$/.test(written) && index < lines.length && written.length < MAX_LINE) {
      written = `${written.slice(0, -1)} ${(lines[index] ?? '').trim()}`;
      index += 1;
    }
    const [, end] = /<<-?~?\s*\\?["']?([A-Za-z_]\w*)["']?/.exec(written) ?? [];
    let stop = end !== undefined && (lastOf.get(end) ?? -1) >= index ? index : -1;
    while (stop !== -1 && lines[stop]?.trim() !== end) stop += 1;
    const given = stop === -1 ? null : lines.slice(index, stop).join('\n');
    if (stop !== -1) index = stop + 1;
    found.push({ line: first + 1, written, given });
  }
  return found;
}

/** What stands before a command: an item or a key of YAML or JSON, a step of Jenkins, what a Makefile hides by, what runs another program, a variable given to it. */
const before =
  /^(\s+|[-@+](?=[\s@\w"'$])|"?[\w.-]+"?\s*[:=](?=\s|["'[|$])\s*(\|[-+]?\s*)?|(sh|bat|script|command|raw|exec|system|run)\s*\(?\s*(?=["'])|\[\s*(?=["'])|\$?\(\s*|(ba|z|k)?sh\s+-\w*c\s+|(if|then|do|else|while|until|!|sudo|exec|eval|time|env|nice|command|nohup|retry|set\s+-\w+\s*&&)\s+|(xargs|timeout)(\s+(-\S+|\d\w*))*\s+|[A-Za-z_]\w*=("[^"]*"|'[^']*'|[^\s"'$(`]*)\s+)/;

/** Keys whose text is to be read by people, or is no command. */
const ofWords = /^"?(name|description|desc|title|help|summary|if|when|message|comment|label|note|msg|image|uses|usage|example)"?\s*[:=]/i;

/** What of a line is a command; null where nothing is. */
function commandOf(line: string): string | null {
  let rest = line.trim().replace(/^-\s+/, '');
  if (rest.startsWith('#') || rest.startsWith('//') || ofWords.test(rest)) return null;
  for (let turn = 0; turn < 12; turn += 1) {
    const [, quote] = /^(["'`]{1,3})/.exec(rest) ?? [];
    const taken = before.exec(rest)?.[0] ?? '';
    if (quote !== undefined && turn < 11 && !/^(["'`])\1\s*$/.test(rest)) rest = unquoted(rest, quote);
    else if (taken === '') break;
    else if (ofWords.test(rest)) return null;
    else rest = rest.slice(taken.length);
  }
  return rest === '' || rest.startsWith('#') ? null : rest;
}

/** A command that stands whole in quotes, alone or word by word in a list. */
function unquoted(rest: string, quote: string): string {
  const [word, , own] = /^(["'])([^\s"']*)\1(?=\s+[^\s,])/.exec(rest) ?? [];
  if (word !== undefined && own !== undefined) return `${own}${rest.slice(word.length)}`;
  const inner = rest
    .slice(quote.length)
    .replaceAll(/\\"/g, '"')
    .replaceAll(/["']\s*,\s*["']/g, ' ');
  const end = inner.lastIndexOf(quote);
  return end === -1 ? inner : inner.slice(0, end);
}

const sequence = /^(&&|\|\||;)/;
const pipe = /^\|/;

/** The parts of a text between separators that stand in no quotes. */
function split(text: string, separator: RegExp): readonly string[] {
  const parts: string[] = [];
  let [quote, start] = ['', 0];
  for (let index = 0; index < text.length; index += 1) {
    const sign = text[index] ?? '';
    if (quote === '' && (sign === '"' || sign === "'")) quote = sign;
    else if (sign === quote) quote = '';
    const [found] = quote === '' && /[&|;]/.test(sign) ? (separator.exec(text.slice(index, index + 2)) ?? []) : [];
    if (found === undefined) continue;
    if (found === '|' && text[index + 1] === '|') continue;
    parts.push(text.slice(start, index));
    start = index + found.length;
    index = start - 1;
  }
  return [...parts, text.slice(start)];
}

function readCommand(text: string, given: string | null): readonly Command[] {
  const body = commandOf(text);
  if (body === null) return [];
  const words = [...body.matchAll(/(?:[^\s"']|"[^"]*"?|'[^']*'?)+/g)].map(([word]) => {
    const bare = word.replaceAll(/["']/g, '');
    return bare.includes('$(') ? bare : bare.replace(/[)`;,]+$/, '');
  });
  const end = words.findIndex((word) => word.startsWith('#'));
  const [program = '', ...others] = end === -1 ? words : words.slice(0, end);
  return [{ words: [programName(program), ...others], text: body.includes('<<') ? given : null }];
}

/** `$(KUBECTL)`, `${HELM}` and `./bin/kustomize` by the program's own name. */
function programName(word: string): string {
  const [, variable] = /^\$[({]?\{?\s*(\w+)[)}]*$/.exec(word) ?? [];
  return variable === undefined ? word.slice(word.lastIndexOf('/') + 1) : variable.toLowerCase().replace(/_?(bin|cmd|cli)$/, '');
}
