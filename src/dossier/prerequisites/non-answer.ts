import type { FormField } from '../../form/issue-form.ts';
import { isNoResponse } from '../../form/no-response.ts';
import { answerLines } from '../../answers/answer-lines.ts';
import { bareText, bareWords } from '../../answers/bare-text.ts';
import { mentionsDate } from '../../answers/dates.ts';
import { readFlowLine } from '../../flows/reading/read-flow-line.ts';

/** Words beyond which a line is more than a way to put the answer off, or to say that there is nothing. */
const SHORT = 12;
const SENTENCE = 25;

/** Ways to leave a box unanswered, alone on their line; bare and without spaces, dots and slashes, so that `N / C` and `n.c.` are one. */
const emptyWords: ReadonlySet<string> = new Set(
  'nc nsp tbd tbc tba todo fixme wip idk inconnu noresponse aucunereponse pasdereponse noidea sansreponse pasencore enattente encours encoursderedaction acompleter jjmmaaaa ddmmyyyy yyyymmdd aaaammjj lorem loremipsum azerty qwerty qsdf asdf bla blabla blablabla undefined reponse votrereponse'.split(
    ' ',
  ),
);

const later =
  /^(?:(?:reste|encore|sera|est|cest|c'est|tout|toujours|element|information|info|point)s? ){0,3}(?:a|to be) (?:completer|definir|preciser|renseigner|remplir|venir|determiner|confirmer|voir|fournir|faire|decider|etudier|specifier|estimer|evaluer|arbitrer|ecrire|rediger|defined|confirmed|completed|determined)(?<tail>.*)$/;
const laterTail =
  /^(?:$|[ ]?[.,;:!?(/-]| (?:plus tard|ulterieurement|prochainement|bientot|avec|par|en|dans|lors|apres|avant|selon|suivant|quand|si|asap|svp|merci|pour|sur|cote|au|aux|a|ensemble|et|ou|encore|dans un)\b)/;

/** Beginnings that put the answer off or say that nobody knows it; bare. */
const unknown = [
  /^(?:todo|tbd|tbc|fixme|wip)\b/,
  /^(?:non|pas|pas encore|jamais|ni) (?:encore )?(?:defini|communique|connu|renseigne|determine|precise|disponible|fourni|estime|decide|identifie|evalue|chiffre|fixe|arrete)/,
  /^(?:(?:je|on|nous|l'equipe) )?(?:ne )?(?:sais|sait|savons) pas\b/,
  /^(?:aucune?|pas d(?:e |')|sans) ?(?:idees?|infos?|informations?|visibilite|reponses?|precisions?|decisions?|estimations?|chiffres?)\b/,
  /^en (?:cours|attente) (?:de|d'|du|des) ?(?:definition|redaction|reflexion|discussion|decision|reponse|validation|retour|etude|precision|arbitrage|completion)/,
  /^inconnue?s? (?:a ce|pour|actuellement|encore)/,
];

/**
 * True when a text only stands where an answer is awaited: empty, punctuation, GitHub's `_No response_`, « À compléter », « TODO », « n/c »,
 * « xxx » and alike on every line, or the text that the form itself proposes. Case, accents and Markdown do not matter. `field` is the
 * question asked, null when it is not known.
 */
export function isNonAnswer(text: string, field: FormField | null): boolean {
  if (isNoResponse(text) || (field !== null && isUntouched(text, field))) return true;
  return answerLines(text).every((line) => isEmptyLine(line.text));
}

/** True when a text is the placeholder or the value that the form puts in the box. */
export function isUntouched(text: string, field: FormField): boolean {
  if (field.type !== 'input' && field.type !== 'textarea') return false;
  return [field.placeholder, field.value].some((proposed) => proposed !== null && isSameWords(text, proposed));
}

/** Characters, whole words of them, that tell most texts from what the form proposes: a long answer is not compared to its end. */
const BEGINNING = 200;

function isSameWords(text: string, proposed: string): boolean {
  const wanted = bareText(proposed);
  const beginning = text.length <= BEGINNING ? text : text.slice(0, BEGINNING).replace(/\S*$/, '');
  return wanted !== '' && wanted.startsWith(bareText(beginning)) && bareText(text) === wanted;
}

function isEmptyLine(line: string): boolean {
  // Longer lines than any of these wordings are not worth the look-up.
  if (line.length > 200) return false;
  const bare = bareText(line);
  const squeezed = squeeze(bare);
  if (squeezed === '' || emptyWords.has(squeezed) || /^x{2,}$/.test(squeezed)) return true;
  return bareWords(bare).length <= SHORT && putsOff(bare) && !mentionsDate(line) && readFlowLine(line, 0).drafts.length === 0;
}

function putsOff(bare: string): boolean {
  const tail = later.exec(bare)?.groups?.['tail'];
  if (tail !== undefined) return laterTail.test(tail) && !/:.*[a-z].* .*[a-z]/.test(tail);
  return !/\d/.test(bare) && unknown.some((beginning) => beginning.test(bare));
}

const noneWords: ReadonlySet<string> = new Set('na so ras none nil neant zero 0 no non nope nothing rien vide notapplicable'.split(' '));

/** Beginnings of a line that says that there is nothing; bare. */
const noneBeginnings = [
  /^aucune?s?\b/,
  /^(?:neant|none|rien|ras|n\/a|not applicable|sans objet)\b/,
  /^non(?: ?[,;:.(!-]| (?:applicable|concerne|prevu|necessaire|pertinent|requis|utilise|pas|merci|aucune?|il|nous|car|pour|a ce|a priori)| l')/,
  /^pas (?:concerne|applicable|necessaire|prevu|utilise|pour l'instant|pour le moment|a ce)/,
  /^pas d(?:e|u|es|')(?: |\b)/,
  /^sans [a-z]+$/,
  /^no (?:[a-z]+ ){0,3}[a-z]+$/,
  /^il n'y (?:en )?a (?:pas|aucune?|rien|plus)\b/,
  /^(?:[a-z']+ ){0,6}?(?:ne |n')(?:[a-z']+ ){1,4}?(?:d')?aucune?\b/,
];

/** What takes back the "none" that comes before; a mere "but later" does not. */
const exception =
  /\b(?:sauf|hormis|excepte|a l'exception|a part|si ce n'est|seulement|uniquement|cependant|toutefois|en revanche|par contre|mais)\b/;
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

function isNoneLine(line: string): boolean {
  const bare = bareText(line);
  if (bare === '' || bareWords(bare).length > SENTENCE) return false;
  // « Flux MI : aucun » says it after a label.
  const said = [bare, bare.replace(/^[^:]{1,40}:\s*/, '')];
  return said.some(beginsWithNone) && !isEmptyLine(line) && isAside(line);
}

function beginsWithNone(bare: string): boolean {
  return noneWords.has(squeeze(bare)) || noneBeginnings.some((beginning) => beginning.test(bare));
}

/** Whether a line neither names a host nor takes anything back. */
function isAside(line: string): boolean {
  const bare = bareText(line);
  return !(readFlowLine(line, 0).drafts.length > 0) && (!exception.test(bare) || butLater.test(bare));
}

function squeeze(bare: string): string {
  return bare.replaceAll(/[ ./]/g, '');
}
