import { commentSpans, type InlineSpan, inlineSpans } from './inline-spans.ts';
import { readBlocks } from './read-blocks.ts';
import { splitLines } from './split-lines.ts';

/** The text without its HTML comments. Comments shown as code stay, and so does a comment that is never closed: better seen than lost. */
export function stripHtmlComments(markdown: string): string {
  return replaceComments(markdown, () => '');
}

/** As `stripHtmlComments`, but every line keeps its number: the line breaks of a comment stay. */
export function blankHtmlComments(markdown: string): string {
  return replaceComments(markdown, (comment) => '\n'.repeat(splitLines(comment).length - 1));
}

type Replacement = (comment: string) => string;

function replaceComments(markdown: string, replacement: Replacement): string {
  if (!markdown.includes('<!--')) return markdown;
  const lines = splitLines(markdown);
  const parts: string[] = [];
  let done = 0;
  for (const block of readBlocks(markdown)) {
    if (block.kind === 'fence' || block.kind === 'indented-code') continue;
    const text = lines.slice(block.first - 1, block.last).join('\n');
    if (!text.includes('<!--')) continue;
    parts.push(
      ...lines.slice(done, block.first - 1),
      without(text, block.kind === 'html' ? commentSpans(text) : inlineSpans(text), replacement),
    );
    done = block.last;
  }
  return [...parts, ...lines.slice(done)].join('\n');
}

function without(text: string, spans: readonly InlineSpan[], replacement: Replacement): string {
  let kept = '';
  let from = 0;
  for (const { start, end } of spans.filter((span) => span.kind === 'comment')) {
    kept += text.slice(from, start) + replacement(text.slice(start, end));
    from = end;
  }
  return kept + text.slice(from);
}
