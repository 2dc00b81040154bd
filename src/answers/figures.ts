import { keepLast } from '../words/keep-last.ts';
import { readDates } from './dates.ts';
import { withoutReferences } from './references.ts';

/** What a figure counts: bytes, those of memory or of data where that is said, processor, people, things that data is made of, machines and parts of software, something else, people or things without a number (« quelques agents »), or nothing that is said. */
export type Counted = 'bytes' | 'memory' | 'stored' | 'processor' | 'people' | 'records' | 'machines' | 'something' | 'vaguely' | 'unsaid';

/** Units by what they count, on plain words, singular and plural. */
const units: readonly (readonly [Counted, RegExp])[] = [
  ['bytes', /^(?:[kmgtp]i?[ob]|[gtp]|gi|mi|octets?|bytes?|(?:kilo|mega|giga|tera|peta)s?-?(?:octets?|bytes?)?)$/],
  ['memory', /^(?:ram|memoire|memory)$/],
  ['stored', /^(?:disques?|stockages?|ssd|hdd|storage|disk)$/],
  ['processor', /^(?:m|c|v?cpus?|m?v?cpu|millicpus?|millicores?|v?c(?:oe|œ)urs?|v?cores?|threads?|gpus?)$/],
  [
    'people',
    /^(?:utilisat(?:eur|rice)s?|usag(?:er|ere)s?|agents?|personnes?|gens|comptes?|clients?|visiteurs?|visites?|connexions?|connectee?s?|sessions?|users?|people|habitants?|citoyen(?:ne)?s?|fonctionnaires?|gendarmes?|policiers?|pompiers?|magistrats?|gestionnaires?|administrateurs?|instructeurs?|redacteurs?|partenaires?|collaborat(?:eur|rice)s?|employes?|abonnes?|inscrits?|beneficiaires?|etudiants?|eleves?|entreprises?|etablissements?|prefectures?|communes?|services?|sites?|acces|simultanee?s?|concurrents?|uniques?)$/,
  ],
  [
    'records',
    /^(?:dossiers?|demandes?|documents?|fichiers?|lignes?|enregistrements?|entrees?|messages?|tables?|schemas?|collections?|requetes?|req|pieces?|photos?|images?|videos?|courriers?|courriels?|mails?|pages?|objets?|evenements?|actes?|fiches?|tickets?|transactions?|rows|records|files|documents)$/,
  ],
  [
    'machines',
    /^(?:serveurs?|machines?|vms?|instances?|noeuds?|conteneurs?|containers?|pods?|replicas?|environnements?|bases?|composants?|applications?|applis?|modules?|microservices?|lots?|versions?|depots?|projets?|phases?)$/,
  ],
];

/** Durations and shares, which count nothing asked for: « < 2 s », « 99,9 % », « 7j/7 ». */
const measures = /^(?:%|€|ms|s|sec|secondes?|mn|min|minutes?|h|heures?|hours?|j|euros?|k€)$/;

const numberWords =
  /^(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|cents?|mille|dizaines?|douzaines?|quinzaines?|vingtaines?|trentaines?|quarantaines?|cinquantaines?|soixantaines?|centaines?|milliers?|millions?|milliards?|seule?|two|three|four|five|ten|hundreds?|thousands?)$/;

/** Words that count only before a unit: « un To », « quelques Go », « de l’ordre du Go », « inférieur au To ». */
const vagueWords = /^(?:un|une|du|au)$/;
/** What « au » and « du » stand behind where they give a size: « inférieur au Go », « de l’ordre du To », but not « facturé au Go », « prix du Go ». */
const sizes =
  /^(?:inferieur|superieur|egal|limite|plafonne|proche|voisin|ordre|autour|alentours|environs|echelle|niveau|dessous|dessus|dela|pres)(?:e?s?)$/;

/** As the vague words, for people too, as they are written in haste. */
const fewWords = /^(?:quelques|plusieurs|qq(?:ue)?s?|ql(?:qu?e?)?s?|plrs|plsrs?)$/;

/** Words between a number and what it counts. */
const between = /^(?:k|de|d|des|~|x|\+|par|of|environ|about|max|maxi|maximum|mini|minimum|nouveaux|nouvelles|grands?|petits?)$/;

/** Words after a number that count nothing: « 50 environ », « entre 10 et … ». */
const fillers =
  /^(?:a|au|aux|ou|et|pour|sur|dans|en|plus|moins|peut|soit|puis|dont|que|est|le|la|les|l|avec|selon|chez|vers|and|or|to|in|at)$/;

/**
 * What the figures of a text count, written in digits or in words: « 50 Go », « 2 000 agents », « utilisateurs : 200 », « une cinquantaine
 * de giga », « 500/jour », « 4c/8g ». Dates, versions, references, telephone numbers and addresses are no figures. Empty where there is none.
 */
export function readFigures(text: string): ReadonlySet<Counted> {
  const found = new Set<Counted>();
  for (const line of text.split('\n')) for (const counted of figuresOf(line)) found.add(counted);
  return found;
}

/** Characters of a line in which figures are looked for: far more than a person needs to give one. */
const LONGEST_LINE = 2000;

