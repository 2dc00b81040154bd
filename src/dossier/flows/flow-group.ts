import type { FlowDraft, Protocol } from './flow.ts';
import type { FlowWord, PortWord } from './flow-word.ts';
import { joinRanges } from './ports.ts';
import type { Destination } from './read-destination.ts';

/** Destinations of a line that share their ports: `a.fr et b.fr 443/tcp`. */
export interface FlowGroup extends PortWord {
  readonly destinations: readonly Destination[];
}

interface Groups {
  readonly groups: readonly FlowGroup[];
  readonly badPort: string | null;
}

const nothing: FlowGroup = { destinations: [], ports: [], implied: [], protocols: [] };

/** The words of a line as groups: a destination after one that already has its ports begins the next group. */
export function collectGroups(words: readonly FlowWord[]): Groups {
  const groups: FlowGroup[] = [];
  let group = nothing;
  let badPort: string | null = null;
  for (const word of words) {
    if (word.kind === 'destination') {
      const fresh = hasPorts(group);
      if (fresh) groups.push(group);
      group = fresh
        ? { ...nothing, destinations: [word.destination] }
        : { ...group, destinations: [...group.destinations, word.destination] };
      badPort ??= word.destination.badPort;
    }
    if (word.kind === 'ports') group = withPorts(group, word);
    if (word.kind === 'bad-port') badPort ??= word.text;
  }
  return { groups: [...groups, group], badPort };
}

function hasPorts({ destinations, ports }: FlowGroup): boolean {
  return destinations.length > 0 && (ports.length > 0 || destinations.some((destination) => destination.ports.length > 0));
}

function withPorts(group: FlowGroup, { ports, implied, protocols }: PortWord): FlowGroup {
  return {
    ...group,
    ports: [...group.ports, ...ports],
    implied: [...group.implied, ...implied],
    protocols: [...group.protocols, ...protocols],
  };
}

/** One draft for each destination and protocol of a group. ICMP has no ports. */
export function draftsOf({
  destinations,
  ports,
  implied,
  protocols,
}: FlowGroup): readonly Pick<FlowDraft, 'destination' | 'protocol' | 'ports'>[] {
  return destinations.flatMap((destination) => {
    const written = [...(destination.implied ? [] : destination.ports), ...ports];
    const own = joinRanges(written.length > 0 ? written : destination.implied ? destination.ports : implied);
    return protocolsOf(destination, protocols).map((protocol) => ({
      destination: destination.name,
      protocol,
      ports: protocol === 'icmp' ? [] : own,
    }));
  });
}

function protocolsOf({ protocol }: Destination, named: readonly Protocol[]): readonly Protocol[] {
  return named.length > 0 ? [...new Set(named)] : [protocol ?? 'tcp'];
}
