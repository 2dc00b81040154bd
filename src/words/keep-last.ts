import { digest } from './digest.ts';

/** A longer text is kept by its digest, in characters. */
const LONGEST_KEY = 200;

/** What tells a text from any other and is short however long that is: what is kept by it holds no long text in memory. */
export function briefKey(text: string): string {
  return text.length > LONGEST_KEY ? `digest ${digest(text)}` : `text ${text}`;
}

/** The same text, which is no part of the one that it was cut from: that is not kept in memory with it. */
export function ownCopy(text: string): string {
  return text.split('').join('');
}

/**
 * The same function of a text, which keeps its last results: of the `most` texts asked for last at least, of twice as many at most. The function is pure, and nobody
 * changes what it returns.
 */
export function keepLast<Value>(most: number, compute: (text: string) => Value): (text: string) => Value {
  return keepLastBy(most, (text) => text, compute);
}

/** The same for a function of anything that a text tells from any other. */
export function keepLastBy<Input, Value>(
  most: number,
  textOf: (input: Input) => string,
  compute: (input: Input) => Value,
): (input: Input) => Value {
  // Those asked for since the last change of generation, and before it: an order kept of each single text would cost more than most texts do.
  let young = new Map<string, { readonly value: Value }>();
  let old = young;
  return (input) => {
    const text = textOf(input);
    const recent = young.get(text);
    if (recent !== undefined) return recent.value;
    const known = old.get(text) ?? { value: compute(input) };
    young.set(text, known);
    if (young.size >= most) {
      old = young;
      young = new Map();
    }
    return known.value;
  };
}
