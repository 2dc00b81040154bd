/** Marks that surround a word in prose or Markdown and belong to no address. */
const edges = '.:!?…_~•-*';

/** The words of a line as addresses are read in them: cut at spaces, punctuation, brackets, arrows and Markdown links. */
export function tokens(line: string): readonly string[] {
  return line
    .split(/[\s,;|()<>[\]{}"'`’«»“”=→⇒]+|->/)
    .map(trimToken)
    .filter((token) => token !== '');
}

/** A word without the marks around it; the `*.` of a wildcard stays. */
export function trimToken(token: string): string {
  let start = 0;
  let end = token.length;
  while (start < end && edges.includes(token.charAt(start)) && !token.startsWith('*.', start)) start++;
  while (end > start && edges.includes(token.charAt(end - 1))) end--;
  return token.slice(start, end);
}
