/**
 * The text as it is compared, whoever typed it: Unicode compatibility form without accents, lower case, single spaces, straight
 * apostrophes and plain hyphens.
 */
export function normaliseText(text: string): string {
  return plainSigns(text).toLowerCase().trim().replaceAll(/\s+/g, ' ');
}

/** Unaccented, with straight apostrophes and plain hyphens; most words have none of these to change. */
function plainSigns(text: string): string {
  if (!/[^\0-\x7F]/.test(text)) return text;
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[‘’ʼ′]/g, "'")
    .replaceAll(/[‐‒–—−]/g, '-');
}

/** The text of a heading as it is compared to a label: as `normaliseText`, without closing `#` and `:`. */
export function normaliseLabel(text: string): string {
  const normal = normaliseText(text);
  let end = normal.length;
  while (end > 0 && ' :#'.includes(normal.charAt(end - 1))) end--;
  return normal.slice(0, end);
}
