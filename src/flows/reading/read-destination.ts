import { isMachineName, readHost } from '../../answers/host.ts';
import type { PortRange, Protocol } from './flow.ts';
import { isLookalike } from '../../answers/lookalikes.ts';
import { readPorts } from './ports.ts';
import { findService, isServicePort } from './services.ts';

/** What one word says of a destination. */
export interface Destination {
  readonly name: string;
  /** Addresses that are written beside the name, as those of that machine. */
  readonly addresses: readonly string[];
  readonly ports: readonly PortRange[];
  readonly protocol: Protocol | null;
  /** The port is that of the URL's scheme: one that is written beside it counts instead. */
  readonly implied: boolean;
  /** What stands in the place of a port and is none. */
  readonly badPort: string | null;
}

/** Words that stand before a colon and a number without naming a machine. */
const notMachines =
  /^(?:ports?|tcp|udp|tls|ssl|https?|ldaps?|smtps?|s?ftps?|ssh|amqps?|jdbc|imaps?|pop3s?|ntp|dns|icmp|proto(?:cole)?|flux|ligne|version|v|note)$/i;

/**
 * The destination that a word names, with the port and protocol written with it: a URL, `host:443/tcp`, `host/443`, `[2001:db8::1]:443`, `10.0.0.0/8`,
 * `*.name`, or a short machine name with a port. Null for any other word.
 */
export function readDestination(word: string): Destination | null {
  // Nothing without a dot or a colon is one: most words are told by that.
  if (!/[.:]/.test(word)) return null;
  if (isLookalike(word)) return readUrl(word);
  return readUrl(word) ?? (word.includes('@') ? readOracle(word) : null) ?? readBracketed(word) ?? readNamed(word);
}

