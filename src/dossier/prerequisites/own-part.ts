import { mentionsDate } from '../../answers/dates.ts';
import { readFigures } from '../../answers/figures.ts';
import { namesMachine } from '../../answers/machines.ts';
import { readAnswer } from '../../answers/reading.ts';
import type { Prerequisite } from '../../config/procedure.ts';
import { answerTo } from '../../form/answer-to.ts';
import type { Answer, Answers, Ticks } from '../../form/answers.ts';
import { normaliseText } from '../../form/normalise-label.ts';
import { splitLines } from '../../markdown/split-lines.ts';
import { keepLast } from '../../words/keep-last.ts';

/** What of an answer is for one prerequisite, where several read the same field. */
export interface OwnPart {
  /** Null where every part of the answer is said to be for others. */
  readonly answer: Answer;
  /**
   * How it is known to be its own: the prerequisite reads the whole field (`whole`), a title or a box says so (`titled`), the text speaks of it (`named`); else
   * nothing says so (`unnamed`), or nothing is left for it (`none`).
   */
  readonly told: 'whole' | 'titled' | 'named' | 'unnamed' | 'none';
  /** What stands under nobody’s title; absent where nothing does, or where it is the answer. */
  readonly untitled?: string;
}

/** Characters and words of the title of a line, « Nombre d’utilisateurs : 300 »; longer, it is a sentence. */
const TITLE = 70;
const TITLE_WORDS = 6;
/** Signs and spaces around a title. */
const SIGNS = 10;

/**
 * The part of the answers that each prerequisite is about, by id. A line (or what follows a `;`, a `,`, a `/` or the end of a sentence) that begins with a title holding one of its words is its own, without
 * that title; so are the lines under a title that stands alone, until the next title. Lines without a title are everybody's who has none of their own. Boxes go
 * to who names them, the others to who names none. Linear in the answer.
 */
export function ownParts(answers: Answers, prerequisites: readonly Prerequisite[]): ReadonlyMap<string, OwnPart> {
  const byField = Map.groupBy(prerequisites, ({ field }) => field);
  return new Map([...byField].flatMap(([field, sharing]) => [...partsOfField(answerTo(answers, field), sharing)]));
}

/** What a prerequisite is about, as texts are searched for it. */
interface Subject {
  readonly id: string;
  readonly words: readonly string[];
}

/** Of the prerequisites of a procedure, which many dossiers share. */
const subjects = new WeakMap<Prerequisite, Subject>();

function subjectOf(prerequisite: Prerequisite): Subject {
  const subject = subjects.get(prerequisite) ?? {
    id: prerequisite.id,
    words: prerequisite.about.map((word) => singular(plainWords(word))),
  };
  subjects.set(prerequisite, subject);
  return subject;
}

/** « données » is found in « donnée » too; of a short word, the last letter is its own (« TLS »). */
function singular(word: string): string {
  return word.length > 6 ? word.replace(/s$/, '') : word;
}

function partsOfField(answer: Answer, prerequisites: readonly Prerequisite[]): ReadonlyMap<string, OwnPart> {
  const asked = prerequisites.map(subjectOf);
  const sharing = asked.filter(({ words }) => words.length > 0);
  const whole: OwnPart = { answer, told: 'whole' };
  if (answer !== null && sharing.length > 0) {
    if (typeof answer === 'string') {
      const titles = readTitles(answer, sharing);
      return new Map(asked.map((own) => [own.id, own.words.length === 0 ? whole : ownText(titles, { own, sharing })]));
    }
    if ('checked' in answer) {
      const owners = ownersOf([...answer.checked, ...answer.unchecked], sharing);
      return new Map(asked.map((own) => [own.id, ownBoxes(answer, own, owners)]));
    }
  }
  return new Map(asked.map(({ id }) => [id, whole]));
}

/** By box: the ids of those whose word it holds. */
function ownersOf(boxes: readonly string[], sharing: readonly Subject[]): ReadonlyMap<string, readonly string[]> {
  const owners = boxes.map((box) => {
    const plain = plainOption(box);
    return [box, sharing.filter((one) => placeOf(plain, one) !== null).map(({ id }) => id)] as const;
  });
  return new Map(owners);
}

function ownBoxes({ checked, unchecked }: Ticks, { id, words }: Subject, owners: ReadonlyMap<string, readonly string[]>): OwnPart {
  const isOwn = (box: string) => {
    const named = owners.get(box) ?? [];
    return words.length > 0 ? named.includes(id) : named.length === 0;
  };
  const mine = { checked: checked.filter(isOwn), unchecked: unchecked.filter(isOwn) };
  return mine.checked.length + mine.unchecked.length === 0 ? { answer: null, told: 'none' } : { answer: mine, told: 'titled' };
}

interface Sharing {
  readonly own: Subject;
  /** All that the field asks for. */
  readonly sharing: readonly Subject[];
}