function figuresOf(written: string): readonly Counted[] {
  const line = plainFigures(written);
  if (!/\d/.test(line) && !holdsNumberWord(line)) return [];
  const words = wordsOf(readDates(withoutReferences(line.slice(0, LONGEST_LINE))).rest);
  const named = words.flatMap((word) => unitOf(word) ?? []);
  return words.flatMap((word, index) => {
    if (/^(?:au|du)$/.test(word) && !givesSize(word, words[index - 1])) return [];
    const counted = countedAfter(word, words.slice(index + 1, index + 5));
    // « Utilisateurs : 200 », « 250 (pic à 60 simultanés) »: the line says what its bare number counts.
    return counted === 'unsaid' ? (named[0] ?? 'unsaid') : (counted ?? []);
  });
}

/** « Du Go au To » begins with its least. */
function givesSize(word: string, before: string | undefined): boolean {
  return before === undefined ? word === 'du' : sizes.test(before);
}

const halves: ReadonlyMap<string, string> = new Map([
  ['¼', '25'],
  ['½', '5'],
  ['¾', '75'],
]);

/** « 1.000.000 » as « 1 000 000 », « ½ » as `0,5`, and the digits of other keyboards as digits. One group of three may also be decimals, and stays. */
function plainFigures(line: string): string {
  if (!/[¼½¾０-９]|\d[.’']\d{3}[.’']\d{3}/.test(line)) return line;
  return line
    .replaceAll(/[０-９]/g, (digit) => digit.normalize('NFKC'))
    .replaceAll(/(\d{0,9})\s?([¼½¾])/g, (...[, whole = '', part = '']: readonly string[]) => `${whole || '0'},${halves.get(part) ?? ''}`)
    .replaceAll(/(?<![\d.’'])\d{1,3}(?:([.’'])\d{3})(?:\1\d{3}){1,4}(?![\d.’'])/g, (grouped) => grouped.replaceAll(/\D/g, ' '));
}

function holdsNumberWord(line: string): boolean {
  return wordsOf(line.toLowerCase()).some((word) => isNumberWord(word) || vagueWords.test(word) || fewWords.test(word));
}

/** « deux », « quatre-vingts », « vingt-et-un ». */
function isNumberWord(word: string): boolean {
  const [first = '', ...others] = word.split('-');
  return numberWords.test(first) && others.every((part) => numberWords.test(part) || /^(?:et|une?)$/.test(part));
}

/** Numbers, with their groups and decimals, and words; « % » and « / » stand alone. */
function wordsOf(plain: string): readonly string[] {
  return plain.match(/\d{1,3}(?:[ .]\d{3}){1,4}(?!\d)(?:,\d{1,6})?|\d{1,15}(?:[.,]\d{1,15})?|[\p{L}]+(?:-[\p{L}]+)*|[%€/]/gu) ?? [];
}

function countedAfter(word: string, [next = '', ...later]: readonly string[]): Counted | null {
  const digits = /^\d/.test(word);
  if (!digits && !isNumberWord(word)) {
    return vagueWords.test(word) || fewWords.test(word) ? vague(word, unitOf(between.test(next) ? (later[0] ?? '') : next)) : null;
  }
  if (next === '/')
    return /^(?:j|jours?|an|ans|mois|semaines?|sem|h|heures?|min|s|sec|day|month|year|yr)$/.test(later[0] ?? '') ? 'records' : 'unsaid';
  if (digits && measures.test(next)) return null;
  const unit = unitOf(next);
  // « 2 M d’usagers » counts millions, « 500m » thousandths of a processor.
  if (next === 'm' && later.slice(0, 2).some((one) => unitOf(one) === 'people')) return 'people';
  if (unit === 'bytes') return bytesOf(later);
  if (unit !== null) return unit;
  if (isNumberWord(next) || between.test(next)) return countedAfter(word, later);
  return next === '' || fillers.test(next) || /^\d/.test(next) || !/^\p{L}/u.test(next) ? 'unsaid' : 'something';
}

/** « 16 Go de RAM », « 50 Go de disque »; a flow of bytes, « 100 Mb/s », counts nothing that is asked for. */
function bytesOf([next = '', ...later]: readonly string[]): Counted | null {
  if (next === '/' && /^(?:s|sec|secondes?)$/.test(later[0] ?? '')) return null;
  const [word = ''] = /^(?:de|en|of|d)$/.test(next) ? later : [next];
  const kind = unitOf(word);
  if (kind === 'memory' || kind === 'stored') return kind;
  return /^(?:donnees?|data|bases?|bdd|documents?|fichiers?)$/.test(word) ? 'stored' : 'bytes';
}

/** « quelques Go » tells an order of magnitude, « quelques agents » hardly, « les agents du service » and « le contenu du disque » nothing. */
function vague(word: string, unit: Counted | null): Counted | null {
  if (vagueWords.test(word)) return unit === 'bytes' || (unit === 'processor' && !/^(?:du|au)$/.test(word)) ? unit : null;
  if (unit === 'bytes' || unit === 'memory' || unit === 'stored' || unit === 'processor') return unit;
  return unit !== null && fewWords.test(word) ? 'vaguely' : null;
}

/** Words whose unit is kept: those of answers on figures are few, and each is asked about more than once. */
const WORDS_KEPT = 500;

const unitOf = keepLast(WORDS_KEPT, (word) => units.find(([, pattern]) => pattern.test(word))?.[0] ?? null);
