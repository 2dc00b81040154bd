/** The text with what stands between the markers of each name replaced. Throws when a pair of markers is missing. */
export function fillBlocks(text: string, blocks: Readonly<Record<string, string>>): string {
  return Object.entries(blocks).reduce((filled, [name, block]) => {
    const [start, end] = [`<!-- ${name}:début -->`, `<!-- ${name}:fin -->`];
    const [before, rest] = filled.split(start);
    const after = rest?.split(end)[1];
    if (before === undefined || after === undefined) throw new Error(`markers of ${name} not found`);
    return `${before}${start}\n\n${block}\n\n${end}${after}`;
  }, text);
}
