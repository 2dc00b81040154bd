import type { MarkdownIt } from 'markdown-it';

/** GitHub's alerts ("Basic writing and formatting syntax", GitHub documentation), with the titles that this page gives them. */
const titles: Readonly<Record<string, string>> = {
  NOTE: 'Note',
  TIP: 'Conseil',
  IMPORTANT: 'Important',
  WARNING: 'Attention',
  CAUTION: 'Prudence',
};

/** Shows `> [!NOTE]` and its kin as alerts, where they begin a quotation. */
export function alerts(markdown: MarkdownIt): void {
  markdown.core.ruler.push('alerts', ({ tokens, Token }) => {
    for (const [index, open] of tokens.entries()) {
      const inline = tokens[index + 2];
      const [first, second] = inline?.children ?? [];
      const kind = /^\[!([A-Z]+)\]$/.exec(first?.content.trim() ?? '')?.[1] ?? '';
      const title = titles[kind];
      if (open.type !== 'blockquote_open' || inline?.type !== 'inline' || title === undefined) continue;
      if (second !== undefined && second.type !== 'softbreak') continue;
      open.attrSet('class', `alert alert-${kind.toLowerCase()}`);
      const mark = new Token('html_inline', '', 0);
      mark.content = `<strong>${title}</strong>`;
      const pause = new Token('hardbreak', 'br', 0);
      inline.children = [mark, pause, ...(inline.children ?? []).slice(2)];
    }
  });
}
