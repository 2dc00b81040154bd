import { takeStruck } from '../../markdown/take-struck.ts';
import { plainText } from '../../words/visible-text.ts';
import { answerLines, type AnswerLine } from '../../answers/answer-lines.ts';
import { bareText } from '../../answers/bare-text.ts';
import { withoutCourtesy } from '../../answers/courtesy.ts';
import { excerpt } from '../../answers/excerpt.ts';
import { isNone } from '../../answers/none.ts';
import { say, type Sentence } from '../../words/sentence.ts';
import { plainVariables } from './environment-lines.ts';
import { completed, isDetail, isPlace } from './flow-details.ts';
import type { Flow, FlowDraft, Zone } from './flow.ts';
import { type FlowRow, takeTables } from './flow-rows.ts';
import { joinReasons } from './join-reasons.ts';
import { type LostMarks, lostMarks } from './lost-marks.ts';
import { flowOf, mergeDrafts } from './merge-flows.ts';
import { type FlowLine, LONGEST_LINE, readFlowLine } from './read-flow-line.ts';
import { trimProse } from './trim-prose.ts';

/** What is said of a line of the answer. */
export interface FlowProblem {
  readonly line: number;
  readonly because: Sentence;
}

export interface FlowReading {
  readonly flows: readonly Flow[];
  /** Lines that were meant as flows and cannot be read as such. */
  readonly problems: readonly FlowProblem[];
  /** What the answer names beside its flows, and is not followed. */
  readonly notes: readonly FlowProblem[];
  /** No flow is read, and a document is named in their place. */
  readonly pointsAway: boolean;
}

/** Marks of lists and paragraphs in HTML: what they hold is apart from what is around them. */
const blocks = /<\/?(?:ul|ol|li|p|div|section|dl|dt|dd|details)>/gi;

/** The title of a folded part. */
const summaries = /<summary>([^<\n]{1,200})<\/summary>/gi;

interface Found {
  readonly drafts: readonly FlowDraft[];
  readonly problems: readonly FlowProblem[];
  readonly notes: readonly FlowProblem[];
  /** A document is named without a flow. */
  readonly pointsAway: boolean;
}

/** Flows followed for one answer. A network team opens ranges beyond that, and the state of each must fit into the status comment. */
export const MAX_FLOWS = 200;
/** Lines read of one answer. */
const MAX_LINES = 500;

/**
 * Reads the flows of an answer: lines, lists with details below, sentences, tables (Markdown, CSV, HTML), variables. What cannot be read is told with its
 * line, and so is each host, address and port that no flow holds. Never throws; at most 500 lines are read, and 200 flows kept.
 */
export function readFlows(text: string, zone: Zone): FlowReading {
  const struck = takeStruck(plainText(text));
  const { rows, sourcePorts, loose, rest } = takeTables(struck.rest.replace(/<br\s{0,3}\/?>/gi, ' ').replace(summaries, '$1 :'));
  const lines = inOrder([...answerLines(rest.replace(blocks, ' ; ')), ...loose]);
  const read = plainVariables(lines.slice(0, MAX_LINES));
  const found = [...rows.slice(0, MAX_LINES).map(readRow), ...groupDetails(read.map(readLine)).map(readGroup)];
  const declared = mergeDrafts(inOrder(found.flatMap(({ drafts }) => drafts)));
  const flows = declared.slice(0, MAX_FLOWS).map((one) => flowOf(one, zone));
  const left = [...rows.slice(MAX_LINES).map(({ line }) => line), ...lines.slice(MAX_LINES).map(({ line }) => line)];
  const first = Math.min(...left, ...declared.slice(MAX_FLOWS).flatMap(({ held }) => held.map(({ line }) => line)));
  const asides = inOrder([...found.flatMap(({ notes }) => notes), ...struck.lines.map(struckNote), ...sourcePorts.map(sourcePortNote)]);
  const problems = inOrder([...found.flatMap((one) => one.problems), ...(first === Infinity ? [] : [tooMany(first)])]);
  if (flows.length > 0) return { flows, problems, notes: inOrder([...asides, ...goneLines(flows).map(goneNote)]), pointsAway: false };
  // Where no flow is read, all that was said instead is to correct.
  return { flows, problems: inOrder([...asides, ...problems]), notes: [], pointsAway: found.some((one) => one.pointsAway) };
}

function inOrder<T extends { readonly line: number }>(items: readonly T[]): readonly T[] {
  return items.toSorted((a, b) => a.line - b.line);
}

function tooMany(line: number): FlowProblem {
  return {
    line,
    because: say`l’application suit ${MAX_FLOWS} flux par question au plus : à partir de la ligne ${line}, ils ne sont plus lus. Regroupez-les en plages d’adresses ou de ports`,
  };
}

