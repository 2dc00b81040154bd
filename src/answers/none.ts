import { answerLines } from './answer-lines.ts';
import { bareText, bareWords } from './bare-text.ts';
import { putsOff, squeeze } from './deferrals.ts';
import { namesMachine } from './machines.ts';
import { tellsOpinion } from './opinions.ts';

/** Words beyond which a line is more than a way to say that there is nothing. */
const SENTENCE = 25;

const noneWords: ReadonlySet<string> = new Set(
  'na so ras none nil nul nulle neant zero 0 no non nope nothing rien vide notapplicable'.split(' '),
);

/** Beginnings of a line that says that there is nothing; bare. */
const noneBeginnings = [
  /^aucune?s?\b/,
  /^(?:neant|none|rien|ras|n\/a|s\/o|s\.o|n\.a|so|not applicable|sans objet)\b/,
  /^non(?: ?[,;:.(!-]| (?:applicable|concerne|prevu|necessaire|pertinent|requis|utilise|contraint|pas|merci|aucune?|il|nous|car|pour|a ce|a priori)| l')/,
  /^pas (?:a (?:ma|notre) connaissance|concerne|applicable|necessaire|prevu|utilise|pour l'instant|pour le moment|a ce)/,
  /^pas d(?:e|u|es|')(?: |\b)/,
  /^sans [a-z]+(?: (?:de |d')?[a-z]+){0,2}$/,
  /^(?:a priori|probablement) (?:non|pas|aucune?)\b/,
  /^no (?:[a-z]+ ){0,3}[a-z]+$/,
  /^il n'y (?:en )?a (?:pas|aucune?|rien|plus)\b/,
  /^(?:[a-z']+ ){0,6}?(?:ne |n')(?:[a-z']+ ){1,4}?(?:d')?aucune?\b/,
];

/** A sort of what is asked for, not the whole: « pas de données sensibles » says nothing of the other data. */
const onlyASort =
  /^(?:[a-z']+ ){0,4}?(?:aucune?|pas d(?:e |')|sans) ?(?:donnees?|informations?|utilisateurs?|usagers?|agents?) (?:a caractere|personnel|sensible|confidentiel|classifi|nominati|de sante|medical|critique|extern|intern|simultan|rgpd|dr\b)/;

/** What takes back the "none" that comes before; a mere "but later" does not. */
const exception =
  /\b(?:sauf|hormis|excepte|a l'exception|a part|si ce n'est|(?:seulement|uniquement)(?!$)|cependant|toutefois|en revanche|par contre|mais)(?![a-z])/;
const butLater =
  /\bmais (?:[a-z']+ ){0,6}?(?:a (?:prevoir|venir|confirmer|revoir)|plus tard|possible|prevue?s?|futur|evolu|peut-etre|ulterieurement)/;

/**
 * True when a whole answer says that there is nothing: « Aucun », « Néant », « Sans objet », « N/A », « Non », « RAS », « Pas de … », or
 * a sentence that begins so (« Aucun flux externe. »), on each line or with sentences of explanation after it. False as soon as it makes
 * an exception, lists something or names a host.
 */
export function isNone(text: string): boolean {
  const [first, ...rest] = answerLines(text);
  if (first === undefined || text.length > 1000 || !isNoneLine(first.text)) return false;
  return rest.every(({ text: line, role }) => isNoneLine(line) || (role === 'text' && isAside(line)));
}

/** True when an answer begins by saying that there is nothing, whatever it adds: « aucun, sauf … ». */
export function beginsAsNone(text: string): boolean {
  const [first] = answerLines(text.slice(0, 1000));
  return first !== undefined && beginsWithNone(bareText(first.text)) && !putsOff(bareText(first.text));
}

function isNoneLine(line: string): boolean {
  const bare = bareText(line);
  if (bare === '' || bareWords(bare).length > SENTENCE) return false;
  // « Flux MI : aucun » says it after a label.
  const said = [bare, bare.replace(/^[^:]{1,40}:\s*/, '')];
  return said.some(beginsWithNone) && !putsOff(bare) && isAside(line);
}

function beginsWithNone(bare: string): boolean {
  return (
    !tellsOpinion(bare) &&
    !onlyASort.test(bare) &&
    (noneWords.has(squeeze(bare)) || noneBeginnings.some((beginning) => beginning.test(bare)))
  );
}

/** Whether a line neither names a host nor takes anything back. */
function isAside(line: string): boolean {
  const bare = bareText(line);
  return !namesMachine(line) && (!exception.test(bare) || butLater.test(bare));
}
