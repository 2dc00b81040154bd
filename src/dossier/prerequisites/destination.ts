import { readHost } from './host.ts';
import { tokens } from './tokens.ts';

/** Words that stand before a port without naming a machine. */
const notMachines =
  /^(?:ports?|tcp|udp|tls|ssl|https?|ldaps?|smtps?|s?ftps?|ssh|amqps?|jdbc|imaps?|ntp|dns|icmp|proto(?:cole)?|flux|ligne)$/i;

/**
 * True when a line names something that a network flow can reach: an IP address or range, a DNS name, a URL, or a machine by its short name
 * with a port (`annuaire:636`, `srv-ldap-01 636/TCP`).
 */
export function holdsDestination(line: string): boolean {
  const words = tokens(line);
  const port = /(?<![\d.])\d{2,5}(?![\d.])/.test(line);
  return words.some((word) => readHost(word) !== null || isUrlOfMachine(word) || isMachineWithPort(word) || (port && isMachine(word)));
}

function isUrlOfMachine(word: string): boolean {
  return /^[a-z][a-z0-9+.:-]{0,30}:\/\/[a-z0-9]/i.test(word);
}

function isMachineWithPort(word: string): boolean {
  const match = /^([a-z][\w-]{0,62}):(\d{2,5})(?:\/|$)/i.exec(word);
  return match !== null && Number(match[2]) <= 65_535 && !notMachines.test(match[1] ?? '');
}

/** A short name as machines are called, with a hyphen and a digit: words of prose have at most one of them. */
function isMachine(word: string): boolean {
  return /^[a-z][a-z0-9-]{2,62}$/i.test(word) && word.includes('-') && /\d/.test(word);
}
