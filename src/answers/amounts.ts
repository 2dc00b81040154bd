import { normaliseText } from '../form/normalise-label.ts';

/** A number as it is written: digits in groups, with a decimal part; on normalised text. Bounded, and never begun inside a number. */
const number = '(?<![\\p{L}\\d])\\d{1,15}(?:[ .,]\\d{1,15}){0,5}';

/** Words after a number that count nothing: « 50 environ », « entre 10 et … ». */
const fillers =
  '(?:a|au|aux|ou|et|pour|sur|de|d|des|dans|environ|max|maxi|maximum|mini|minimum|plus|moins|peut|soit|puis|dont|que|est|le|la|les)';

const followedByWord = new RegExp(`${number}[ +~*)-]{0,3}(?:/ ?)?(?!${fillers}(?![\\p{L}]))[%€\\p{L}]`, 'u');

/** What is counted on the platform: bytes, processor, memory, people and what they do. Singular and plural. */
const counted =
  /^(?:[kmgtp]i?[obw]|[kmgtp]|octets?|bytes?|(?:kilo|mega|giga|tera|peta)-?octets?|v?cpus?|c(?:oe|œ)urs?|cores?|ram|pods?|replicas?|environnements?|envs?|utilisateurs?|usagers?|agents?|personnes?|gens|comptes?|clients?|visiteurs?|visites?|connexions?|connectes?|sessions?|users?|requetes?|dossiers?|demandes?|documents?|fichiers?|lignes?|enregistrements?|entrees?|messages?|habitants?|citoyens?|etablissements?|services?|sites?)$/;

const numberWords =
  /^(?:un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante|cents?)$/;

const articles: ReadonlySet<string> = new Set(['un', 'une']);

const magnitudes =
  /^(?:dizaines?|douzaines?|quinzaines?|vingtaines?|trentaines?|quarantaines?|cinquantaines?|soixantaines?|centaines?|mille|milliers?|millions?|milliards?)$/;

/**
 * True when a text holds a figure with what it counts: « 50 Go », « 2 000 agents », « 500/jour », « utilisateurs : 200 », « une centaine
 * de personnes », « deux vCPU ». Any word after a number is taken for its unit.
 */
export function holdsAmount(text: string): boolean {
  return text.split('\n').some((line) => {
    const plain = normaliseText(line);
    const words = plain.split(/[^\p{L}\p{N}]+/u);
    return (
      followedByWord.test(plain) ||
      (/\d/.test(plain) && words.some((word) => counted.test(word))) ||
      words.some((word) => magnitudes.test(word)) ||
      words.some((word, index) => numberWords.test(word) && counted.test(words[index + 1] ?? ''))
    );
  });
}

/** True when a number is written in words, without what it counts: « trois », « environ deux cents ». « un » and « une » are articles. */
export function spellsNumber(text: string): boolean {
  const words = normaliseText(text).split(/[^\p{L}\p{N}]+/u);
  return words.some((word) => numberWords.test(word) && !articles.has(word));
}
