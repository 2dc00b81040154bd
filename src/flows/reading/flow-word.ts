import type { PortRange, Protocol } from './flow.ts';
import { isDocumentLink } from './documents.ts';
import { isCalledPort, isOtherFigure } from './figures.ts';
import { readPorts } from './ports.ts';
import { bareDestination, type Destination, readDestination, readProtocol } from './read-destination.ts';
import { keepLast } from '../../words/keep-last.ts';
import { findService } from './services.ts';

/** What one word of a line is to a flow; `at` is where it begins, `end` where it ends. */
export type FlowWord = { readonly at: number; readonly end: number } & (
  | { readonly kind: 'destination'; readonly destination: Destination }
  | ({ readonly kind: 'ports' } & PortWord)
  | { readonly kind: 'bad-port'; readonly text: string }
  /** A word between a destination, its ports and its protocol that adds nothing. */
  | { readonly kind: 'filler' }
  /** A link to a picture, a file or a page. */
  | { readonly kind: 'document' }
  | { readonly kind: 'prose' }
);

/** Ports and protocols that a word adds to a destination. */
export interface PortWord {
  readonly ports: readonly PortRange[];
  /** Ports of the services that are named; ports in figures count instead. */
  readonly implied: readonly PortRange[];
  readonly protocols: readonly Protocol[];
  /** « port 443 », `443/tcp`: surely a port, wherever it stands in the line. */
  readonly called: boolean;
}

/** A word as it stands in its line. */
interface Written {
  /** Without the marks around it. */
  readonly word: string;
  readonly raw: string;
  readonly at: number;
  /** Which short names are taken for machines: those that look so beside a port in figures, or none. */
  readonly machines: MachineNames;
  readonly line: string;
}

/** Characters looked at before a word and after it. */
const BEFORE = 60;
const AFTER = 40;

/** `sure`: those with a hyphen and a digit; `likely`: a hyphen, an underscore or final digits are enough, with a port right behind. */
export type MachineNames = 'none' | 'sure' | 'likely';

const fillers =
  /^(?:ports?|proto(?:cole)?s?|sur|en|le|la|les|et|ou|au|aux|a|à|via|vers|depuis|de|du|par|hote|hôte|destination|dest|url|adresse|ip|service|flux|n°|no|:|=|-|–|—|\+|&|\/)$/i;

/** Tells what a word is. Pure, and linear in its length. */
export function readFlowWord({ word, raw, at, machines, line }: Written): FlowWord {
  const place = { at, end: at + raw.length };
  if (word === '') return { kind: 'filler', ...place };
  if (word === raw && word.length <= LONGEST_PORT_WORD && /^\p{L}+$/u.test(word)) return { ...readLetters(word), ...place };
  if (isDocumentLink(word)) return { kind: 'document', ...place };
  const after = line.slice(place.end, place.end + AFTER);
  const destination = readDestination(word) ?? (isMachine(word, machines, after) ? bareDestination(word) : null);
  const before = line.slice(Math.max(0, at - BEFORE), at);
  if (destination !== null)
    return isMentioned(destination, before) ? { kind: 'prose', ...place } : { kind: 'destination', ...place, destination };
  const counts = /\d/.test(word);
  const figure = counts ? word.replace(/^(?:n[°ºo]s?|ports?[:.=]?|p(?=\d{2,5}$))(?=\d)/i, '') : word;
  const called = counts && ((/^p/i.test(word) && figure !== word) || isCalledPort(before));
  const other = counts && !called && isOtherFigure(figure, before, after);
  const ports = other ? null : readPortWord(figure);
  if (ports !== null) return { kind: 'ports', ...place, ...ports, called: called || isWithProtocol(figure) };
  if (!other && (/^\d{5,6}(?:\/(?:tcp|udp))?$/i.test(figure) || (called && figure === '0')))
    return { kind: 'bad-port', ...place, text: figure };
  return { kind: fillers.test(raw) || fillers.test(word) ? 'filler' : 'prose', ...place };
}

/** Words of letters whose reading is kept: the same ones come again on each line of an answer. */
const WORDS_KEPT = 500;

/** What a word of letters alone is, which nothing around it changes: a service or a protocol, a filler or prose. */
const readLetters = keepLast(WORDS_KEPT, (word): Letters => {
  const ports = readPortWord(word);
  if (ports !== null) return { kind: 'ports', ...ports, called: false };
  return { kind: fillers.test(word) ? 'filler' : 'prose' };
});

