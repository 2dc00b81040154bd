import type { FlowContent } from './flow.ts';
import { portsText } from './ports.ts';

/** A flow on one line: `app → api.exemple.fr 443/tcp`. */
export function flowText({ source, destination, protocol, ports }: FlowContent): string {
  const from = source === null ? '' : `${source} → `;
  return `${from}${destination} ${ports.length === 0 ? protocol : `${portsText(ports)}/${protocol}`}`;
}
