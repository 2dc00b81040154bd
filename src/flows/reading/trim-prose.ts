/** Longest justification or source kept, in characters. */
const LONGEST = 200;

/** A piece of a line as a sentence: without the marks around it, its spaces single; null when nothing is left. */
export function trimProse(text: string): string | null {
  const bare = text
    .slice(0, 2 * LONGEST)
    .replace(/^[\s:;,.|()<>!\-–—#/*_]+|[\s:;,|(\-–—#/*_`"]+$/g, '')
    .replace(/\s+/g, ' ')
    .slice(0, LONGEST);
  if (!/[()]/.test(bare)) return bare === '' ? null : bare;
  const [opened, closed] = [count(bare, '('), count(bare, ')')];
  const paired = opened > closed ? `${bare})` : opened < closed ? bare.replace(/\)$/, '') : bare;
  return paired === '' ? null : paired;
}

function count(text: string, mark: string): number {
  return text.split(mark).length - 1;
}
