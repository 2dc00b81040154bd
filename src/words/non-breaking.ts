/** Most words of a sentence stand beside no such sign. */
const spaced = / [:;?!»]|[«ᵒ] /;

/** French typography: the space before « : ; ? ! », inside guillemets and after « nᵒ » does not break. A sign glued to a word or a figure (` :80`) is no punctuation. */
export function nonBreaking(text: string): string {
  if (!spaced.test(text)) return text;
  return text.replace(/ (?=[:;?!»](?:\s|$|[)*.,<]))/g, '\u00a0').replace(/[«ᵒ] /g, (sign) => sign.replace(' ', '\u00a0'));
}
