import type { PortWord } from './flow-word.ts';

/**
 * The words on ports of one destination as pieces whose protocols go with their ports: « TCP 443, UDP 53 », « 443 tcp, 53 udp » and « 443/tcp 53/udp » are
 * two each, not four flows. Protocols stand before their ports where the first of them does.
 */
export function portSegments(words: readonly PortWord[]): readonly PortWord[] {
  if (words.length < 2) return words;
  const [first] = words.filter(({ ports, protocols }) => (ports.length === 0) !== (protocols.length === 0));
  const protocolFirst = first !== undefined && first.protocols.length > 0;
  const lastPorts = words.findLastIndex(({ ports }) => ports.length > 0);
  const segments: PortWord[] = [];
  for (const [index, word] of words.entries()) {
    const last = segments.at(-1);
    const begins = protocolFirst ? beginsAtProtocol(word, index < lastPorts) : beginsAtPorts(word, last);
    if (last === undefined || (begins && last.ports.length > 0)) segments.push(word);
    else segments[segments.length - 1] = joined(last, word);
  }
  return segments;
}

/** « TCP 443, UDP 53 »: a protocol begins a piece while ports are still to come. */
function beginsAtProtocol({ ports, protocols }: PortWord, ahead: boolean): boolean {
  return protocols.length > 0 && (ports.length > 0 || ahead);
}

/** « 443 tcp, 53 udp »: ports begin a piece once the one before has its protocol. */
function beginsAtPorts({ ports, protocols }: PortWord, last: PortWord | undefined): boolean {
  return ports.length > 0 && (protocols.length > 0 || (last?.protocols.length ?? 0) > 0);
}

function joined(a: PortWord, b: PortWord): PortWord {
  return {
    ports: [...a.ports, ...b.ports],
    implied: [...a.implied, ...b.implied],
    protocols: [...a.protocols, ...b.protocols],
    called: a.called || b.called,
  };
}