function readRow({ line, text, cells }: FlowRow): Found {
  // In prose, a bare figure may count something else (« 2 appels »); in its column, it is a port.
  const ports = cells.ports === undefined ? '' : `ports ${cells.ports}`.replace(/([\s,;])(?=\d(?:[\s,;]|$))/g, '$1port ');
  // Where no column is for ports, another may hold « HTTPS 443 » and nothing else.
  const elsewhere =
    cells.ports === undefined && /^\W{0,3}(?:[a-z]{2,10}\W{1,3})?\d{2,5}(?:\W{1,3}(?:tcp|udp))?\W{0,3}$/i.test(cells.justification ?? '');
  const place = [
    cells.destination ?? '',
    cells.mask ?? '',
    ports,
    cells.protocol ?? '',
    cells.service ?? '',
    elsewhere ? cells.justification : '',
  ].join(' ');
  const { drafts, badPort, document } = readFlowLine(cells.destination === undefined ? '' : place, line);
  if (drafts.length === 0) {
    return { drafts, problems: [document ? documentNote(line) : noDestination(line, text)], notes: [], pointsAway: document };
  }
  const told = drafts.map((draft) => ({
    ...draft,
    source: cellText(cells.source) ?? draft.source,
    justification: joinReasons(draft.justification, cellText(cells.justification)),
  }));
  const lostIn = lostMarks(told);
  const kept = [place, cells.source ?? '', cells.justification ?? ''].join(' ; ');
  return {
    drafts: told,
    problems: [...(badPort === null ? [] : [noPort(line, badPort)]), ...lost(line, lostIn(kept))],
    notes: lost(line, lostIn(cells.other ?? '')),
    pointsAway: false,
  };
}

/** What a line names beside its flows; the ports of a line that names a machine more are its own. */
function lost(line: number, { hosts, ports }: LostMarks): readonly FlowProblem[] {
  const named = hosts.length > 0 ? hosts : ports.map((port) => `port ${port}`);
  return named.length === 0 ? [] : [alsoNames(line, named)];
}

/** A cell as a sentence, without the apostrophe that keeps a spreadsheet from taking it for a formula. */
function cellText(cell: string | undefined): string | null {
  return cell === undefined ? null : trimProse(cell.replace(/^'(?=['=+\-@＝＋－＠])/, ''));
}

/** A line, read; what it is to those around it is told once. */
interface ReadLine extends FlowLine, AnswerLine {
  /** « Port : 443 », which completes another line. */
  readonly detail: boolean;
  /** « Hôte : … », which says where a title goes. */
  readonly place: boolean;
}

function readLine(line: AnswerLine): ReadLine {
  const read = readFlowLine(line.text, line.line);
  return { ...line, ...read, detail: read.drafts.length === 0 && isDetail(line.text), place: isPlace(line.text) };
}

/** A line with the deeper ones and the « Port : 443 » around it, which give its details. */
function readGroup(group: readonly ReadLine[]): Found {
  const head = group.find(({ detail }) => !detail) ?? group[0];
  if (head === undefined) return { drafts: [], problems: [], notes: [], pointsAway: false };
  const lines = [head, ...group.filter((line) => line !== head)];
  const said = lines.slice(1).flatMap(({ text, detail }) => (detail ? [text] : []));
  const title = isTitled([head]) ? trimProse(head.text) : null;
  const drafts = lines
    .flatMap((line) =>
      line.drafts.map((draft) =>
        title !== null && (line.place || line.indent > head.indent)
          ? { ...draft, justification: joinReasons(title, draft.justification) }
          : draft,
      ),
    )
    .flatMap((draft) => completed(draft, said));
  const bad = lines.flatMap(({ line, text, badPort }) => [
    ...(badPort === null ? [] : [noPort(line, badPort)]),
    ...(text.length > LONGEST_LINE ? [tooLong(line)] : []),
  ]);
  const documents = lines.flatMap(({ document, line }) => (document ? [documentNote(line)] : []));
  const lostIn = lostMarks(drafts);
  const unheld = lines.flatMap(({ line, text }) => lost(line, lostIn(text.slice(0, LONGEST_LINE))));
  const pointsAway = drafts.length === 0 && documents.length > 0;
  if (drafts.length > 0) return { drafts, problems: [...bad, ...unheld], notes: documents, pointsAway };
  if (!pointsAway && declaresFlow(head)) {
    return {
      drafts,
      problems: [noDestination(head.line, head.text), ...bad],
      notes: unheld.filter(({ line }) => line !== head.line),
      pointsAway,
    };
  }
  return { drafts, problems: bad, notes: [...documents, ...unheld], pointsAway };
}

function alsoNames(line: number, named: readonly string[]): FlowProblem {
  return {
    line,
    because: say`la ligne ${line} nomme aussi ${excerpt(named.join(', '))}, qui n’est dans aucun flux : écrivez un flux par ligne`,
  };
}

