import { readHost } from '../../answers/host.ts';
import { tokens, trimToken } from '../../answers/tokens.ts';
import { readDestination } from './read-destination.ts';
import { trimProse } from './trim-prose.ts';

interface Sourced {
  readonly source: string | null;
  readonly rest: string;
}

/**
 * The source that an arrow points away from (`app -> host`, `host <- app`), or that « de app vers host » and `10.0.0.1 vers host` name; null without one. And
 * the rest of the line.
 */
export function takeSource(text: string): Sourced {
  if (!hints.test(text)) return { source: null, rest: text };
  const arrow =
    /^(.{0,120}?)\s{0,10}(?:<?-{1,5}>|<?={1,5}>|>>|→|⇒|➜|↔|⇔)\s{0,10}(.*)$/s.exec(text) ??
    /^(?:de(?:puis)?|source\s?:)\s(.{1,120}?)\svers\s(.*)$/is.exec(text);
  if (arrow === null) return takeBehind(text) ?? takeAddress(text) ?? { source: null, rest: text };
  const [, left = '', rest = ''] = arrow;
  // « 443 → host »: a port calls nobody; an IPv6 address in figures alone does.
  if (/^(?:(?:ports?|tcp|udp)\b|[\s\d,;:/+-])+$/i.test(left) && !tokens(left).some(isAddress))
    return { source: null, rest: `${rest} ${left}` };
  return { source: trimProse(left), rest };
}

function isAddress(word: string): boolean {
  return readHost(word)?.kind === 'ip';
}

/** Verbs between a machine and the one that it calls. */
const calls = 'vers|appelle|interroge|contacte|consomme|acc[èe]de [àa]|se connecte (?:[àa]|sur)|[ée]crit (?:dans|sur)|lit';

/** What any of these ways of naming a source holds. */
const hints = new RegExp(`[-=>]>|<[-=]|[→⇒➜↔⇔←⇐]|\\s(?:${calls})\\s`, 'i');
const caller = new RegExp(`^\\W{0,3}(\\S{1,120})\\s(?:${calls})\\s(.*)$`, 'is');

/** `host:443 <- app : reason`. */
function takeBehind(text: string): Sourced | null {
  const [, left = '', source, reason = ''] =
    /^(.{1,300}?)\s{0,10}(?:<-{1,5}|←|⇐)\s{0,10}([^:;,(|]{1,120}?)(\s?[:;,(|—–].*|\s-\s.*)?$/s.exec(text) ?? [];
  return source === undefined ? null : { source: trimProse(source), rest: `${left} ${reason}` };
}

/** `10.0.0.1 vers host`, « app.exemple.fr appelle host »: what stands alone before is no protocol, but who calls. */
function takeAddress(text: string): Sourced | null {
  const [, source, rest = ''] = caller.exec(text) ?? [];
  return source === undefined || readDestination(trimToken(source)) === null ? null : { source: trimProse(source), rest };
}
