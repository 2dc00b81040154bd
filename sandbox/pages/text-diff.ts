import { diffLines, diffWordsWithSpace } from 'diff';
import { withoutComments } from '../markdown/html-text.ts';
import { type Html, html } from './html.ts';

/** Unchanged lines shown around a change. */
const AROUND = 2;

/** What differs between two texts, line by line, with the words that changed; what GitHub shows to nobody (HTML comments) is left out. Null when nothing that shows differs. */
export function textDiff(before: string, after: string): Html | null {
  const [old, now] = [before, after].map(readable);
  const parts = diffLines(`${old}\n`, `${now}\n`);
  if (!parts.some(({ added, removed }) => added || removed)) return null;
  const rows: Html[] = [];
  for (const [index, part] of parts.entries()) {
    const next = parts[index + 1];
    if (part.removed && next?.added) rows.push(...replaced(part.value, next.value));
    else if (part.added && parts[index - 1]?.removed) continue;
    else if (part.added || part.removed) rows.push(...linesOf(part.value).map((line) => row(part.added ? '+' : '−', line)));
    else rows.push(...unchanged(linesOf(part.value), { first: index === 0, last: index === parts.length - 1 }));
  }
  return html`<div class="diff" role="group" aria-label="Différences" tabindex="0"><table><tbody>${rows}</tbody></table></div>`;
}

/** What people see of a text: without HTML comments, folds marked by a sign, links by their words. */
function readable(text: string): string {
  return withoutComments(text)
    .replaceAll('\r\n', '\n')
    .replaceAll(/<summary>(.*?)<\/summary>/g, '▸ $1')
    .replaceAll(/^<\/?details(?: open)?>\n?/gm, '')
    .replaceAll(/\[([^\]]*)\]\(<[^>]*>\)/g, '$1')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

function linesOf(text: string): readonly string[] {
  return text.replace(/\n$/, '').split('\n');
}

function unchanged(lines: readonly string[], { first, last }: { first: boolean; last: boolean }): readonly Html[] {
  const head = first ? 0 : AROUND;
  const tail = last ? 0 : AROUND;
  if (lines.length <= head + tail + 1) return lines.map((line) => row(' ', line));
  const end = lines.slice(lines.length - tail);
  return [...lines.slice(0, head).map((line) => row(' ', line)), row('…', ''), ...(tail === 0 ? [] : end.map((line) => row(' ', line)))];
}

function replaced(before: string, after: string): readonly Html[] {
  const words = diffWordsWithSpace(before.replace(/\n$/, ''), after.replace(/\n$/, ''));
  const side = (kind: 'added' | 'removed') =>
    words.filter((word) => word[kind] || (!word.added && !word.removed)).map((word) => ({ value: word.value, marked: word[kind] }));
  return [...markedLines(side('removed')).map((line) => row('−', line)), ...markedLines(side('added')).map((line) => row('+', line))];
}

/** Pieces of text cut at the ends of lines, those that changed marked. */
function markedLines(pieces: readonly { value: string; marked: boolean }[]): readonly Html[][] {
  const lines: Html[][] = [[]];
  for (const { value, marked } of pieces) {
    for (const [index, text] of value.split('\n').entries()) {
      if (index > 0) lines.push([]);
      if (text !== '') lines.at(-1)?.push(marked ? html`<mark>${text}</mark>` : html`${text}`);
    }
  }
  return lines;
}

const kinds = { '+': ['added', 'ajouté'], '−': ['removed', 'retiré'], ' ': ['same', ''], '…': ['same', ''] } as const;

function row(sign: keyof typeof kinds, line: string | readonly Html[]): Html {
  const [name, told] = kinds[sign];
  return html`<tr class="${name}"><td class="sign"><span aria-hidden="true">${sign}</span><span class="visually-hidden">${told}</span></td><td>${line}</td></tr>`;
}
