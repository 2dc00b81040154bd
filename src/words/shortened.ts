/** The text, cut when it is longer than that many characters: it then ends by an ellipsis, and no character is cut in two. */
export function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const end = /[\ud800-\udbff]/.test(text[longest - 2] ?? '') ? longest - 2 : longest - 1;
  return `${text.slice(0, end)}…`;
}
