/** What was struck from a text, by line from 1, and the text without it, its line numbers kept. */
export interface Struck {
  readonly lines: readonly number[];
  readonly rest: string;
}

/** GitHub strikes between one tilde or two (« GFM », 6.5), where they hug what they strike; more of them open a block of code. One is also « environ ». */
const marked = String.raw`(?<![~\\\w])(~{1,2})(?=[^\s~])[^~]{1,4000}?(?<=[^\s~])\1(?![~\w])`;
const tagged = String.raw`<(del|s|strike)>[^<]{1,4000}<\/\2>`;

/** Takes out what is struck through (`~~…~~`, `~…~`, `<del>`, `<s>`): it is written to be read as gone. Linear in the text. */
export function takeStruck(text: string): Struck {
  if (!/~|<(?:del|s|strike)>/i.test(text)) return { lines: [], rest: text };
  const lines: number[] = [];
  let line = 1;
  let from = 0;
  const kept: string[] = [];
  for (const { 0: struck, index } of text.matchAll(new RegExp(`${marked}|${tagged}`, 'gi'))) {
    const before = text.slice(from, index);
    line += newlines(before);
    const height = newlines(struck);
    if (/\d|\.\w/.test(struck)) for (let at = 0; at <= height; at++) lines.push(line + at);
    kept.push(before, '\n'.repeat(height));
    line += height;
    from = index + struck.length;
  }
  return { lines: [...new Set(lines)], rest: [...kept, text.slice(from)].join('') };
}

function newlines(text: string): number {
  return text.split('\n').length - 1;
}
