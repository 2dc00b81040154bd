import type { MarkdownIt } from 'markdown-it';
import { escapeHtml } from './html-text.ts';
import { pageOf } from './markdown-page.ts';

/**
 * Shows `- [ ]` and `- [x]` as boxes: ☐ and ☑, or, where the page has a form for them, buttons that send the line of the box, from 0, as `case`. A button says
 * that it is a box and whether it is ticked.
 */
export function tickBoxes(markdown: MarkdownIt): void {
  markdown.renderer.rules['tick_box'] = (tokens, index) => tokens[index]?.content ?? '';
  markdown.core.ruler.push('tick boxes', ({ tokens, Token, env }) => {
    const { tickForm } = pageOf(env);
    for (const [index, token] of tokens.entries()) {
      const first = token.children?.[0];
      const box = /^\[([ xX])\] /.exec(first?.content ?? '');
      if (token.type !== 'inline' || tokens[index - 2]?.type !== 'list_item_open' || first?.type !== 'text' || box === null) continue;
      first.content = first.content.slice(box[0].length);
      const mark = new Token('tick_box', '', 0);
      const ticked = box[1] !== ' ';
      const at = token.map?.[0] ?? 0;
      mark.content =
        tickForm === undefined ? glyph(ticked) : button({ form: tickForm, ticked, line: at, label: spoken(token.children ?? []) });
      token.children?.unshift(mark);
    }
  });
}

/** The text with the box of a line, from 0, ticked or no longer; null when that line has none. */
export function toggledBox(text: string, line: number): string | null {
  const lines = text.split('\n');
  const before = lines[line] ?? '';
  const after = before.replace(
    /^(\s*(?:>\s*)*(?:[-*+]|\d+[.)])\s+)\[([ xX])\]/,
    (_, start: string, mark: string) => `${start}[${mark === ' ' ? 'x' : ' '}]`,
  );
  return after === before ? null : lines.with(line, after).join('\n');
}

/** What the line of a box says, without the signs of Markdown. */
function spoken(parts: readonly { readonly content: string }[]): string {
  return parts
    .map(({ content }) => content)
    .join('')
    .trim();
}

function glyph(ticked: boolean): string {
  return ticked ? '☑ ' : '☐ ';
}

function button({ form, ticked, line, label }: { form: string; ticked: boolean; line: number; label: string }): string {
  return `<button class="box" role="checkbox" aria-checked="${ticked}" aria-label="${escapeHtml(label)}" form="${escapeHtml(form)}" name="case" value="${line}"></button> `;
}
