/** A text as the decoder of Kubernetes' tools sees it. */
export interface KubernetesText {
  /** The same lines, with what that decoder reads and the `yaml` package refuses written so that both read it. */
  readonly text: string;
  /** Where that decoder stops, in characters of `text`, and why; null where it does not. */
  readonly refusal: { readonly offset: number; readonly reason: string } | null;
}

/**
 * Reads a text as `sigs.k8s.io/yaml` does (go-yaml, a port of libyaml): in quotes, brackets and braces the indent does not count, and a comment may touch their end; a tab
 * at the head of a line is refused, as are control characters, directives and text after `---`. Compared with kubectl 1.34 on `test/inspect/yaml/kubernetes-corpus.json`.
 * The rest is left to the parser. Never throws; one pass.
 */
export function asKubernetes(source: string): KubernetesText {
  const scan: Scan = {
    indent: -1,
    inside: { kind: 'block', afterPlain: false },
    reason: null,
    breaks: false,
    json: source.trimStart().startsWith('{') ? 'first' : 'none',
  };
  const lines: string[] = [];
  let refusal: KubernetesText['refusal'] = null;
  let offset = 0;
  for (const line of source.split('\n')) {
    const end = line.endsWith('\r') ? '\r' : '';
    const written = scanLine(scan, line.slice(0, line.length - end.length)) + end;
    if (refusal === null && scan.reason !== null) refusal = { offset, reason: scan.reason };
    lines.push(written);
    offset += written.length + 1;
  }
  return { text: lines.join('\n'), refusal };
}

/** What a line begins in. */
type Inside =
  /** `afterPlain`: the last thing read is a text without quotes, which the line may go on. */
  | { readonly kind: 'block'; readonly afterPlain: boolean }
  | { readonly kind: 'quote'; readonly sign: '"' | "'"; readonly depth: number }
  | { readonly kind: 'flow'; readonly depth: number }
  /** A text after `|` or `>`; null while its indent is not known. */
  | { readonly kind: 'literal'; readonly indent: number | null };

interface Scan {
  /** The column of the map or list that the line is in. */
  indent: number;
  inside: Inside;
  reason: string | null;
  /** The line holds a line break that only go-yaml takes for one. */
  breaks: boolean;
  /** JSON objects may follow one another without a sign between them. */
  json: 'none' | 'first' | 'next';
}

/** Characters that go-yaml's reader refuses anywhere. */
// oxlint-disable-next-line no-control-regex
const control = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F\uFFFE\uFFFF]/;

const tab = 'une tabulation est écrite là où Kubernetes n’accepte que des espaces ; remplacez-la';

