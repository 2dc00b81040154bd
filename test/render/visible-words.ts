/** What a reader sees of a comment on GitHub before opening anything, as plain text: the titles of what is folded, not what is in it. */
export function visibleText(markdown: string): string {
  return unfolded(markdown.replaceAll(/<!--[\s\S]*?-->/g, ''))
    .replaceAll(/\]\([^)]*\)/g, '')
    .replaceAll(/<\/?[a-z][^>]*>/g, ' ')
    .replaceAll(/^\s*(?:>\s*)?(?:#{1,6}|[-*]|\d+\.)\s+/gm, '')
    .replaceAll(/[*_`[\]|~]/g, ' ');
}

/** The words of it: what holds a letter or a digit between two spaces, non-breaking ones too. */
export function visibleWords(markdown: string): readonly string[] {
  return visibleText(markdown)
    .split(/\s+/u)
    .filter((word) => /[\p{L}\d]/u.test(word));
}

/** Folded parts, which may hold others, become their title. */
export function unfolded(markdown: string): string {
  const innermost = /<details>\s*<summary>((?:(?!<\/summary>)[\s\S])*)<\/summary>(?:(?!<details>)[\s\S])*?<\/details>/g;
  const once = markdown.replaceAll(innermost, '$1');
  return once === markdown ? once : unfolded(once);
}
