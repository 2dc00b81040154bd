import MarkdownIt from 'markdown-it';

/** The HTML that GitHub lets through and the App writes; anything else shows as text. */
const allowedTag = /&lt;(\/?(?:details|summary|sub|sup|kbd|strong|em|code|p|ul|li)|details open|br ?\/?)&gt;/g;
const htmlComment = /<!--[\s\S]*?-->/g;

const markdown = new MarkdownIt({ html: true, linkify: false, breaks: true });
markdown.renderer.rules['html_block'] = (tokens, index) => safeHtml(tokens[index]?.content ?? '');
markdown.renderer.rules['html_inline'] = (tokens, index) => safeHtml(tokens[index]?.content ?? '');
markdown.core.ruler.push('tick boxes', ({ tokens, Token }) => {
  for (const [index, token] of tokens.entries()) {
    const first = token.children?.[0];
    const box = /^\[([ xX])\] /.exec(first?.content ?? '');
    if (token.type !== 'inline' || tokens[index - 2]?.type !== 'list_item_open' || first?.type !== 'text' || box === null) continue;
    first.content = first.content.slice(box[0].length);
    const mark = new Token('text', '', 0);
    mark.content = box[1] === ' ' ? '☐ ' : '☑ ';
    token.children?.unshift(mark);
  }
});

/** Markdown as HTML for a page without scripts: comments are hidden, tick boxes shown as ☐ and ☑, all HTML but a few plain tags shown as text. */
export function renderMarkdown(text: string): string {
  return markdown.render(text);
}

/** Text for HTML, attributes in double quotes included. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function safeHtml(html: string): string {
  return escapeHtml(html.replaceAll(htmlComment, '')).replaceAll(allowedTag, '<$1>');
}
