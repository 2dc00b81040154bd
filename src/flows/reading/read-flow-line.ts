import { trimToken } from '../../answers/tokens.ts';
import type { FlowDraft } from './flow.ts';
import { type FlowWord, type MachineNames, type PortWord, readFlowWord } from './flow-word.ts';
import { collectGroups, draftsOf, type FlowGroup, hasPorts } from './flow-group.ts';
import { joinAddresses } from './join-addresses.ts';
import { joinReasons } from './join-reasons.ts';
import { type LinePiece, linePieces } from './line-pieces.ts';
import { plainLine } from './plain-line.ts';
import { takeSource } from './take-source.ts';
import { trimProse } from './trim-prose.ts';

/** What a line says of flows: those it declares, the number written as a port that is none, and whether it points to a document. */
export interface FlowLine {
  readonly drafts: readonly FlowDraft[];
  readonly badPort: string | null;
  readonly document: boolean;
}

/** Characters read of one line: far more than a person writes of one flow. */
export const LONGEST_LINE = 4000;

/**
 * Reads one line of free text: an optional source before an arrow, destinations with their ports and protocols in any order, then the justification, which
 * begins at the first word that is none of these, and so on for the destinations behind it. Text before a destination comes first in its justification.
 */
export function readFlowLine(text: string, line: number): FlowLine {
  const plain = plainLine(text.slice(0, LONGEST_LINE));
  const { source, rest } = takeSource(plain);
  const read = readDeclared(rest, { source, line });
  // An arrow that leads nowhere is a mark among others.
  return read.drafts.length === 0 && source !== null ? readDeclared(plain, { source: null, line }) : read;
}

type Told = Pick<FlowDraft, 'source' | 'line'>;

function readDeclared(text: string, told: Told): FlowLine {
  const words = readWords(text);
  const document = words.some(({ kind }) => kind === 'document');
  if (!words.some(({ kind }) => kind === 'destination')) return { drafts: [], badPort: null, document };
  const pieces = linePieces(text, words).map((piece, index) => readPiece(text, piece, index === 0 ? told : toldIn(text, piece, told)));
  const drafts = shared(pieces).flatMap(({ groups, late, told: who, justification }) =>
    draftsOfPiece(groups, late).map((draft) => ({ ...draft, ...who, justification })),
  );
  return { drafts, badPort: pieces.find(({ badPort }) => badPort !== null)?.badPort ?? null, document };
}

/** What a piece says beside its flow, before its destination and behind it; who calls is told already. */
function reasonOf(before: string | null, behind: string | null, { source }: Told): string | null {
  return joinReasons(before?.replace(/[\s→⇒➜=>-]+$/, '') === source ? null : before, behind);
}

/** « a -> a.fr, b -> b.fr »: a piece may name who calls, else it is who called before. */
function toldIn(text: string, { from, to }: LinePiece, told: Told): Told {
  return { ...told, source: takeSource(text.slice(from, to).trimStart()).source ?? told.source };
}

interface ReadPiece {
  readonly told: Told;
  readonly groups: readonly FlowGroup[];
  /** Ports that stand in the justification, or behind it. */
  readonly late: readonly PortWord[];
  /** Whether a label stands before its destinations. */
  readonly labelled: boolean;
  readonly justification: string | null;
  readonly badPort: string | null;
}

function readPiece(text: string, { words, to }: LinePiece, told: Told): ReadPiece {
  const first = words.findIndex(({ kind }) => kind === 'destination');
  const label = words.slice(0, first).find(({ kind }) => kind === 'prose' || kind === 'document');
  // A service named in a label gives its port all the same: « annuaire LDAPS ldap.exemple.fr ». Figures there count something else, and « DNS » a name.
  const services = words.slice(0, first).filter((word) => word.kind === 'ports' && word.ports.length + word.protocols.length === 0);
  const declared = label === undefined ? words : [...services, ...words.slice(first)];
  const prose = declared.findIndex(({ kind }) => kind === 'prose' || kind === 'document');
  const { groups, badPort } = collectGroups(prose === -1 ? declared : declared.slice(0, prose));
  const behind = prose === -1 ? [] : declared.slice(prose);
  const late = latePorts(behind, groups.at(-1));
  const said = label === undefined ? null : trimProse(text.slice(label.at, words[first]?.at));
  const end = endOfProse(behind, late) ?? to;
  return {
    told,
    groups,
    late,
    labelled: label !== undefined || services.length > 0,
    justification: reasonOf(said, prose === -1 ? null : trimProse(text.slice(proseStart(declared, prose), end)), told),
    badPort: badPort ?? behind.find((word) => word.kind === 'bad-port')?.text ?? null,
  };
}

