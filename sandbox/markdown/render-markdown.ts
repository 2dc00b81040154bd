import MarkdownIt from 'markdown-it';
import { alerts } from './alerts.ts';
import { drawFlowchart } from './flowchart.ts';
import { escapeHtml, safeHtml } from './html-text.ts';
import { environmentOf, type MarkdownPage, pageOf } from './markdown-page.ts';
import { mentions } from './mentions.ts';
import { tickBoxes } from './tick-boxes.ts';
import { wellFormed } from './well-formed.ts';

/**
 * Markdown as HTML, as GitHub shows it, without any script: comments are hidden, alerts, tables, tick boxes and flowcharts shown, images told by their name
 * only; all HTML but a few plain tags is shown as text. Never throws.
 */
export function renderMarkdown(text: string, page: MarkdownPage = {}): string {
  const html = markdown.render(text, environmentOf(page));
  return handWritten.test(text) ? wellFormed(html) : html;
}

/** Tags that somebody may write by hand, and so leave open. */
const handWritten = /<\/?(?:details|summary|sub|sup|kbd|strong|em|code|p|ul|li)(?: open)?>/;

const markdown = new MarkdownIt({ html: true, linkify: true, breaks: true });
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
markdown.use(alerts);
markdown.use(mentions);
markdown.use(tickBoxes);

const { rules } = markdown.renderer;
rules['html_block'] = (tokens, index) => safeHtml(tokens[index]?.content ?? '');
rules['html_inline'] = (tokens, index) => safeHtml(tokens[index]?.content ?? '');
rules['image'] = (tokens, index) => `<span class="picture">🖼 ${escapeHtml(tokens[index]?.content || 'image')}</span>`;
rules['table_open'] = () => '<div class="wide" role="group" aria-label="Tableau" tabindex="0"><table>\n';
rules['table_close'] = () => '</table></div>\n';
rules['fence'] = (tokens, index) => block(tokens[index]?.info.trim() ?? '', tokens[index]?.content ?? '');
rules['code_block'] = (tokens, index) => block('', tokens[index]?.content ?? '');
rules['link_open'] = (...given) => {
  const [tokens, index, , environment] = given;
  const written = String(tokens[index]?.attrGet('href') ?? '');
  const href = pageOf(environment).link?.(written) ?? written;
  return `<a href="${escapeHtml(href)}"${/^https?:/.test(href) ? ' rel="noreferrer"' : ''}>`;
};

function block(language: string, text: string): string {
  const drawn = language === 'mermaid' ? drawFlowchart(text) : null;
  if (drawn !== null) return `<figure class="diagram" role="group" aria-label="Schéma" tabindex="0">${drawn}</figure>\n`;
  return `<pre tabindex="0"><code>${escapeHtml(text)}</code></pre>\n`;
}
