import { normaliseText } from '../../form/normalise-label.ts';
import { say } from '../sentence.ts';
import { answerLines, type AnswerLine } from './answer-lines.ts';
import { bareText, bareWords } from './bare-text.ts';
import { holdsDestination } from './destination.ts';
import { excerpt } from './excerpt.ts';
import { judgeText, type Problem } from './judge-text.ts';
import { isNone } from './non-answer.ts';

/**
 * Network flows, one a line, in a list, a table, CSV or prose: each line that declares one names its destination. Only the structure is
 * judged here; lines that comment on the flow above are left alone.
 */
export const flows = judgeText({
  expected: 'un flux par ligne, avec sa destination (nom d’hôte, adresse IP ou URL), son port, son protocole et sa raison',
  example: 'annuaire.exemple.interieur.gouv.fr 636/TCP (LDAPS) : authentification des agents',
  findProblems,
});

function findProblems(text: string): readonly Problem[] {
  const groups = groupDetails(answerLines(text)).map((lines) => ({ lines, found: lines.some((line) => holdsDestination(line.text)) }));
  if (!groups.some(({ found }) => found)) return [{ because: say`aucune destination n’est lisible dans ${excerpt(text)}` }];
  return groups.flatMap(({ lines: [head], found }) => {
    if (found || head === undefined || !declaresFlow(head)) return [];
    return [{ because: say`la ligne ${head.line} ne nomme pas de destination : ${excerpt(head.text)}` }];
  });
}

/** Each line of the outermost level with the deeper ones below it, which give its details. */
function groupDetails(lines: readonly AnswerLine[]): readonly (readonly AnswerLine[])[] {
  const outermost = lines.reduce((least, { indent }) => Math.min(least, indent), Infinity);
  const groups: AnswerLine[][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    if (group === undefined || line.indent <= outermost) groups.push([line]);
    else group.push(line);
  }
  return groups;
}

/** Whether a line without destination is meant as a flow, and not as a title, a detail of the flow above or a remark. */
function declaresFlow({ text, role }: AnswerLine): boolean {
  if (role === 'heading' || isTitle(text) || isDetail(text) || isColumnTitles(text) || isNone(text)) return false;
  return role !== 'text' || (bareWords(bareText(text.slice(0, 500))).length < 6 && !/^[(*_]|^n\.?b\b/i.test(text));
}

/** « Flux sortants : », or a line all in bold. */
function isTitle(line: string): boolean {
  return /:[*_\s]{0,5}$/.test(line.slice(-10)) || (/^(?:\*\*|__)/.test(line) && /(?:\*\*|__)$/.test(line));
}

const detail =
  /^(?:ports?|proto(?:cole)?s?|usages?|raisons?|objets?|motifs?|justifications?|sources?|sens|direction|commentaires?|remarques?|nb|note|description|environnements?|volumetrie|volume|frequence|nature|authentification|auth|contacts?|responsable|chiffrement|statut|date|type|service|besoin|finalite|via|proxy|pour)\b/;

/** « Port : 443 » under the flow that it completes. */
function isDetail(line: string): boolean {
  const plain = bareText(line.slice(0, 200));
  return detail.test(plain) && /^[^:=]{0,40}[:=]/.test(plain);
}

const columnTitles =
  /^(?:hotes?|hosts?|hostname|fqdn|destinations?|sources?|src|dst|ports?|protocoles?|proto|raisons?|usages?|objets?|justifications?|description|composants?|services?|nom|adresses?|ip|url|sens|zone|environnements?|commentaires?|flux|type)$/;

/** The first line of a table written as CSV. */
function isColumnTitles(line: string): boolean {
  const cells = normaliseText(line.slice(0, 300))
    .split(/[;,|\t]/)
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '');
  return cells.length >= 2 && cells.filter((cell) => columnTitles.test(cell.split(' ', 1)[0] ?? '')).length * 2 > cells.length;
}