/** Ports behind the first word of prose: those that are called so, and a bare one that ends a piece without any. */
function latePorts(behind: readonly FlowWord[], group: FlowGroup | undefined): readonly (PortWord & FlowWord)[] {
  const found = behind.flatMap((word) => (word.kind === 'ports' && word.ports.length > 0 ? [word] : []));
  const called = found.filter((word) => word.called);
  if (called.length > 0 || group === undefined || hasPorts(group)) return called;
  const last = behind.findLast(({ kind }) => kind !== 'filler');
  return last?.kind === 'ports' && last.ports.length > 0 && last.ports.every(({ from, to }) => from === to && (from === 80 || from > 99))
    ? [last]
    : [];
}

/** Where the justification ends before ports that end the piece: « (production), port 443 ». */
function endOfProse(behind: readonly FlowWord[], late: readonly FlowWord[]): number | null {
  const lastProse = behind.findLastIndex(({ kind }) => kind === 'prose' || kind === 'document');
  const tail = behind.slice(lastProse + 1);
  return tail.some((word) => late.includes(word)) && tail.every((word) => word.kind === 'filler' || word.kind === 'ports')
    ? (tail[0]?.at ?? null)
    : null;
}

/** « a.fr (recette) et b.fr (production), port 443 »: the port that ends the line goes with each destination that has none. */
function shared(pieces: readonly ReadPiece[]): readonly ReadPiece[] {
  const late = pieces.at(-1)?.late ?? [];
  if (late.length === 0 || pieces.slice(1).some(({ labelled }) => labelled)) return pieces;
  return pieces.map((piece) => (piece.late.length === 0 && !piece.groups.some(hasPorts) ? { ...piece, late } : piece));
}

function draftsOfPiece(groups: readonly FlowGroup[], late: readonly PortWord[]): ReturnType<typeof draftsOf> {
  return groups.flatMap((group, index) => draftsOf(index === groups.length - 1 ? { ...group, words: [...group.words, ...late] } : group));
}

/** Where a justification begins, the small words right before it included: « de nuit », « à préciser ». */
function proseStart(words: readonly FlowWord[], prose: number): number {
  const last = words.slice(0, prose).findLastIndex(({ kind }) => kind !== 'filler');
  return words[last + 1]?.at ?? 0;
}

function readWords(text: string): readonly FlowWord[] {
  const raws = [...text.matchAll(/[^\s,;|()<>"'`’«»“”]+/g)];
  const hasPort = raws.some(([raw]) => /^\W{0,3}\d{2,5}(?:\/|\W{0,3}$)/.test(raw));
  const words = wordsOf(text, raws, hasPort ? 'sure' : 'none');
  if (words.some(({ kind }) => kind === 'destination')) return joinAddresses(words, text);
  return hasPort ? wordsOf(text, raws, 'likely') : words;
}

function wordsOf(text: string, raws: readonly RegExpExecArray[], machines: MachineNames): readonly FlowWord[] {
  return raws.map(({ 0: raw, index }) =>
    readFlowWord({
      raw,
      word: wordOf(raw),
      at: index,
      machines,
      line: text,
    }),
  );
}

/** Most words: nothing around them is dropped. */
const plainWord = /^[a-z0-9](?:[^\s*]*[a-z0-9])?$/i;

/** `*` after a host, or behind its colon, stands for every port, and an IPv6 address may begin with colons; other marks around a word are dropped. */
function wordOf(raw: string): string {
  if (plainWord.test(raw)) return raw;
  if (raw === '*' || raw.startsWith('::')) return raw;
  // The name of a service begins with an underscore (RFC 2782).
  if (/^_\w{1,30}\._(?:tcp|udp|tls)\./i.test(raw)) return `_${trimToken(raw)}`;
  if (raw.endsWith(':*')) return `${trimToken(raw)}:*`;
  return trimToken(raw.replace(/^\[([^\]:]{1,40})\]$/, '$1').replace(/^\/(?=[\w*]+\.)/, ''));
}