function ownText({ titled, rest, plainRest }: Titles, { own, sharing }: Sharing): OwnPart {
  const mine = titled.get(own.id);
  if (mine !== undefined) {
    const answer = withoutAssent(mine).join('\n').trim() || null;
    return { answer, told: 'titled', ...(rest !== '' && { untitled: rest }) };
  }
  if (rest === '') return { answer: null, told: 'none' };
  const left = withoutOthersLines(rest, { own, sharing });
  if (placeOf(plainRest, own) === null) return { answer: left, told: 'unnamed' };
  return { answer: putOffPart(rest, { own, sharing }) ?? left, told: 'named' };
}

/** Characters beyond which an answer gives something, whatever it puts off. */
const LONG = 1000;

/** Without the lines that say of others only when they come, « certificat à commander avant le 15/05 » below a domain; the whole where nothing else is said. */
function withoutOthersLines(text: string, { own, sharing }: Sharing): string {
  if (text.length > LONG) return text;
  const others = sharing.filter((one) => one !== own);
  const mine = text.split('\n').filter((line) => {
    const plain = plainWords(line);
    if (placeOf(plain, own) !== null || others.every((other) => placeOf(plain, other) === null)) return true;
    return !tellsOnlyWhen(line);
  });
  // « Nos besoins : » only announces what would be taken away.
  return mine.every((line) => /^\s*$|:\s*$/.test(line)) ? text : mine.join('\n').trim();
}

/** « certificat acheté le 12/01 » tells when; « suivi.exemple.fr (certificat acheté le 12/01) » and « 1 200 utilisateurs en 2028, soit 50 Go » what, too. */
function tellsOnlyWhen(line: string): boolean {
  if (readAnswer(line, null).putOff) return true;
  return mentionsDate(line) && !namesMachine(line) && readFigures(line).size === 0;
}

/** « dev et prod, ressources à définir avant fin mars »: where all that names it is put off, whatever the rest gives to others; null elsewhere. */
function putOffPart(text: string, { own, sharing }: Sharing): string | null {
  if (text.length > LONG) return null;
  const named = text.split('\n').filter((line) => placeOf(plainWords(line), own) !== null);
  const said = named.map((line) => withoutNames(line, sharing)).join('\n');
  return [naming(text, { own, ends: /[\n;]|,(?!\d)|\.(?=\s)/ }), said].find((part) => readAnswer(part, null).putOff) ?? null;
}

/** « à définir pour fin mars (domaines et certificats) » as « à définir pour fin mars »: what is put off is named behind. */
function withoutNames(line: string, sharing: readonly Subject[]): string {
  return line.replace(/\s*[(:]([^():]{1,100})\)?$/, (whole, names: string) => (onlyNames(names, sharing) ? '' : whole));
}

function onlyNames(text: string, sharing: readonly Subject[]): boolean {
  const words = plainWords(text).trim().split(' ');
  return words.every(
    (word) =>
      /^(?:noms?|les?|la|l|des?|du|d|et|ou|tous?|toutes?|deux)$/.test(word) || sharing.some((one) => placeOf(` ${word}`, one) !== null),
  );
}

/** The parts of a text, between commas, brackets and ends of sentences, that name what a prerequisite is about; empty where none does. */
export function partsNaming(text: string, prerequisite: Prerequisite): string {
  return text.length > LONG ? '' : naming(text, { own: subjectOf(prerequisite), ends: /[\n;()]|,(?!\d)|\.(?=\s)/ });
}

function naming(text: string, { own, ends }: { readonly own: Subject; readonly ends: RegExp }): string {
  return text
    .split(ends)
    .filter((part) => placeOf(plainWords(part), own) !== null)
    .join('\n')
    .trim();
}

/** « Oui » says nothing more than the line that tells how much. */
function withoutAssent(lines: readonly string[]): readonly string[] {
  const telling = lines.filter((line) => !/^\W*oui\W*$/i.test(line));
  return telling.some((line) => line.trim() !== '') ? telling : lines;
}

interface Titles {
  /** What stands under the titles of each prerequisite, by id. */
  readonly titled: ReadonlyMap<string, readonly string[]>;
  /** What stands under none, and its words. */
  readonly rest: string;
  readonly plainRest: string;
}

function readTitles(text: string, sharing: readonly Subject[]): Titles {
  const titled = new Map<string, string[]>();
  const shared: string[] = [];
  let under: readonly string[] = [];
  for (const piece of splitLines(text).flatMap((line) => pieces(line, sharing))) {
    if (piece.owners.length > 0 && piece.text.trim() === '') under = piece.owners;
    else if (piece.owners.length > 0) under = [];
    const owners = piece.owners.length > 0 ? piece.owners : under;
    for (const owner of owners) {
      const lines = titled.get(owner) ?? [];
      lines.push(piece.text);
      titled.set(owner, lines);
    }
    if (owners.length === 0) shared.push(piece.text);
  }
  const rest = shared.join('\n').trim();
  return { titled, rest, plainRest: plainWords(rest) };
}

interface Piece {
  /** Ids of the prerequisites that its title names. */
  readonly owners: readonly string[];
  /** What follows the title. */
  readonly text: string;
}

