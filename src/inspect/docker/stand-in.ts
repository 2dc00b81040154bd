/** Whole values that keep nothing: words for nothing, one sign again and again, what is too short, a place in brackets. */
const nothing =
  /^(none|null|nil|todo|foo|bar|foobar|xxx\w*|whatever|irrelevant|ignored?|unused|n\/?a|.{1,3}|(.)\2*|\W+|<.*>|\[.*\]|\{\{.*\}\})$/i;

/** Words by which a value says that it is not the real one, whatever stands beside them. */
const denials =
  'dummy fake mock placeholder placeholders changeme changeit replaceme throwaway unused your votre factice bidon provisoire'.split(' ');

/** Words that say so together. */
const saysSo = new RegExp(
  String.raw`\b(${[
    denials.join('|'),
    'place holder|throw away|not used',
    '(change|replace) (me|this|that|it|the|in|before|by|with|at|here)',
    '(no|not) (a |an |so |the |very |really )*(real|secret|secure|needed|important|for|production|required)',
    'a (changer|remplacer|definir)',
  ].join('|')})\b`,
);

/** Words of what a value is for, which say as much only where no other word stands beside them than those of a sentence about it: a real password may begin by one. */
const purposes = new Set(
  'build builds building buildtime compile compiling compilation precompile precompilation collect collectstatic test tests testing temp tmp temporary example exemple sample ci dev development developpement'.split(
    ' ',
  ),
);

/** Words of such a sentence. */
const sentenceWords = new Set(
  (
    'a an and any at auth b base be by characters chars check cle clef collectstatic container construction database db de des django docker du during enough env environment for generate ' +
    'here image in install insecure int is it jwt just key keys la le least les long mot must my needed next nextauth no not of on only or password passwd pass passe phase please pour prod ' +
    'production purpose purposes pwd rails random real required run runtime safe secret secrets secure session seulement some stage static step string stub the this time to token ' +
    'uniquement unsafe use used value values var variable very'
  ).split(' '),
);

/** Those that are told apart in a word that is written of several. */
const known = new Set([
  ...denials,
  ...purposes,
  ...sentenceWords,
  ...'change replace me that with before away throw holder do so really important changer remplacer definir salt user email'.split(' '),
]);

const LONGEST_KNOWN = Math.max(...[...known].map((word) => word.length));

/**
 * True for a value that holds the place of a secret, written by somebody who knows that the real one comes later: by its own words, in English or French ("build-only", "not-a-real-secret",
 * "cle-bidon", "dummykey"). What only begins so, and goes on as a password does ("build-azerty", "dummy-Tr0ub4dor", "dummyazerty"), is none.
 */
export function isStandIn(value: string): boolean {
  if (nothing.test(value)) return true;
  const words = wordsOf(value);
  if (words.every(isPlain) && saysSo.test(words.flatMap(apart).join(' '))) return true;
  return words.some((word) => purposes.has(word)) && words.every((word) => purposes.has(word) || sentenceWords.has(word) || isCount(word));
}

/** Words as they are told apart by signs, by capitals, and from the number after them, in lower case and without accents. */
function wordsOf(value: string): readonly string[] {
  return value
    .slice(0, LONGEST)
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/^[\s"'!?.*#(]+|[\s"'!?.*#)]+$/g, '')
    .replaceAll(/(?<=\p{Ll})(?=\p{Lu}\p{Ll})/gu, ' ')
    .split(/[-_\s.:/,@]+/)
    .flatMap((word) => /^(\p{L}+)(\d+)$/u.exec(word)?.slice(1) ?? word)
    .map((word) => word.toLowerCase());
}

/** A longer value is no word of anybody's. */
const LONGEST = 200;

/** The known words that a word is wholly made of, the longest first; itself for any other. */
function apart(word: string): readonly string[] {
  if (word.length > LONGEST_MADE) return [word];
  const cuts: (readonly string[] | null)[] = [[]];
  for (let end = 1; end <= word.length; end += 1) {
    let cut: readonly string[] | null = null;
    for (let start = Math.max(0, end - LONGEST_KNOWN); start < end && cut === null; start += 1) {
      const before = cuts[start];
      const last = word.slice(start, end);
      if (before && known.has(last)) cut = [...before, last];
    }
    cuts.push(cut);
  }
  return cuts.at(-1) ?? [word];
}

/** A longer word is made of no others by anybody. */
const LONGEST_MADE = 60;

/** A word of letters, a number that counts, or a part of all digits in their order, again and again; one of other letters and digits is that of a password. */
function isPlain(word: string): boolean {
  return /^\p{L}+$/u.test(word) || /^\d{1,4}$/.test(word) || allDigits.some((digits) => digits.includes(word));
}

const allDigits = ['0123456789', '0123456789abcdef'].map((digits) => digits.repeat(8));

function isCount(word: string): boolean {
  return /^\d{1,2}$/.test(word);
}
