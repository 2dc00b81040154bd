import type { PortRange } from './flow.ts';

/** Ranges sorted and joined where they touch or overlap. */
export function joinRanges(ranges: readonly PortRange[]): readonly PortRange[] {
  if (ranges.length < 2) return ranges;
  const joined: PortRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const last = joined.at(-1);
    if (last !== undefined && range.from <= last.to + 1) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
    else joined.push(range);
  }
  return joined;
}

/** True when every port of `inner` is one of `outer`. */
export function holdsPorts(outer: readonly PortRange[], inner: readonly PortRange[]): boolean {
  return inner.every(({ from, to }) => outer.some((range) => range.from <= from && to <= range.to));
}

/** `443`, `443, 8000-8010`; empty when no port is said. */
export function portsText(ports: readonly PortRange[]): string {
  return ports.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}

/** The ports that a word names: a number, a range, or `*`; null for any other word, and for numbers that are no port. */
export function readPorts(word: string): readonly PortRange[] | null {
  if (/^(?:\*|any|all|tous|toutes)$/i.test(word)) return [{ from: 1, to: 65_535 }];
  const match = /^(\d{1,5})(?:[-–:](\d{1,5}))?$/.exec(word);
  if (match === null) return null;
  const from = Number(match[1]);
  const to = Number(match[2] ?? match[1]);
  return from >= 1 && to <= 65_535 && from <= to ? [{ from, to }] : null;
}
