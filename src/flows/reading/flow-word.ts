import type { PortRange, Protocol } from './flow.ts';
import { readPorts } from './ports.ts';
import { bareDestination, type Destination, readDestination, readProtocol } from './read-destination.ts';
import { findService } from './services.ts';

/** What one word of a line is to a flow; `at` is where it begins. */
export type FlowWord = { readonly at: number } & (
  | { readonly kind: 'destination'; readonly destination: Destination }
  | ({ readonly kind: 'ports' } & PortWord)
  | { readonly kind: 'bad-port'; readonly text: string }
  /** A word between a destination, its ports and its protocol that adds nothing. */
  | { readonly kind: 'filler' }
  | { readonly kind: 'prose' }
);

/** Ports and protocols that a word adds to a destination. */
export interface PortWord {
  readonly ports: readonly PortRange[];
  /** Ports of the services that are named; ports in figures count instead. */
  readonly implied: readonly PortRange[];
  readonly protocols: readonly Protocol[];
}

/** A word as it stands in its line. */
interface Written {
  /** Without the marks around it. */
  readonly word: string;
  readonly raw: string;
  readonly at: number;
  /** The line holds a port in figures: a short machine name is then a destination. */
  readonly hasPort: boolean;
  /** What stands before it in its line, a few characters. */
  readonly before: string;
}

const fillers =
  /^(?:ports?|proto(?:cole)?s?|sur|en|le|la|les|et|ou|au|aux|a|à|via|vers|depuis|de|du|par|hote|hôte|destination|dest|url|adresse|ip|service|flux|n°|no|:|=|-|–|—|\+|&|\/)$/i;

/** Tells what a word is. Pure, and linear in its length. */
export function readFlowWord({ word, raw, at, hasPort, before }: Written): FlowWord {
  const destination = readDestination(word) ?? (hasPort && isMachine(word) ? bareDestination(word) : null);
  if (destination !== null) return { kind: 'destination', at, destination };
  const calledPort = /\bports?\W{0,3}$/i.test(before);
  const ports = !calledPort && isOtherFigure(word, before) ? null : readPortWord(word);
  if (ports !== null) return { kind: 'ports', at, ...ports };
  if (/^\d{5,6}(?:\/(?:tcp|udp))?$/i.test(word) || (calledPort && word === '0')) return { kind: 'bad-port', at, text: word };
  return word === '' || fillers.test(raw) || fillers.test(word) ? { kind: 'filler', at } : { kind: 'prose', at };
}

/** Figures that count something else than ports: « 2 appels par seconde », « 24/7 », « depuis 2024 ». */
function isOtherFigure(word: string, before: string): boolean {
  return (
    /^\d(?:\/\d{1,2})?$|^\d\d\/\d{1,2}$/.test(word) || (/^20\d\d$/.test(word) && /\b(?:depuis|en|fin|début|courant|de)\s$/i.test(before))
  );
}

/** A short name as machines are called, with a hyphen and a digit: words of prose have at most one of them. */
function isMachine(word: string): boolean {
  return /^[a-z][a-z0-9-]{2,62}$/i.test(word) && word.includes('-') && /\d/.test(word) && !/^(?:tcp|udp)-/i.test(word);
}

/** `443`, `443/tcp`, `tcp/443`, `tcp443`, `tcp:443`, `tcp`, `tcp/udp`, `53/tcp+udp`, `https`. */
function readPortWord(word: string): PortWord | null {
  const parts = word
    .replace(/^:/, '')
    .replace(/^(tcp|udp)[-_:]?(?=\d)/i, '$1/')
    .split(/[/+]/)
    .map((part) => ({ ports: readPorts(part), protocol: readProtocol(part), service: findService(part) }));
  if (parts.some(({ ports, protocol, service }) => ports === null && protocol === null && service === null)) return null;
  return {
    ports: parts.flatMap(({ ports }) => ports ?? []),
    implied: parts.flatMap(({ service }) => (service === null ? [] : [{ from: service.port, to: service.port }])),
    protocols: parts.flatMap(({ protocol, service }) => protocol ?? (service?.protocol === 'udp' ? ['udp' as const] : [])),
  };
}
