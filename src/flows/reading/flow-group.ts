import type { FlowDraft, PortRange, Protocol } from './flow.ts';
import type { FlowWord, PortWord } from './flow-word.ts';
import { joinRanges } from './ports.ts';
import { portSegments } from './port-segments.ts';
import type { Destination } from './read-destination.ts';

/** Destinations of a line that share their ports: `a.fr et b.fr 443/tcp`. */
export interface FlowGroup {
  readonly destinations: readonly Destination[];
  /** In the order of the line. */
  readonly words: readonly PortWord[];
  /** How many of them stand before the first destination. */
  readonly led: number;
}

interface Groups {
  readonly groups: readonly FlowGroup[];
  readonly badPort: string | null;
}

const nothing: FlowGroup = { destinations: [], words: [], led: 0 };

/** The words of a line as groups: a destination after one that already has its ports begins the next group. */
export function collectGroups(words: readonly FlowWord[]): Groups {
  const groups: FlowGroup[] = [];
  let group = nothing;
  let badPort: string | null = null;
  for (const word of words) {
    if (word.kind === 'destination') {
      const fresh = hasPorts(group) && !isLed(group);
      if (fresh) groups.push(group);
      group = fresh
        ? { ...nothing, destinations: [word.destination] }
        : { ...group, destinations: [...group.destinations, word.destination] };
      badPort ??= word.destination.badPort;
    }
    if (word.kind === 'ports') {
      if (isLed(group) && group.destinations.length > 1 && word.ports.length > 0) {
        groups.push(group);
        group = nothing;
      }
      group = { ...group, words: [...group.words, word], led: group.destinations.length === 0 ? group.words.length + 1 : group.led };
    }
    if (word.kind === 'bad-port') badPort ??= word.text;
  }
  return { groups: [...groups, group], badPort };
}

/** « Port 443 : a.fr, b.fr »: the ports that stand before the first destination are those of the next ones too. */
function isLed({ destinations, words, led }: FlowGroup): boolean {
  const figures = words.some(({ ports }) => ports.length > 0);
  return led > 0 && led === words.length && figures && destinations.every(({ ports, implied }) => implied || ports.length === 0);
}

/** True for destinations with ports of their own, or of the words around them. */
export function hasPorts({ destinations, words }: FlowGroup): boolean {
  return destinations.length > 0 && [...words, ...destinations].some(({ ports }) => ports.length > 0);
}

/** One draft for each destination and protocol of a group. ICMP has no ports. */
export function draftsOf({
  destinations,
  words,
}: FlowGroup): readonly Pick<FlowDraft, 'destination' | 'addresses' | 'protocol' | 'ports'>[] {
  return destinations.flatMap((destination) =>
    [...portsByProtocol(destination, words)].map(([protocol, ports]) => ({
      destination: destination.name,
      addresses: destination.addresses,
      protocol,
      ports: protocol === 'icmp' ? [] : joinRanges(ports),
    })),
  );
}

function portsByProtocol(destination: Destination, words: readonly PortWord[]): ReadonlyMap<Protocol, readonly PortRange[]> {
  const segments = portSegments([...ownWord(destination), ...words]);
  const written = segments.some(({ ports }) => ports.length > 0);
  const implied = destination.implied ? destination.ports : segments.flatMap((segment) => segment.implied);
  const named = new Set(segments.flatMap(({ protocols }) => protocols));
  const [only] = named.size === 1 ? named : [];
  const found = new Map<Protocol, readonly PortRange[]>();
  const add = (protocol: Protocol, ports: readonly PortRange[]) => found.set(protocol, [...(found.get(protocol) ?? []), ...ports]);
  for (const { ports, protocols } of segments) {
    const own = protocols.length > 0 ? protocols : [only ?? destination.protocol ?? 'tcp'];
    // « DNS 53/tcp »: the service only names what the figures say.
    if (!written || ports.length > 0) for (const protocol of own) add(protocol, written ? ports : implied);
    else if (own.includes('icmp')) add('icmp', []);
  }
  return found.size > 0 ? found : new Map([[destination.protocol ?? 'tcp', implied]]);
}

/** What is written with the destination itself: `host:443/tcp`. */
function ownWord({ implied, ports, protocol }: Destination): readonly PortWord[] {
  const said = !implied && (ports.length > 0 || protocol !== null);
  return said ? [{ ports, implied: [], protocols: protocol === null ? [] : [protocol], called: true }] : [];
}