/** A line cut before each title that it holds; « OpenShift, Argo CD : découverte » is one title. */
function pieces(line: string, sharing: readonly Subject[]): readonly Piece[] {
  const found: { owners: readonly string[]; text: string }[] = [];
  const parts = /[;,/.]\s/.test(line) ? line.split(cuts) : [line];
  for (let at = 0; at < parts.length; at++) {
    const joined = isName(parts[at] ?? '', sharing) ? titleOf(parts.slice(at, at + 2).join(''), sharing) : null;
    const title = joined ?? titleOf(parts[at] ?? '', sharing);
    const last = found.at(-1);
    if (title !== null) found.push({ ...title });
    else if (last === undefined) found.push({ owners: [], text: parts[at] ?? '' });
    else last.text += parts[at] ?? '';
    if (joined !== null) at++;
  }
  return found.map(({ owners, text }) => ({ owners, text: owners.length === 0 ? text : figureFirst(withoutSeparators(text)) }));
}

/** « 300. Croissance : 10 % » behind its title: on a line of its own, the figure is not the number of an item. */
function figureFirst(text: string): string {
  return text.replace(/^(\s{0,9}\d{1,3}[.)])\s/, '$1\n');
}

/** After a comma, a semicolon or a slash, and where a sentence begins. */
const cuts = /(?<=[;,/])(?=\s)|(?<=[^\s.]\.)(?=\s+\p{Lu})/u;

function withoutSeparators(text: string): string {
  let end = text.length;
  while (end > 0 && ' \t;,|/'.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** A name alone before a comma or a slash: the beginning of a title of several. What follows a title of its own is none: « Docker : 3/5, K8S : 1/5 ». */
function isName(part: string, sharing: readonly Subject[]): boolean {
  return (
    /[,/]$/.test(part) &&
    !separator.test(part) &&
    part.length <= TITLE &&
    part.trim().split(/\s+/).length <= 3 &&
    firstNamed(part, sharing).length > 0
  );
}

const separator = /[:=](?!\/\/)|[|→]|\s[-–—]\s|->/u;
const heading = /^(?:#{1,6}\s+(?<hashed>.+)|\*\*(?<bold>[^*]+)\*\*)$/u;

function titleOf(part: string, sharing: readonly Subject[]): Piece | null {
  const { title, text } = splitTitle(part.trim());
  if (title === '' || title.length > TITLE || title.split(/\s+/).length > TITLE_WORDS) return null;
  // « Par environnement : 2 vCPU » tells how much, not which.
  if (/^(?:pas|aucune?|sans|non|par|(?:(?:pour|dans|sur) )?chaque|tou(?:s les|tes les))\b/i.test(title)) return null;
  const owners = title.split(/\s(?:et|ou)\s|[,/&+]/).flatMap((name) => firstNamed(name, sharing));
  return owners.length === 0 ? null : { owners: [...new Set(owners)], text };
}

/** What stands before the first separator and what stands behind it; a heading is a title alone. No title is far from the start. */
function splitTitle(part: string): { readonly title: string; readonly text: string } {
  const written = part.replace(/^[\s>|*_#•–+-]+/u, '');
  const found = separator.exec(written.slice(0, TITLE + SIGNS));
  if (found !== null) {
    const title = written.slice(0, found.index).replace(/[\s*_]+$/, '');
    return { title, text: written.slice(found.index + found[0].length).replace(/^[\s*_]+/, '') };
  }
  const { hashed, bold } = part.length > TITLE + SIGNS ? {} : (heading.exec(part)?.groups ?? {});
  return { title: hashed ?? bold ?? '', text: '' };
}

/** Whose word comes first in a title. */
function firstNamed(name: string, sharing: readonly Subject[]): readonly string[] {
  const plain = plainWords(name);
  const places = sharing.flatMap((one) => {
    const place = placeOf(plain, one);
    return place === null ? [] : [{ id: one.id, place }];
  });
  const [first] = places.toSorted((a, b) => a.place - b.place);
  return first === undefined ? [] : [first.id];
}

/** True when a text holds one of the words of a prerequisite. */
export function speaksOf(text: string, prerequisite: Prerequisite): boolean {
  return placeOf(plainWords(text), subjectOf(prerequisite)) !== null;
}

/** Where a text, as plain words, first holds one of those of a subject; null when it holds none. */
function placeOf(plain: string, { words }: Subject): number | null {
  let first: number | null = null;
  for (const word of words) {
    const place = plain.indexOf(word);
    if (place !== -1 && (first === null || place < first)) first = place;
  }
  return first;
}

/** More than the boxes of a form. */
const OPTIONS_KEPT = 500;
/** The same of a box, which is the form's. */
const plainOption = keepLast(OPTIONS_KEPT, plainWords);

/** Words alone, whatever their case and accents, each behind a space. */
function plainWords(text: string): string {
  return ` ${normaliseText(text).replaceAll(/[^a-z0-9/+.]+/g, ' ')}`;
}
