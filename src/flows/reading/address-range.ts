/** The addresses of an IPv4 address or range, as numbers, both included. */
export interface AddressRange {
  readonly from: number;
  readonly to: number;
}

/** The range that an IPv4 address, or one with its mask (`10.0.0.0/8`), stands for; null for names and IPv6. */
export function addressRange(text: string): AddressRange | null {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/.exec(text);
  if (match === null) return null;
  const address = match.slice(1, 5).reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - Number(match[5] ?? 32));
  const from = Math.floor(address / size) * size;
  return { from, to: from + size - 1 };
}

/** True when the first holds every address of the second. */
export function holdsRange(outer: AddressRange, inner: AddressRange): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}