function scanLine(scan: Scan, line: string): string {
  scan.breaks = /[\u0085\u2028\u2029]\S/.test(line);
  if (control.test(line)) scan.reason = 'un caractère de contrôle est écrit ici ; retirez-le';
  if (/^---(?!\s*(#|$))/.test(line)) scan.reason = 'rien ne peut suivre « --- » ; passez à la ligne';
  if (/^(---|\.\.\.)(\s|$)/.test(line)) {
    Object.assign(scan, { indent: -1, inside: { kind: 'block', afterPlain: false } });
    return line;
  }
  if (scan.inside.kind === 'literal' && goesOn(scan, scan.inside.indent, line)) return line;
  if (scan.inside.kind === 'quote' || scan.inside.kind === 'flow') return scanFrom(scan, reindent(line, scan.indent + 1), 0);
  return scanBlockLine(scan, line);
}

/** In quotes and brackets only the text counts: the line is put where the parser takes it for a part of them. */
function reindent(line: string, least: number): string {
  const [head = ''] = /^[ \t]*/.exec(line) ?? [];
  if (head.length === line.trimEnd().length) return line.replaceAll('\t', ' ');
  return !head.includes('\t') && head.length >= least ? line : ' '.repeat(Math.max(least, 0)) + line.slice(head.length);
}

/** True for a line of a text after `|` or `>`. */
function goesOn(scan: Scan, indent: number | null, line: string): boolean {
  const column = columnOf(line);
  if (indent === null && line[column] === '\t') scan.reason = tab;
  if (line.trim() === '') return true;
  if (indent !== null) return column >= indent;
  if (column <= scan.indent) return false;
  scan.inside = { kind: 'literal', indent: column };
  return true;
}

function scanBlockLine(scan: Scan, line: string): string {
  const column = columnOf(line);
  const afterPlain = scan.inside.kind === 'block' && scan.inside.afterPlain;
  if (line[column] === '\t' && (!afterPlain || column <= scan.indent)) scan.reason = tab;
  if (line.trim() === '') return line;
  if (line[column] === '%' && column === 0) scan.reason = 'une directive (%) n’est pas lue par Kubernetes ; retirez-la';
  if (line.startsWith('{') && scan.json !== 'none') {
    const separator = scan.json === 'next' ? '--- ' : '';
    scan.json = 'next';
    return scanFrom(scan, separator + line, separator.length);
  }
  const goesOnPlain = afterPlain && column > scan.indent;
  scan.inside = { kind: 'block', afterPlain: false };
  if (!goesOnPlain) return scanFrom(scan, line, column);
  const isComment = line.trimStart().startsWith('#');
  scan.inside = { kind: 'block', afterPlain: !isComment && !/\s#/.test(line) };
  return line;
}

function columnOf(line: string): number {
  return /^ */.exec(line)?.[0].length ?? 0;
}

/** Scans a line from a column on, in whatever it is inside. */
function scanFrom(scan: Scan, written: string, from: number): string {
  let [line, at] = [written, from];
  while (at < line.length) {
    const before = scan.inside.kind;
    at = step(scan, line, at);
    const closed = (before === 'quote' || before === 'flow') && scan.inside.kind !== before;
    if (closed && line[at] === '#' && scan.inside.kind !== 'quote') line = `${line.slice(0, at)} ${line.slice(at)}`;
  }
  return line;
}

/** One token further; at least one character. */
function step(scan: Scan, line: string, at: number): number {
  const { inside } = scan;
  switch (inside.kind) {
    case 'quote':
      return closeQuote(scan, line, { ...inside, at });
    case 'flow':
      return stepInFlow(scan, line, { depth: inside.depth, at });
    case 'block':
      return stepInBlock(scan, line, at);
    case 'literal':
      return line.length;
    default:
      return inside satisfies never;
  }
}

function closeQuote(scan: Scan, line: string, { sign, depth, at }: { sign: string; depth: number; at: number }): number {
  for (let index = at; index < line.length; index += 1) {
    if (sign === '"' && line[index] === '\\') index += 1;
    else if (line[index] === sign && sign === "'" && line[index + 1] === "'") index += 1;
    else if (line[index] === sign) {
      scan.inside = depth === 0 ? { kind: 'block', afterPlain: false } : { kind: 'flow', depth };
      return index + 1;
    }
  }
  return line.length;
}

function stepInFlow(scan: Scan, line: string, { depth, at }: { depth: number; at: number }): number {
  const sign = line[at] ?? '';
  if (sign === '[' || sign === '{') scan.inside = { kind: 'flow', depth: depth + 1 };
  else if (sign === ']' || sign === '}')
    scan.inside = depth === 1 ? { kind: 'block', afterPlain: false } : { kind: 'flow', depth: depth - 1 };
  else if ((sign === '"' || sign === "'") && /(^|[[{,\s]|["']:)$/.test(line.slice(Math.max(0, at - 2), at)))
    scan.inside = { kind: 'quote', sign, depth };
  else if (sign === '?' && !/[[{,]\s*\?\s$/.test(line.slice(Math.max(0, at - 20), at + 2)))
    scan.reason = 'entre crochets ou accolades, « ? » ne se lit qu’entre guillemets ; mettez-y le texte';
  else if (sign === '#' && (at === 0 || /[\s"']/.test(line[at - 1] ?? ''))) return line.length;
  return at + 1;
}

function stepInBlock(scan: Scan, line: string, at: number): number {
  const rest = line.slice(at);
  const sign = rest[0] ?? '';
  if (sign === ' ' || sign === '\t') return at + 1;
  if (sign === '#') return line.length;
  if (/^[-?](\s|$)/.test(rest)) {
    scan.indent = at;
    if (rest[1] === '\t') scan.reason = tab;
    return at + 1;
  }
  if (/^:(\s|$)/.test(rest)) return at + 1;
  if (/^[&!*]\S/.test(rest)) return at + (/^\S+/.exec(rest)?.[0].length ?? 1);
  if (sign === '[' || sign === '{') scan.inside = { kind: 'flow', depth: 1 };
  else if (sign === '"' || sign === "'") openQuote(scan, rest, { sign, at });
  else if (sign === '|' || sign === '>') openLiteral(scan, rest);
  else return scanPlain(scan, line, at);
  return scan.inside.kind === 'literal' ? line.length : at + 1;
}

/** Quotes may hold a key, which opens a map where it stands. */
function openQuote(scan: Scan, rest: string, { sign, at }: { sign: '"' | "'"; at: number }): void {
  const key = sign === '"' ? /^"(?:[^"\\]|\\.)*"\s*:(\s|$)/ : /^'(?:[^']|'')*'\s*:(\s|$)/;
  if (key.test(rest)) scan.indent = at;
  scan.inside = { kind: 'quote', sign, depth: 0 };
}

function openLiteral(scan: Scan, rest: string): void {
  const [, digit] = /^[|>][-+]?([1-9])?/.exec(rest) ?? [];
  scan.inside = { kind: 'literal', indent: digit === undefined ? null : Math.max(scan.indent, 0) + Number(digit) };
}

/** A text without quotes: a key where a colon follows it. */
function scanPlain(scan: Scan, line: string, at: number): number {
  if (scan.breaks) scan.reason = 'un saut de ligne invisible est écrit ici ; retirez-le';
  const found = /:(?=\s|$)|\s#/.exec(line.slice(at));
  if (found === null) {
    scan.inside = { kind: 'block', afterPlain: true };
    return line.length;
  }
  if (found[0] !== ':') return line.length;
  scan.indent = at;
  return at + found.index + 1;
}
