import { trimToken } from '../../answers/tokens.ts';
import type { FlowDraft } from './flow.ts';
import { type FlowWord, readFlowWord } from './flow-word.ts';
import { collectGroups, draftsOf } from './flow-group.ts';
import { takeSource } from './take-source.ts';
import { readDestination } from './read-destination.ts';
import { trimProse } from './trim-prose.ts';

/** What a line says of flows: those it declares, and the number written as a port that is none. */
export interface FlowLine {
  readonly drafts: readonly FlowDraft[];
  readonly badPort: string | null;
}

/** Characters read of one line: far more than a person writes of one flow. */
export const LONGEST_LINE = 4000;

/**
 * Reads one line of free text: an optional source before an arrow, destinations with their ports and protocols in any order, then the justification, which
 * begins at the first word that is none of these. Text before the first destination is the justification where nothing follows.
 */
export function readFlowLine(text: string, line: number): FlowLine {
  const plain = plainMasks(plainRanges(plainLinks(text.slice(0, LONGEST_LINE))));
  const { source, rest } = takeSource(plain);
  const read = readDeclared(rest, { source, line });
  // An arrow that leads nowhere is a mark among others.
  return read.drafts.length === 0 && source !== null ? readDeclared(plain, { source: null, line }) : read;
}

function readDeclared(text: string, told: Pick<FlowDraft, 'source' | 'line'>): FlowLine {
  const words = readWords(text);
  const first = words.findIndex(({ kind }) => kind === 'destination');
  if (first === -1) return { drafts: [], badPort: null };
  const label = words.slice(0, first).find(({ kind }) => kind === 'prose');
  // A service named in a label gives its port all the same: « annuaire LDAPS ldap.exemple.fr ». Figures there count something else, and « DNS » a name.
  const services = words.slice(0, first).filter((word) => word.kind === 'ports' && word.ports.length + word.protocols.length === 0);
  const declared = label === undefined ? words : [...services, ...words.slice(first)];
  const prose = declared.findIndex(({ kind }) => kind === 'prose');
  const { groups, badPort } = collectGroups(prose === -1 ? declared : declared.slice(0, prose));
  const said = label === undefined ? null : trimProse(text.slice(label.at, words[first]?.at));
  const justification = (prose === -1 ? null : trimProse(text.slice(proseStart(declared, prose)))) ?? said;
  return { drafts: groups.flatMap((group) => draftsOf(group).map((draft) => ({ ...draft, ...told, justification }))), badPort };
}

/** Where a justification begins, the small words right before it included: « de nuit », « à préciser ». */
function proseStart(words: readonly FlowWord[], prose: number): number {
  const last = words.slice(0, prose).findLastIndex(({ kind }) => kind !== 'filler');
  return words[last + 1]?.at ?? 0;
}

function readWords(text: string): readonly FlowWord[] {
  const raws = [...text.matchAll(/[^\s,;|()<>"'`’«»“”]+/g)];
  const hasPort = raws.some(([raw]) => /^\W{0,3}\d{2,5}(?:\/|\W{0,3}$)/.test(raw));
  return raws.map(({ 0: raw, index }) =>
    readFlowWord({ raw, word: wordOf(raw), at: index, hasPort, before: text.slice(Math.max(0, index - 10), index) }),
  );
}

/** `*` after a host, or behind its colon, stands for every port, and an IPv6 address may begin with colons; other marks around a word are dropped. */
function wordOf(raw: string): string {
  if (raw === '*' || raw.startsWith('::')) return raw;
  if (raw.endsWith(':*')) return `${trimToken(raw)}:*`;
  return trimToken(raw.replace(/^\[([^\]:]{1,40})\]$/, '$1'));
}

/** « 8000 à 8010 », `8000 .. 8010` as `8000-8010`, `>1024` as `1025-65535`. */
function plainRanges(text: string): string {
  return plainLimits(text).replace(/(?<![\w.-])(\d{1,5})(?:\s{0,3}(?:à|\.\.)\s{0,3}|\s{1,3}(?:au|to)\s{1,3})(?=\d{1,5}(?!\d))/gi, '$1-');
}

/** The ports above one: `>1024`, `>= 1024`, « supérieurs à 1024 ». Small numbers and those that count something else stay. */
function plainLimits(text: string): string {
  return text.replace(
    /(?<![-=<>\w])(>=|>|≥|supérieurs?\s(?:ou égaux\s)?à)\s?(\d{4,5})(?=\s{0,3}(?:$|[,;)(/|—–]|tcp|udp))/gi,
    (written, sign: string, figure: string) => {
      const from = Number(figure) + (/^(?:>=|≥)|égaux/i.test(sign) ? 0 : 1);
      return from > 65_535 ? written : `${from}-65535`;
    },
  );
}

/** `10.1.2.0 255.255.255.0` and `10.1.2.0 /24` as `10.1.2.0/24`. */
function plainMasks(text: string): string {
  return text
    .replace(/(\d{1,3}(?:\.\d{1,3}){3}) \/(?=(?:[12]?\d|3[0-2])(?![\d.]))/g, '$1/')
    .replace(/(\d{1,3}(?:\.\d{1,3}){3})[\s/]{1,3}(255(?:\.\d{1,3}){3})(?![\d.])/g, (written, address: string, mask: string) => {
      const bits = mask.split('.').map((part) => Number(part).toString(2).padStart(8, '0'));
      const [, ones] = /^(1{8,32})0*$/.exec(bits.join('')) ?? [];
      return ones === undefined || bits.length !== 4 ? written : `${address}/${ones.length}`;
    });
}

/** `[host](https://host)` as its address, with its text where that says something else. */
function plainLinks(text: string): string {
  return text.replace(/\[([^\][]{0,200})\]\(([^()\s]{1,300})\)/g, (_, label: string, url: string) =>
    readDestination(label.trim()) === null ? `${label} ${url}` : url,
  );
}
