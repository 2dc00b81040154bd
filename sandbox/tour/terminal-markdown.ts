import { stripVTControlCharacters, styleText } from 'node:util';

/** Columns that text is folded to. */
const WIDTH = 100;

/**
 * A comment of the App as a terminal shows it well: no HTML comments, headings and bold in bold, folded parts by their title alone. Control characters of
 * user text are dropped.
 */
export function terminalMarkdown(body: string): string {
  const text = stripVTControlCharacters(body)
    .replace(/<!--[\s\S]*?-->\n*/g, '')
    .replace(/<details>\s*<summary>([\s\S]*?)<\/summary>[\s\S]*?<\/details>/g, (_, summary: string) => `▸ ${summary.trim()} (replié)`)
    .replace(/> \[!(?:NOTE|WARNING|CAUTION)\]\n> /g, 'ℹ ')
    .replace(/<[^>]{1,40}>/g, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return text.split('\n').map(styleLine).join('\n');
}

function styleLine(line: string): string {
  const heading = /^#{1,6} (.*)$/.exec(line);
  const plain = (heading?.[1] ?? line)
    .replace(/\[([^\]]*)\]\(([^)]*)\)/g, '$1')
    .replaceAll('&nbsp;', '\u00a0')
    .replace(/^(\s*)- \[x\] /i, '$1☑ ')
    .replace(/^(\s*)- \[ \] /, '$1☐ ')
    .replace(/^(\s*)- /, '$1• ');
  const folded = fold(plain).replaceAll('\u00a0', ' ');
  return heading === null
    ? folded.replace(/\*\*([^*]+)\*\*/g, (_, bold: string) => styleText('bold', bold))
    : styleText('bold', folded.replaceAll('**', ''));
}

/** Folds a line at spaces, the rest under its first word. */
function fold(line: string): string {
  if (line.startsWith('|')) return line;
  const indent = /^\s*(?:[•☑☐▸] )?/.exec(line)?.[0].replace(/\S/g, ' ') ?? '';
  const lines: string[] = [];
  let rest = line;
  while (rest.length > WIDTH) {
    const cut = rest.lastIndexOf(' ', WIDTH);
    if (cut <= indent.length) break;
    lines.push(rest.slice(0, cut));
    rest = `${indent}${rest.slice(cut + 1)}`;
  }
  return [...lines, rest].join('\n');
}
