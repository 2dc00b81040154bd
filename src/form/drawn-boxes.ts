const item = String.raw`^(\s{0,8}(?:>\s?)?(?:[-*+•]|\d{1,3}[.)])?\s{0,4})`;
const ticked = new RegExp(String.raw`${item}(?:\[\s?(?:[xXvV✓✔☑✅]\uFE0F?|ok|oui|yes)\s?\]|(?:[☑✅✔✓🗹]\uFE0F?))\s`, 'iu');
const empty = new RegExp(String.raw`${item}(?:\[\s?(?:non|no|❌|✗|✘)\s?\]|(?:[☐⬜❌✗✘]\uFE0F?))\s`, 'iu');

/** The lines of a list of boxes where those that somebody drew by hand, `[ x ]`, `[v]`, « ☑ », « ✅ », are written as GitHub reads them; the others stay. */
export function drawnBoxes(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (/[[☑✅✔✓🗹☐⬜❌✗✘]/u.test(line) ? line.replace(ticked, asBox('x')).replace(empty, asBox(' ')) : line));
}

/** An item of a list, whatever stood before the box. */
function asBox(sign: string) {
  return (_: string, before: string) => `${/[-*+\d]/.test(before) ? before : `${before.replace('•', '')}- `}[${sign}] `;
}