function readUrl(word: string): Destination | null {
  if (!word.includes('://')) return null;
  const match = /^(?:[a-z]+:)?([a-z][a-z0-9+.-]{0,20}):\/\/([^/?#\s]{1,300})/i.exec(word);
  if (match === null) return null;
  const authority = (match[2] ?? '').slice((match[2] ?? '').lastIndexOf('@') + 1);
  const service = findService((match[1] ?? '').replace(/^.*\+/, ''));
  const inner = readBracketed(authority) ?? readNamed(authority) ?? bareMachine(authority);
  if (inner === null) return null;
  const implied = inner.ports.length === 0 && service !== null;
  const ports = implied ? [{ from: service.port, to: service.port }] : inner.ports;
  return { ...inner, ports, implied, protocol: inner.protocol ?? service?.protocol ?? null };
}

/** `jdbc:oracle:thin:@//host:1521/service`, `jdbc:oracle:thin:@host:1521:SID`. */
function readOracle(word: string): Destination | null {
  const [, host, port = '1521'] = /^jdbc:oracle:[a-z0-9]{1,10}:[^@\s]{0,100}@(?:\/\/)?([^/\s:]{1,253})(?::(\d{1,5}))?/i.exec(word) ?? [];
  return host === undefined ? null : readNamed(`${host}:${port}`);
}

function bareMachine(authority: string): Destination | null {
  return isMachineName(authority) ? bareDestination(authority) : null;
}

/** `[2001:db8::1]:443/tcp`. */
function readBracketed(word: string): Destination | null {
  if (!word.startsWith('[')) return null;
  const match = /^\[([0-9a-f:.]{2,45})\](?::(.+))?$/i.exec(word);
  if (match === null || readHost(match[1] ?? '')?.kind !== 'ip') return null;
  return withSuffix((match[1] ?? '').toLowerCase(), match[2] ?? '');
}

function readNamed(word: string): Destination | null {
  const [name = '', suffix, ...others] = word.split(':');
  if (others.length > 0) return readHost(word)?.kind === 'ip' ? bareDestination(word) : readIpv6Range(word);
  const range = name.includes('/') ? /^([^/]+\/(\d{1,2}))(?:\/(\d{2,5}))?$/.exec(name) : null;
  const [, network = '', mask = '33', behind = suffix ?? ''] = range ?? [];
  const isBehindMask = suffix === undefined || range?.[3] === undefined;
  if (Number(mask) <= 32 && isBehindMask && isIpv4(network.split('/', 1)[0] ?? '')) return withSuffix(network, behind);
  const slash = name.indexOf('/');
  const [host, path] = slash < 0 ? [name, ''] : [name.slice(0, slash), name.slice(slash + 1)];
  if (isIpv4(host) && isNoMask(path)) return { ...withSuffix(host, suffix ?? ''), badPort: `/${path}` };
  if (suffix === undefined) {
    const known = hostName(host);
    return known === null
      ? null
      : withSuffix(known, /^(?:\d{1,5}|tcp|udp)(?:\/(?:\d{1,5}|tcp|udp))*$/i.test(path) ? path : (path.split('/', 1)[0] ?? ''));
  }
  const named = hostName(host);
  const known = named ?? (notMachines.test(host) || !isMachineName(host) ? null : host.toLowerCase());
  const suffixed = known === null ? null : withSuffix(known, suffix);
  // A short name is a machine only with a port behind it.
  return suffixed !== null && (suffixed.ports.length > 0 || named !== null) ? suffixed : null;
}

/** `10.1.2.3/33`, `10.1.2.3/2/3`: behind an address, a small figure is its mask, unless it is the port of a service. */
function isNoMask(path: string): boolean {
  if (/^(?:[12]?\d|3[0-2])\/\d{1,3}(?:\/|$)/.test(path)) return true;
  const figure = /^\d{2,3}$/.test(path) ? Number(path) : 0;
  return figure > 32 && figure <= 128 && !isServicePort(figure);
}

function readIpv6Range(word: string): Destination | null {
  const match = /^([0-9a-f:.]{2,45})\/(\d{1,3})$/i.exec(word);
  return match !== null && Number(match[2]) <= 128 && readHost(match[1] ?? '')?.kind === 'ip' ? bareDestination(word) : null;
}

/** The destination of that name, of which nothing else is said. */
export function bareDestination(name: string): Destination {
  return { name: name.toLowerCase(), addresses: [], ports: [], protocol: null, implied: false, badPort: null };
}

function isIpv4(text: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) && readHost(text)?.kind === 'ip';
}

/** A called machine may bear the underscores that no name to be exposed may (`srv_ldap01.exemple.fr`). */
function hostName(text: string): string | null {
  const host = readHost(text);
  if (host === null) return text.includes('_') && readHost(text.replaceAll('_', 'x')) !== null ? text.toLowerCase() : null;
  return host.kind === 'ip' ? text.toLowerCase() : `${text.startsWith('*.') ? '*.' : ''}${host.name}`;
}

/** What follows the name: `443`, `443/tcp`, `tcp/443`, `https`, a path. */
function withSuffix(name: string, suffix: string): Destination {
  if (suffix === '') return bareDestination(name);
  const parts = suffix.split('/').filter((part) => part !== '');
  const ports = parts.flatMap((part) => readPorts(part) ?? []);
  const service = parts.map(findService).find((found) => found !== null) ?? null;
  const protocol = parts.map(readProtocol).find((found) => found !== null) ?? null;
  const own = ports.length === 0 && service !== null ? [{ from: service.port, to: service.port }] : ports;
  const badPort = parts.find((part) => /^\d+(?:-\d+)?$/.test(part) && readPorts(part) === null) ?? null;
  return {
    name,
    addresses: [],
    ports: own,
    implied: false,
    badPort,
    protocol: protocol ?? (ports.length === 0 ? (service?.protocol ?? null) : null),
  };
}

/** The protocol of that name. */
export function readProtocol(word: string): Protocol | null {
  return word.length > 4 ? null : (protocols.get(word.toLowerCase()) ?? null);
}

const protocols: ReadonlyMap<string, Protocol> = new Map([
  ['tcp', 'tcp'],
  ['udp', 'udp'],
  ['icmp', 'icmp'],
  ['ping', 'icmp'],
]);
