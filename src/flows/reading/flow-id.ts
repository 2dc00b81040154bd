import { digest } from '../../words/digest.ts';
import type { FlowContent } from './flow.ts';
import { portsText } from './ports.ts';

/** Letters and digits that are not taken for one another when read aloud. */
const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const LENGTH = 6;

/** What an id looks like. */
export const flowId = new RegExp(`^F-[${letters}]{${LENGTH}}$`);

/** `F-` and six letters drawn from the content of a flow: of 200 flows, two share theirs once in 50,000 dossiers. */
export function flowIdOf({ zone, source, destination, protocol, ports }: FlowContent): string {
  const content = [zone, (source ?? '').toLowerCase(), destination, protocol, portsText(ports)].join('\n');
  let rest = Buffer.from(digest(content), 'base64url').readUIntBE(0, 6);
  let id = 'F-';
  for (let count = 0; count < LENGTH; count++) {
    id += letters.charAt(rest % letters.length);
    rest = Math.floor(rest / letters.length);
  }
  return id;
}
