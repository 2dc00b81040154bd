import type { Flow, FlowContent } from './flow.ts';
import { portsText } from './ports.ts';

/** A flow on one line: `app → api.exemple.fr 443/tcp`. */
export function flowText({ source, destination, protocol, ports }: FlowContent): string {
  const from = source === null ? '' : `${source} → `;
  return `${from}${destination} ${ports.length === 0 ? protocol : `${portsText(ports)}/${protocol}`}`;
}

/** The destination of a flow with its addresses, as the reader takes it: `ldap.exemple.fr (10.1.1.1)`. */
export function destinationText({ destination, addresses }: Pick<Flow, 'destination' | 'addresses'>): string {
  return addresses.length === 0 ? destination : `${destination} (${addresses.join(', ')})`;
}
