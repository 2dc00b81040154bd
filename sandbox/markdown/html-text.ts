/** The HTML that GitHub lets through and the App writes; anything else shows as text. */
const allowedTag = /&lt;(\/?(?:details|summary|sub|sup|kbd|strong|em|code|p|ul|li)|details open|br ?\/?)&gt;/g;
const htmlComment = /<!--[\s\S]*?-->/g;

/** Text for HTML, attributes in double quotes included. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** HTML that somebody wrote: comments are left out, a few plain tags without attributes are kept, the rest is text. */
export function safeHtml(html: string): string {
  return escapeHtml(withoutComments(html)).replaceAll(allowedTag, '<$1>');
}

/** A text without its HTML comments: the App's markers and memory, which GitHub shows to nobody. */
export function withoutComments(text: string): string {
  return text.replaceAll(htmlComment, '');
}