type Letters = ({ readonly kind: 'ports' } & PortWord) | { readonly kind: 'filler' } | { readonly kind: 'prose' };

function isWithProtocol(word: string): boolean {
  return /\d/.test(word) && /tcp|udp/i.test(word);
}

/** What introduces a machine that is named and not called: « remplace old.exemple.fr », « contact : … », « voir https://… ». */
const replaced =
  /\b(?:rempla[cç]\p{L}{1,6}|en remplacement d[eu]|au lieu d[eu]|anciennement|ex-?|sauf|hormis|et non)\s(?:l[ea]s?\s|l['’])?$/iu;
/** « Aucun sauf api.exemple.fr »: what makes the exception is called. */
const excepted = /\b(?:aucune?s?|pas|rien|n[ée]ant|non|none)\b[^.;]{0,50}\b(?:sauf|hormis)\s(?:l[ea]s?\s|l['’])?$/iu;
const referred = /(?:\b(?:contacts?|r[ée]f[ée]rente?|doc(?:umentation)?|swagger|openapi|cf\.?|voir|specs?)\s?:?|@)\s?$/i;

function isMentioned({ ports, implied }: Destination, before: string): boolean {
  return (replaced.test(before) && !excepted.test(before)) || ((implied || ports.length === 0) && referred.test(before));
}

/** A short name as machines are called: words of prose have at most a hyphen or a digit. */
function isMachine(word: string, machines: MachineNames, after: string): boolean {
  if (machines === 'none' || !/^[a-z][\w-]{2,62}$/i.test(word) || /^(?:tcp|udp)-/i.test(word)) return false;
  if (word.includes('-') && /\d/.test(word)) return true;
  if (machines === 'sure') return false;
  const looksSo = /[a-z0-9][-_][a-z0-9]/.test(word)
    ? word === word.toLowerCase()
    : /^[a-z]{2,}\d{2,3}$|^[A-Z]{2,}[A-Z0-9_-]*\d{2,3}$/.test(word);
  return looksSo && /^\W{0,3}(?:sur\s)?(?:le\s)?(?:ports?\W{1,3}|tcp\W{1,2}|udp\W{1,2})?\d{2,5}(?![\d.])/i.test(after);
}

/** `https`, `tcp`, `any`: most words of letters alone are none of them. */
function isPortName(word: string): boolean {
  return readProtocol(word) !== null || findService(word) !== null || readPorts(word) !== null;
}

/** Longest word on ports, in characters. */
const LONGEST_PORT_WORD = 40;

/** `443`, `443/tcp`, `tcp/443`, `tcp443`, `tcp:443`, `tcp`, `tcp/udp`, `53/tcp+udp`, `https`. */
function readPortWord(word: string): Omit<PortWord, 'called'> | null {
  if (/^\d{1,5}$/.test(word)) {
    const ports = readPorts(word);
    return ports === null ? null : { ports, implied: [], protocols: [] };
  }
  // The figure of « HTTP/2 » is a version, which names no port.
  if (/^https?\/[12](?:\.\d)?$/i.test(word)) return null;
  if (word.length > LONGEST_PORT_WORD || (/^\p{L}+$/u.test(word) && !isPortName(word))) return null;
  const parts = word
    .replace(/^:/, '')
    .replace(/^http\/3$/i, 'quic')
    .replace(/^(tcp|udp)[-_:]?(?=\d)/i, '$1/')
    .split(/[/+]/)
    .map((part) => ({ ports: readPorts(part), protocol: readProtocol(part), service: findService(part) }));
  if (parts.some(({ ports, protocol, service }) => ports === null && protocol === null && service === null)) return null;
  const said = parts.flatMap(({ protocol }) => protocol ?? []);
  return {
    ports: parts.flatMap(({ ports }) => ports ?? []),
    implied: parts.flatMap(({ service }) => (service === null ? [] : [{ from: service.port, to: service.port }])),
    // `syslog/tcp`: what is written counts before what the service mostly uses.
    protocols: said.length > 0 ? said : parts.flatMap(({ service }) => (service?.protocol === 'udp' ? ['udp' as const] : [])),
  };
}
