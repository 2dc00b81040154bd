import { keepLast } from '../words/keep-last.ts';
import type { AnswerLine } from './answer-lines.ts';
import { bareText, bareWords } from './bare-text.ts';
import { withoutCourtesy } from './courtesy.ts';
import { mentionsDate, readDates } from './dates.ts';
import { putsOff, work } from './deferrals.ts';
import { documentsAwaited, holdsDocument } from './documents.ts';
import { tellsOpinion } from './opinions.ts';
import { pointsElsewhere, pointsToOwnDisk } from './pointers.ts';
import { withoutReferences } from './references.ts';

/**
 * What a part of an answer does: puts the answer off, tells when it comes or is spoken of (« dispo le 15/03 », « atelier du 12 mars »),
 * says where to look, agrees, fills the box, gives only a date or a reference, or says something.
 */
export type Sense = 'put-off' | 'appointment' | 'pointer' | 'assent' | 'filler' | 'mark' | 'said';

/** A part of a line, between commas, semicolons, brackets and ends of sentences. */
export interface Clause {
  /** As written, and made bare. */
  readonly text: string;
  readonly bare: string;
  readonly sense: Sense;
}

/** The clauses of a line of an answer, each with what it does. */
export function clausesOf({ text, role }: AnswerLine): readonly Clause[] {
  if (role === 'table-row') return clausesIn([text.replaceAll('|', ' ')]);
  return text.length > LONGEST_KEPT ? clausesIn(text.split(boundary)) : clausesOfShort(text);
}

/** Lines whose clauses are kept, and their longest, in characters: each is asked about by several prerequisites, and an edit of a body changes few of them. */
const LINES_KEPT = 500;
const LONGEST_KEPT = 300;

const clausesOfShort = keepLast(LINES_KEPT, (line) => clausesIn(line.split(boundary)));

function clausesIn(parts: readonly string[]): readonly Clause[] {
  return parts.flatMap((part) => {
    const bare = withoutCourtesy(bareText(part));
    return bare === '' ? [] : [clauseOf(part, bare)];
  });
}

/** What a clause does is told when it is asked for: the first clauses of most answers say enough. */
function clauseOf(text: string, bare: string): Clause {
  let sense: Sense | null = null;
  return {
    text: text.trim(),
    bare,
    get sense() {
      return (sense ??= senseOf(text, bare));
    },
  };
}

/** Commas, semicolons and brackets, the end of a sentence, a dash between spaces; not what stands inside a number or an address. */
const boundary = /[;()]|,(?!\d)|(?<!\b(?:[Cc]f|[Ee]x|M|MM|Mme|[Aa]rt|[Rr]éf|[Pp]|[Ee]nv|[Mm]ax|[Mm]in))[.!?…](?=\s+\p{Lu})|\s[-–—]\s/u;

function senseOf(text: string, bare: string): Sense {
  if (holdsDocument(text) || /[\w.-]@[a-z\d]|(?:^|\s)@[a-z\d]/i.test(text)) return 'said';
  const words = bareWords(bare);
  const said = afterLabel(bare);
  if (putsOff(bare, words) || (said !== null && said !== 'en cours' && putsOff(said))) return 'put-off';
  if (pointsToOwnDisk(text) || pointsElsewhere(bare, words) || (said !== null && pointsElsewhere(said))) return 'pointer';
  if (isAssent(words) || isHedge(bare) || (words.length <= 8 && tellsOpinion(bare))) return 'assent';
  if (isFiller(words) || isLabel(text, words)) return 'filler';
  if (isAppointment(bare, words.length) || (said !== null && isDeliveryDay(bare, said))) return 'appointment';
  return isMark(bare, words) ? 'mark' : 'said';
}

/** What a label announces: « dev : à estimer », « P95 : inconnu »; null without a label. */
function afterLabel(bare: string): string | null {
  const colon = bare.indexOf(':');
  if (colon < 1 || colon > 60 || bare.startsWith('//', colon + 1)) return null;
  const said = bareText(bare.slice(colon + 1));
  return said === '' ? null : said;
}

/** Words that agree without telling anything; a clause is one when it holds nothing else. */
const assents: ReadonlySet<string> = new Set(
  'oui yes ok okay non no mais pas peut etre fait faite done vu d accord prevu prevue valide validee conforme bien sur tout est c deja a jour entendu compris lu lue confirme confirmee absolument effectivement tres parfait affirmatif yep ouais'.split(
    ' ',
  ),
);
const agreeing =
  /^(?:oui|yes|ok|okay|fait|faite|done|vu|d|accord|prevue?|validee?|conforme|entendu|compris|lue?|confirmee?|jour|absolument|effectivement|parfait|affirmatif|yep|ouais)$/;

function isAssent(words: readonly string[]): boolean {
  return words.length <= 5 && words.every((word) => assents.has(word)) && words.some((word) => agreeing.test(word));
}

/** « si besoin », « le cas échéant »: neither yes nor no. */
function isHedge(bare: string): boolean {
  return /^(?:oui )?(?:(?:seulement |uniquement )?si (?:besoin|necessaire|possible|utile|requis|demande)|le cas echeant|sous reserve|selon (?:le )?besoins?)$/.test(
    bare,
  );
}

