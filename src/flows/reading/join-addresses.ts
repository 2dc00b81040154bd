import { isIpAddress } from '../../answers/host.ts';
import type { FlowWord } from './flow-word.ts';

/** The words of a line in which a name and the address written beside it are one destination: `ldap.exemple.fr (10.1.1.1) 636`. */
export function joinAddresses(words: readonly FlowWord[], text: string): readonly FlowWord[] {
  const joined: FlowWord[] = [];
  let at = -1;
  for (const word of words) {
    const last = joined[at];
    const one = last === undefined ? null : asOne(last, word, text.slice(last.end, word.at));
    if (one !== null) joined[at] = one;
    else joined.push(word);
    if (word.kind === 'destination' && one === null) at = joined.length - 1;
    else if (word.kind !== 'filler' && one === null) at = -1;
  }
  return joined;
}

function asOne(first: FlowWord, second: FlowWord, between: string): FlowWord | null {
  if (first.kind !== 'destination' || second.kind !== 'destination') return null;
  const [a, b] = [first.destination, second.destination];
  const [aIsAddress, bIsAddress] = [isIpAddress(a.name), isIpAddress(b.name)];
  if (aIsAddress === bIsAddress) return null;
  const [named, address] = aIsAddress ? [b, a] : [a, b];
  const beside = aIsAddress
    ? /^\s?\($/
    : named.addresses.length > 0
      ? /^\s?[,;/]\s?$|^\s?et\s$/
      : /^(?: {1,3}|\s?[([/=]\s?|\s?\(?(?:ip|vip|adresse)\s?:?\s?)$/i;
  // A port behind the first ends what is said of it, but for a parenthesis.
  const ended = a.ports.length > 0 && !a.implied && !/^\s?\($/.test(between);
  if (ended || !beside.test(between)) return null;
  const ports = named.ports.length > 0 && !named.implied ? named : address.ports.length > 0 ? address : named;
  return {
    ...first,
    end: second.end,
    destination: {
      ...named,
      ports: ports.ports,
      implied: ports.implied,
      protocol: ports.protocol ?? named.protocol,
      addresses: [...named.addresses, address.name],
      badPort: named.badPort ?? address.badPort,
    },
  };
}
