/**
 * Characters that nobody sees, or that change how others show: controls but for line ends and tabs, formats (direction marks, zero-width characters,
 * soft hyphens, tags), separators of lines and paragraphs, what Unicode lets a program ignore, halves of a pair, and code points that are no
 * characters ("Unicode Character Database", UAX #44).
 */
const hidden = /[[\p{Cc}--[\n\t]]\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/v;

/** Those among them that make one picture of several signs: between two pictures, after one, or on the base of a key (« 1️⃣ »). */
const joiner =
  /(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D(?=\p{Extended_Pictographic})|(?<=\p{Extended_Pictographic})[\uFE0E\uFE0F]|(?<=[#*0-9])\uFE0F(?=\u20E3)/v;

const joinerOrHidden = new RegExp(`(?<kept>${joiner.source})|${hidden.source}`, 'gv');

/** What ordinary French is not written with: only there is each character looked at. */
const unusual = /[^\n\t -~\u00A0-\u00AC\u00AE-\u017F‘’“”«»…–—•€→✅❌➖]/;

/** What is read is what is there: line ends alike, and every hidden character gone, but for those that pictures are made with. */
export function visible(text: string): string {
  // Without a call for each: a comment may hold tens of thousands.
  return unusual.test(text) ? text.replace(/\r\n?|[\u2028\u2029]/g, '\n').replaceAll(joinerOrHidden, '$<kept>') : text;
}

/** The hyphens that Word puts for « - », as « - ». */
export function plainHyphens(text: string): string {
  return text.replaceAll(/[\u2010\u2011]/g, '-');
}

/** A text as it is seen: what nobody sees, which comes along when something is pasted, is gone, and Word's hyphens are « - ». */
export function plainText(text: string): string {
  return plainHyphens(visible(text));
}

/** The text with each hidden character replaced, but for those that pictures are made with. */
export function replaceHidden(text: string, replacement: (character: string) => string): string {
  if (!unusual.test(text)) return text;
  return text.replaceAll(joinerOrHidden, (character: string, kept: string | undefined) => kept ?? replacement(character));
}
