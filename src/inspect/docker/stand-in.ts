/** Whole values that keep nothing: words for nothing, one sign again and again, what is too short, a place in brackets. */
const nothing =
  /^(none|null|nil|todo|foo|bar|foobar|xxx\w*|whatever|irrelevant|ignored?|unused|n\/?a|.{1,3}|(.)\2*|\W+|<.*>|\[.*\]|\{\{.*\}\})$/i;

/** Words by which a value says that it is not the real one, whatever stands beside them. */
const saysSo = new RegExp(
  String.raw`\b(${[
    'dummy|fake|mock|placeholders?|place holder|changeme|changeit|replaceme|throw ?away|not ?used|unused|your|votre|factice|bidon|provisoire',
    '(change|replace) (me|this|that|it|the|in|before|by|with|at|here)',
    'nota?real|(no|not) (a |an |so |the |very |really )*(real|secret|secure|needed|important|for|production|required)',
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

/**
 * True for a value that holds the place of a secret, written by somebody who knows that the real one comes later: by its own words, in English or French ("build-only", "not-a-real-secret",
 * "cle-bidon"). What only begins so, and goes on as a password does ("build-azerty", "dummy-Tr0ub4dor"), is none.
 */
export function isStandIn(value: string): boolean {
  if (nothing.test(value)) return true;
  const words = wordsOf(value);
  if (words.every(isPlain) && saysSo.test(words.join(' '))) return true;
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
    .split(/[-_\s.:/,]+/)
    .flatMap((word) => /^(\p{L}+)(\d+)$/u.exec(word)?.slice(1) ?? word)
    .map((word) => word.toLowerCase());
}

/** A longer value is no word of anybody's. */
const LONGEST = 200;

/** A word of letters, a number that counts, or the beginning of all digits; one of letters and digits is that of a password. */
function isPlain(word: string): boolean {
  return /^\p{L}+$/u.test(word) || /^\d{1,4}$/.test(word) || '01234567890123456789'.includes(word) || '0123456789abcdef' === word;
}

function isCount(word: string): boolean {
  return /^\d{1,2}$/.test(word);
}
