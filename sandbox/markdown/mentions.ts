import type { MarkdownIt } from 'markdown-it';
import { pageOf } from './markdown-page.ts';

const mention = /(?<![\w`/.@])@([\w-]+(?:\/[\w-]+)?)/g;

/** Makes links of the `@name` and `@owner/team` that the page knows, outside links and code. */
export function mentions(markdown: MarkdownIt): void {
  markdown.renderer.rules['mention'] = (tokens, index) => {
    const name = tokens[index]?.content ?? '';
    const [owner = '', team] = name.split('/');
    return `<a class="mention" href="${team === undefined ? `/${owner}` : `/orgs/${owner}/teams/${team}`}">@${name}</a>`;
  };
  markdown.core.ruler.push('mentions', ({ tokens, Token, env }) => {
    const { names = new Set() } = pageOf(env);
    for (const token of tokens) {
      if (token.type !== 'inline' || token.children === null) continue;
      let depth = 0;
      token.children = token.children.flatMap((child) => {
        if (child.type === 'link_open') depth += 1;
        if (child.type === 'link_close') depth -= 1;
        return child.type === 'text' && depth === 0 ? split(child.content) : [child];
      });
    }

    function split(content: string) {
      const parts = [];
      let end = 0;
      for (const found of content.matchAll(mention)) {
        const [whole, name = ''] = found;
        if (!names.has(name)) continue;
        parts.push(made('text', content.slice(end, found.index)), made('mention', name));
        end = found.index + whole.length;
      }
      return [...parts, made('text', content.slice(end))].filter((part) => part.content !== '');
    }

    function made(type: 'text' | 'mention', content: string) {
      const token = new Token(type, '', 0);
      token.content = content;
      return token;
    }
  });
}
