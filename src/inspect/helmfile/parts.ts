/** A part of a helmfile, and the line of the file on which it begins. */
export interface Part {
  readonly text: string;
  readonly firstLine: number;
}

/**
 * The parts that Helmfile computes one after the other, each with the values that the ones before it give ("Layering release template values", Helmfile documentation): between lines
 * `---`, and the environments before what uses them, as its first versions read a file twice. Pure.
 */
export function partsOf(text: string): readonly Part[] {
  const lines = text.split(/\r?\n/);
  const starts = lines.flatMap((line, index) => (/^---\s*$/.test(line) ? [index] : []));
  return [-1, ...starts].flatMap((start, order) =>
    withEnvironmentsFirst({ text: lines.slice(start + 1, starts[order] ?? lines.length).join('\n'), firstLine: start + 2 }),
  );
}

function withEnvironmentsFirst(part: Part): readonly Part[] {
  const lines = part.text.split('\n');
  const begin = lines.findIndex((line) => line.startsWith('environments:'));
  if (begin === -1) return [part];
  const length = lines.slice(begin + 1).findIndex((line) => /^[\w{]/.test(line));
  const end = length === -1 ? lines.length : begin + 1 + length;
  const kept = (from: number, to: number): Part => ({
    text: lines.map((line, index) => (index >= from && index < to ? line : '')).join('\n'),
    firstLine: part.firstLine,
  });
  const rest = lines.map((line, index) => (index >= begin && index < end ? '' : line)).join('\n');
  return rest.trim() === '' ? [kept(begin, end)] : [kept(begin, end), { text: rest, firstLine: part.firstLine }];
}