function documentNote(line: number): FlowProblem {
  return {
    line,
    because: say`la ligne ${line} renvoie à un document ou à une image, dont les flux ne peuvent pas être suivis : écrivez un flux par ligne, ou collez le tableau`,
  };
}

function struckNote(line: number): FlowProblem {
  return { line, because: say`la ligne ${line} est barrée : ce qu’elle nomme n’est pas suivi` };
}

/** Said of what is called no longer. */
const unused = String.raw`(?:abandonn[ée]e?s?|obsol[èe]tes?|d[ée]commissionn[ée]e?s?|à supprimer|supprim[ée]e?s?|(?:n['’]est |ne sont )?plus (?:utilis[ée]|appel[ée]|n[ée]cessaire)e?s?)`;
const becoming = String.raw`(?:(?:qui|est|sont|sera|seront|a été|ont été|désormais|maintenant|devenue?s?) ){0,3}`;

/**
 * The flow is gone: all that a reason says, all that stands in brackets, or what is said of the flow itself. Elsewhere the same words are those of the
 * application (« supprimer des usagers », « les demandes abandonnées »). On a reason, which is short.
 */
const gone = new RegExp(
  String.raw`(?:(?<=^|[([] ?)${becoming}|(?<!\p{L})(?:flux|lignes?|ouvertures?) ${becoming})${unused}(?= ?(?:$|[)\].;!]| : )| depuis | (?:en|le) [^\d]{0,12}\d)`,
  'iu',
);

function goneLines(flows: readonly Flow[]): readonly number[] {
  return [...new Set(flows.flatMap(({ justification, lines }) => (gone.test(justification ?? '') ? lines : [])))];
}

function goneNote(line: number): FlowProblem {
  return { line, because: say`la ligne ${line} parle de ce qui ne sert plus : barrez-la ou retirez-la si rien n’est à ouvrir` };
}

function sourcePortNote(line: number): FlowProblem {
  return { line, because: say`le tableau de la ligne ${line} donne des ports source : seuls les ports de destination sont suivis` };
}

function noDestination(line: number, text: string): FlowProblem {
  return { line, because: say`la ligne ${line} ne nomme pas de destination : ${excerpt(text)}` };
}

function noPort(line: number, port: string): FlowProblem {
  if (port.startsWith('/'))
    return { line, because: say`la ligne ${line} donne un masque de réseau qui n’existe pas : ${port} (de /0 à /32)` };
  return { line, because: say`la ligne ${line} donne un port qui n’existe pas : ${port} (de 1 à 65535)` };
}

function tooLong(line: number): FlowProblem {
  return { line, because: say`la ligne ${line} est trop longue, sa fin n’est pas lue : écrivez un flux par ligne` };
}

/** Each line of the outermost level with the deeper ones, and the details written at its own level, below it. */
function groupDetails(lines: readonly ReadLine[]): readonly (readonly ReadLine[])[] {
  const outermost = lines.reduce((least, { indent }) => Math.min(least, indent), Infinity);
  // « Source : app », then the destination: blocks that blank lines keep apart.
  const inBlocks = lines[0]?.detail === true;
  const groups: ReadLine[][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    const complete = group?.some(({ detail }) => !detail) === true;
    const next = line.line === (group?.at(-1)?.line ?? 0) + 1;
    const placed = line.place && next && group !== undefined && isTitled(group);
    const detail = line.indent > outermost || line.detail;
    if (group === undefined || (complete && !placed && (!detail || (inBlocks && !next)))) groups.push([line]);
    else group.push(line);
  }
  return groups;
}

/** « Annuaire », then its details: a name for what « Hôte : … » says on the line below. */
function isTitled(group: readonly ReadLine[]): boolean {
  const [title, another] = group.filter(({ detail }) => !detail);
  return (
    title !== undefined &&
    another === undefined &&
    title.drafts.length === 0 &&
    title.text.length <= LONGEST_TITLE &&
    !/\w[.:]\S|\d{3}/.test(title.text)
  );
}

/** Longest line that is the title of those below it, in characters. */
const LONGEST_TITLE = 100;

/** Whether a line without destination is meant as a flow, and not as a title, a detail of the flow above or a remark. */
function declaresFlow({ text, role, detail }: ReadLine): boolean {
  if (role === 'heading' || isTitle(text) || detail || isNone(text) || withoutCourtesy(bareText(text)) === '') return false;
  return role !== 'text' || (text.slice(0, 500).split(/\s+/).length < 6 && !/^[(*_]|^n\.?b\b/i.test(text));
}

/** « Flux sortants : », or a line all in bold. */
function isTitle(line: string): boolean {
  return /:[*_\s]{0,5}$/.test(line.slice(-10)) || (/^(?:\*\*|__)/.test(line) && /(?:\*\*|__)$/.test(line));
}
