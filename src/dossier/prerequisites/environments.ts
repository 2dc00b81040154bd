import { normaliseLabel, normaliseText } from '../../form/normalise-label.ts';
import { isMistyped } from '../../words/nearest.ts';
import { say } from '../../words/sentence.ts';
import { bareText, bareWords } from '../../answers/bare-text.ts';
import { describeNameRule, isConsoleName, proposedName } from '../../answers/console-names.ts';
import { excerpt } from '../../answers/excerpt.ts';
import { type Counted, readFigures } from '../../answers/figures.ts';
import { type Reading, sayings } from '../../answers/reading.ts';
import type { Asked, PrerequisiteKind } from '../prerequisite.ts';
import { type Found, judgeText } from './judge-text.ts';
import { orDoubt } from './or-doubt.ts';
import { putOffTo } from './promise.ts';

/** Usual names of environments, on normalised words (« pré-production » is two). */
const names =
  /^(?:dev\d*|developpement|develop|development|rec|rct|recettes?|recettage|qualif|qualification|qual|tests?|tst|testing|integration|int|formation|form|pre|preprod|pre-prod|preproduction|pprod|ppr|prd|prod|production|staging|stage|uat|sandbox|demo|demonstration|homol|homologation|exploitation|bench|perf|performances?|validation|valid|ecole|benchmark|pilote|horsprod|hp|iso|secours|pra|vabf|vsr|moa|moe|sable)$/;

/** Names long enough for a mistyped letter or two to leave no doubt. */
const longNames =
  'developpement recette qualification integration formation preproduction production homologation validation demonstration'.split(' ');

/** How the console's eleven characters hold the names that are longer. */
const shortNames: ReadonlyMap<string, string> = new Map([
  ['developpement', 'dev'],
  ['development', 'dev'],
  ['preproduction', 'preprod'],
  ['qualification', 'qualif'],
  ['homologation', 'homol'],
  ['demonstration', 'demo'],
  ['exploitation', 'prod'],
  ['performances', 'perf'],
]);

const judge = judgeText({
  expected: 'les environnements (nom ou nombre) et, pour les ressources, des chiffres avec leur unité',
  example: '3 environnements (dev, recette, prod), 2 vCPU et 4 Go de RAM chacun',
  find: (reading, asked) => (asksResources(asked) ? findResources(reading, asked) : findEnvironments(reading, asked)),
});

/**
 * Environments by name or by number, or an estimate of their resources; where the question is about resources, figures of processor or
 * memory. The usual names are an answer even where the form proposes the very same as a placeholder: nobody would write anything else.
 */
export const environments: PrerequisiteKind = (asked) => {
  const { answer } = asked;
  if (typeof answer === 'string' && !asksResources(asked) && onlyNames(answer)) return { status: 'met', ...noteOn(answer) };
  return judge(asked);
};

function findResources(reading: Reading, asked: Asked): Found {
  const figures = readFigures(sayings(reading, ['said']));
  if (figures.has('bytes') || figures.has('memory') || figures.has('processor') || isTableOfResources(reading.text)) return {};
  const shown = excerpt(reading.text);
  // « dev, prod : à dimensionner avant fin avril »
  const until = putOffTo(sayings(reading, ['put-off']), asked);
  if (until !== null) return { until };
  if (figures.size > 0) return { doubts: [say`les chiffres de ${shown} ne disent pas combien de processeur ni de mémoire`] };
  return orDoubt({ because: say`${shown} ne donne pas de chiffre, même approximatif` }, { reading, asked });
}

/** Columns of processor or memory, and figures in their rows: « | env | cpu | ram | »; or pairs of them, « dev : 1/2, prod : 2/8 (vCPU/Go) ». */
function isTableOfResources(text: string): boolean {
  if (/\b(?:v?cpu|c(?:œ|oe)urs?|cores?)\s?\/\s?(?:go|gi?b?|ram|m[ée]moire)\b/i.test(text) && /\d\s?\/\s?\d/.test(text)) return true;
  return /^[^\n]{0,300}[|;\t][^\n]{0,300}\b(?:v?cpu|ram|m[ée]moire|memory|c(?:œ|oe)urs?)\b/im.test(text) && /[|;\t]\s*\d/.test(text);
}

function findEnvironments(reading: Reading, asked: Asked): Found {
  const said = sayings(reading, ['said', 'filler', 'mark']);
  const words = wordsOf(said);
  if (words.some(isName) || countsEnvironments(said, asked) || /\b(?:un seul|unique)\b/i.test(said)) return noteOn(said);
  const shown = excerpt(reading.text);
  if (isListOfNames(said)) return { doubts: [say`${shown} ne nomme pas d’environnement connu`] };
  return orDoubt({ because: say`aucun nom ni nombre d’environnements n’est lisible dans ${shown}` }, { reading, asked });
}

/** Where the environments alone are asked for, figures of processor and memory count none. */
function countsEnvironments(said: string, { prerequisite: { counts } }: Asked): boolean {
  const figures = [...readFigures(said)];
  return counts === 'environments' ? figures.some((counted) => !ofResources.has(counted)) : figures.length > 0;
}

const ofResources: ReadonlySet<Counted> = new Set(['bytes', 'memory', 'stored', 'processor']);

/** As the prerequisite says, else the label of its field. */
function asksResources({ prerequisite: { counts }, field: { label } }: Asked): boolean {
  return counts === undefined ? /\b(?:ressources?|cpu|memoire|ram)\b/.test(normaliseLabel(label)) : counts === 'resources';
}

function onlyNames(text: string): boolean {
  const words = wordsOf(bareText(text.slice(0, 2000)));
  return words.length > 0 && words.every((word) => names.test(word) || word === 'et');
}

function isName(word: string): boolean {
  return names.test(word) || (word.length >= 6 && longNames.some((name) => isMistyped(word, name)));
}

/** Two short names or more, one a line or between commas: « alpha, bêta ». */
function isListOfNames(said: string): boolean {
  const parts = said.split(/[\n,/+]/).filter((part) => part.trim() !== '');
  return parts.length > 1 && parts.length <= 20 && parts.every((part) => bareWords(bareText(part)).length <= 2);
}

/** A remark where the console would refuse a name, said in our own words. */
function noteOn(text: string): { readonly note?: string } {
  const written = text.slice(0, 2000).split(/[^\p{L}\p{N}-]+/u);
  const refused = written.find((word) => !isConsoleName(word.toLowerCase(), 'environment') && names.test(normaliseText(word)));
  if (refused === undefined) return {};
  const plain = normaliseText(refused).replaceAll('-', '');
  const taken = shortNames.get(plain) ?? proposedName(plain, 'environment');
  if (taken === null) return {};
  return {
    note: `sur la console, un nom d’environnement est fait de ${describeNameRule('environment')} : « ${refused} » s’y écrirait « ${taken} »`,
  };
}

function wordsOf(text: string): readonly string[] {
  return bareWords(normaliseText(text.slice(0, 2000)));
}
