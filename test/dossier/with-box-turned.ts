/** A text whose box of an item is ticked where it was not, and the other way round. Throws where it has none. */
export function withBoxTurned(text: string, item: string): string {
  const line = text.split('\n').find((candidate) => candidate.trimEnd().endsWith(`\`${item}\``));
  if (line === undefined) throw new Error(`no box ${item} in ${text}`);
  return text.replace(line, line.includes('[ ]') ? line.replace('[ ]', '[x]') : line.replace('[x]', '[ ]'));
}