const fillers =
  /^(?:tests?|essais?|toto|titi|tata|foo|bar|baz|blah?|lorem|ipsum|dolor|sit|amet|azerty|qwerty|qsdf|asdf|aaa+|zzz+|abc|123\d*|bidon|truc|machin|xxx+|texte?)$/;

/** Words of what announces an answer: « Fréquence : », « Test de restauration : ». */
const LABEL_WORDS = 5;

/** A label that nothing follows; what stands on the next lines says what it says. */
function isLabel(text: string, words: readonly string[]): boolean {
  return /:\s*$/.test(text) && words.length <= LABEL_WORDS && !/\d/.test(text);
}

/** « test test », « bla bla », one word said again and again. */
function isFiller(words: readonly string[]): boolean {
  const [first = ''] = words;
  return (
    words.every((word) => fillers.test(word)) ||
    (words.length > 1 && words.length < 20 && !/\d/.test(first) && words.every((word) => word === first))
  );
}

const meetings = 'ateliers?|reunions?|rdv|rendez-vous|comites?|copil|cotech|points?|workshops?|visio|seances?|entretiens?|kick-?off';
/** A meeting, to come or not. */
const meeting = new RegExp(`^(?:une? |le |la |l'|prochaine? )?(?:${meetings})(?![\\p{L}])`, 'u');
const awaited = new RegExp(
  `^(?:une? |le |la |les |l')?(?:${meetings}|${work}|tests? de charge|benchs?)(?: (?:est|sont))? (?:a venir|(?:prevu|planifie|programme|attendu)[es]*)(?![\\p{L}])`,
  'u',
);
const coming =
  /^(?:(?:arrive|arrivera|arriveront|viendra|viendront|suivra|suivront)(?![\p{L}])|(?:reponse|retour|echeance|rendu) (?:avant|d'ici|le|en|pour|fin|debut|courant|au|prevue?|attendue?|vers)(?![\p{L}])|(?:c'est |sera |seront |tout |document |dossier |schema |dat |version )?(?:dispo|disponible|prevu|attendu|livraison|livre|planifie|fini|termine|pret|available|finalise)(?:e|s|es)?(?![\p{L}]))/u;

/** « Chiffres attendus pour le 10/02 ». */
const figuresToCome =
  /^(?:l[ea]s? |l')?(?:chiffres?|estimations?|volumetries?|valeurs?|elements?|informations?|infos?|precisions?|details?|noms?|liste|reponses?)(?: (?:de|des|du|d'|definiti\p{L}+|exact\p{L}*|[\p{L}'-]{1,20})){0,4}? (?:(?:est|sont) )?(?:prevu|attendu|dispo|pret|arriv|a venir)/u;

/** « Livraison du DAT prévue pour le 28/02 », « DAT pour fin mars », « le schéma arrive au T2 ». */
const delivered = new RegExp(
  `^(?:(?:livraison|remise|envoi|fourniture|production|redaction|finalisation|transmission|depot|mise a jour) (?:du |de la |des |de l'|d'|de )|l[ea]s? |l')?(?:${documentsAwaited})(?![\\p{L}]).{0,40}?(?:prevu|attendu|arriv|dispo|livr|pret|planifi|program|finalis|pour|debut|mi-|fin |courant|au |en |le |d'ici)`,
  'u',
);

function isAppointment(bare: string, words: number): boolean {
  if (words > 10) return false;
  if (awaited.test(bare) || (words <= 2 && meeting.test(bare))) return true;
  return (meeting.test(bare) || coming.test(bare) || delivered.test(bare) || figuresToCome.test(bare)) && mentionsDate(bare);
}

/** « DAT : 15/03 » */
function isDeliveryDay(bare: string, said: string): boolean {
  return documentLabel.test(bare) && mentionsDate(said) && isMark(said, bareWords(said));
}

const documentLabel = new RegExp(`^(?:l[ea]s? |l'|notre |nos )?(?:${documentsAwaited}) ?:`, 'u');

/** Words that surround a date or a number, the names of times apart. */
const joining =
  /^(?:le|la|l|du|de|d|au|en|pour|avant|apres|fin|debut|mi|ici|vers|courant|a|et|jusqu|des|depuis|version|entre|plus|tard|date|delai)$/;
const times =
  /^(?:janv|fev|mars|avr|ma[iy]|jui|jun|jul|aout|sept|oct|nov|dec|semaine|sem|mois|trim|semes|annee|ans?$|jours?|ete|printemps|automne|hiver|rentree|noel|paques|lot|page|art|chap|section|annexe|v\d)/;

/** A date, a version, a paragraph and nothing else. */
function isMark(bare: string, words: readonly string[]): boolean {
  if (words.length > 10 || words.some((word) => /^\p{L}{3,}$/u.test(word) && !joining.test(word) && !times.test(word))) return false;
  return bareWords(withoutReferences(readDates(bare).rest)).every((word) => joining.test(word));
}
