import { answerLines, type AnswerLine } from '../../answers/answer-lines.ts';
import { excerpt } from '../../answers/excerpt.ts';
import { isNone } from '../../dossier/prerequisites/non-answer.ts';
import { say, type Sentence } from '../../words/sentence.ts';
import { completed, isDetail } from './flow-details.ts';
import type { Flow, FlowDraft, Zone } from './flow.ts';
import { type FlowRow, takeTables } from './flow-rows.ts';
import { mergeFlows } from './merge-flows.ts';
import { LONGEST_LINE, readFlowLine } from './read-flow-line.ts';
import { trimProse } from './trim-prose.ts';

/** A line that was meant as a flow and cannot be read as one. */
export interface FlowProblem {
  readonly line: number;
  readonly because: Sentence;
}

export interface FlowReading {
  readonly flows: readonly Flow[];
  readonly problems: readonly FlowProblem[];
}

/** Zero-width characters, which come along when an address is pasted from a page. */
const unseen = /[\u200b-\u200f\u2060\ufeff]/g;

interface Found {
  readonly drafts: readonly FlowDraft[];
  readonly problems: readonly FlowProblem[];
}

/** Flows followed for one answer. A network team opens ranges beyond that, and the state of each must fit into the status comment. */
export const MAX_FLOWS = 200;
/** Lines read of one answer. */
const MAX_LINES = 500;

/**
 * Reads the flows of an answer: lines, lists with details below, Markdown tables, CSV. What cannot be read is told with its line; the rest is kept. Never
 * throws; at most 500 lines are read, and 200 flows kept.
 */
export function readFlows(text: string, zone: Zone): FlowReading {
  const { rows, rest } = takeTables(text.replace(unseen, '').replace(/<br\s{0,3}\/?>/gi, ' '));
  const lines = answerLines(rest);
  const found = [...rows.slice(0, MAX_LINES).map(readRow), ...groupDetails(lines.slice(0, MAX_LINES)).map(readGroup)];
  const drafts = found.flatMap((one) => one.drafts).toSorted((a, b) => a.line - b.line);
  const problems = found.flatMap((one) => one.problems).toSorted((a, b) => a.line - b.line);
  const flows = mergeFlows(drafts, zone);
  const left = [...rows.slice(MAX_LINES).map(({ line }) => line), ...lines.slice(MAX_LINES).map(({ line }) => line)];
  const first = Math.min(...left, ...flows.slice(MAX_FLOWS).flatMap(({ lines: [line] }) => line ?? []));
  return { flows: flows.slice(0, MAX_FLOWS), problems: first === Infinity ? problems : [...problems, tooMany(first)] };
}

function tooMany(line: number): FlowProblem {
  return {
    line,
    because: say`l’application suit ${MAX_FLOWS} flux par question au plus : à partir de la ligne ${line}, ils ne sont plus lus. Regroupez-les en plages d’adresses ou de ports`,
  };
}

function readRow({ line, text, cells }: FlowRow): Found {
  // In prose, a figure alone counts something else than ports (« 2 appels »); in its column, it is one.
  const ports = (cells.ports ?? '').replace(/(^|[\s,;])(?=\d(?:[\s,;]|$))/g, '$1port ');
  const place = [cells.destination ?? '', cells.mask ?? '', ports, cells.protocol ?? '', cells.service ?? ''].join(' ');
  const { drafts, badPort } = readFlowLine(cells.destination === undefined ? '' : place, line);
  if (drafts.length === 0) return { drafts, problems: [noDestination(line, text)] };
  const told = drafts.map((draft) => ({
    ...draft,
    source: cellText(cells.source) ?? draft.source,
    justification: cellText(cells.justification) ?? draft.justification,
  }));
  return { drafts: told, problems: badPort === null ? [] : [noPort(line, badPort)] };
}

/** A cell as a sentence, without the apostrophe that keeps a spreadsheet from taking it for a formula. */
function cellText(cell: string | undefined): string | null {
  return cell === undefined ? null : trimProse(cell.replace(/^'(?=['=+\-@＝＋－＠])/, ''));
}

/** A line with the deeper ones and the « Port : 443 » around it, which give its details. */
function readGroup(group: readonly AnswerLine[]): Found {
  const head = group.find(({ text }) => !isDetail(text)) ?? group[0];
  if (head === undefined) return { drafts: [], problems: [] };
  const details = group.filter((line) => line !== head);
  const lines = [head, ...details].map((line) => ({ line, read: readFlowLine(line.text, line.line) }));
  const drafts = lines.flatMap(({ read }) => read.drafts);
  const bad = lines.flatMap(({ line, read }) => [
    ...(read.badPort === null ? [] : [noPort(line.line, read.badPort)]),
    ...(line.text.length > LONGEST_LINE ? [tooLong(line.line)] : []),
  ]);
  if (drafts.length === 0) return { drafts, problems: declaresFlow(head) ? [noDestination(head.line, head.text)] : bad };
  const said = details.map(({ text }) => text).filter(isDetail);
  return { drafts: drafts.map((draft) => completed(draft, said)), problems: bad };
}

function noDestination(line: number, text: string): FlowProblem {
  return { line, because: say`la ligne ${line} ne nomme pas de destination : ${excerpt(text)}` };
}

function noPort(line: number, port: string): FlowProblem {
  return { line, because: say`la ligne ${line} donne un port qui n’existe pas : ${port} (de 1 à 65535)` };
}

function tooLong(line: number): FlowProblem {
  return { line, because: say`la ligne ${line} est trop longue, sa fin n’est pas lue : écrivez un flux par ligne` };
}

/** Each line of the outermost level with the deeper ones, and the details written at its own level, below it. */
function groupDetails(lines: readonly AnswerLine[]): readonly (readonly AnswerLine[])[] {
  const outermost = lines.reduce((least, { indent }) => Math.min(least, indent), Infinity);
  // « Source : app », then the destination: blocks that blank lines keep apart.
  const inBlocks = lines[0] !== undefined && isDetail(lines[0].text);
  const groups: AnswerLine[][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    const detail = line.indent > outermost || isDetail(line.text);
    const complete = group?.some(({ text }) => !isDetail(text)) === true;
    const apart = inBlocks && line.line > (group?.at(-1)?.line ?? 0) + 1;
    if (group === undefined || (complete && (!detail || apart))) groups.push([line]);
    else group.push(line);
  }
  return groups;
}

/** Whether a line without destination is meant as a flow, and not as a title, a detail of the flow above or a remark. */
function declaresFlow({ text, role }: AnswerLine): boolean {
  if (role === 'heading' || isTitle(text) || isDetail(text) || isNone(text)) return false;
  return role !== 'text' || (text.slice(0, 500).split(/\s+/).length < 6 && !/^[(*_]|^n\.?b\b/i.test(text));
}

/** « Flux sortants : », or a line all in bold. */
function isTitle(line: string): boolean {
  return /:[*_\s]{0,5}$/.test(line.slice(-10)) || (/^(?:\*\*|__)/.test(line) && /(?:\*\*|__)$/.test(line));
}
