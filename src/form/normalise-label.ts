/**
 * The text as it is compared, whoever typed it: Unicode compatibility form without accents, lower case, single spaces, straight
 * apostrophes and plain hyphens.
 */
export function normaliseText(text: string): string {
  if (!unusual.test(text)) return text.toLowerCase().trim();
  return plainSigns(text)
    .toLowerCase()
    .trim()
    .replaceAll(/[^\S ]\s*| \s+/g, ' ');
}

/** What more than a change of case is needed for: all but ASCII on one line, and spaces beside others. */
const unusual = /[^ -~]| {2}/;

/** Unaccented, with straight apostrophes and plain hyphens. Decomposing touches no ASCII, and accents go: the rest can be looked at alone. */
function plainSigns(text: string): string {
  return text.replaceAll(/[^\0-\x7F]+/g, plainRun);
}

/** The signs that French is written with, as they are met; beyond so many, each is worked out again. */
const met = new Map<string, string>();
const MOST_MET = 500;

function plainRun(run: string): string {
  const known = met.get(run);
  if (known !== undefined) return known;
  const plain = run
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[‘’ʼ′]/g, "'")
    .replaceAll(/[‐‒–—−]/g, '-');
  if (run.length === 1 && met.size < MOST_MET) met.set(run, plain);
  return plain;
}

/** The text of a heading as it is compared to a label: as `normaliseText`, without closing `#` and `:`. */
export function normaliseLabel(text: string): string {
  const normal = normaliseText(text);
  let end = normal.length;
  while (end > 0 && ' :#'.includes(normal.charAt(end - 1))) end--;
  return normal.slice(0, end);
}
