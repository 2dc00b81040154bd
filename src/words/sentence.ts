/** Text that came from a user: rendered as inert code, never as Markdown. */
export interface Quoted {
  readonly quoted: string;
}

/** A link of the App's own, to an address that GitHub gave. */
export interface Linked {
  readonly text: string;
  readonly url: string;
}

/** A French sentence of the App in which the parts written by users stay apart, so that rendering can make them harmless. */
export type Sentence = readonly (string | Quoted | Linked)[];

/** Builds a sentence; every interpolated value is taken as user text unless it is itself a sentence. */
export function say(strings: TemplateStringsArray, ...values: readonly (string | number | Sentence)[]): Sentence {
  return strings.flatMap((string, index) => {
    const value = values[index];
    const own = string === '' ? [] : [string];
    if (value === undefined) return own;
    if (typeof value === 'object') return [...own, ...value];
    return [...own, typeof value === 'number' ? String(value) : { quoted: value }];
  });
}

/** The sentence as plain text, user parts between « ». For terminals and JSON, not for Markdown. */
export function sentenceText(sentence: Sentence): string {
  return sentence
    .map((part) => (typeof part === 'string' ? part : 'url' in part ? `${part.text} (${part.url})` : `« ${part.quoted} »`))
    .join('');
}
