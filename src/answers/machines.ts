import { readHost } from './host.ts';
import { isLookalike } from './lookalikes.ts';
import { tokens } from './tokens.ts';

/** A short name as private networks have, with its port: `ldap-prod:636`, `srv_ldap01 636/tcp`. */
const withPort = /(?:^|[\s(,;])(?:[\w-]{1,63}:\d{2,5}|[a-z][\w-]{0,62}[-_][\w-]{1,62}\s\d{2,5}\/(?:tcp|udp))(?![\w.])/i;

/** True when a text names a machine: a host name, an address, or a short name with its port. Files, technologies and people that look so are none. */
export function namesMachine(text: string): boolean {
  if (!/[.:/]/.test(text)) return false;
  return withPort.test(text) || tokens(text).some((word) => !isLookalike(word) && readHost(word) !== null && !/^[x.]+$/i.test(word));
}
