import { bareText } from './bare-text.ts';

const getting = 'fournir|demander|commander|acheter|obtenir|generer|produire|emettre|delivrer|creer|installer|recuperer|renouveler';
const got = 'fournie?s?|demandee?s?|commandee?s?|generee?s?|delivree?s?|geree?s?';
const from = "par|aupres d(?:e|u|es)|aupres d'|chez|via";

/** What is done to get something, then by whom or from whom. « commande à faire » names nobody. */
const provided = new RegExp(
  `(?<![\\p{L}])(?:(?:${getting}) (?:${from}|aux?|a)|(?:${got}) (?:${from})) ?(?:l[ea]s? |l'|une? |notre |nos |vos )?(?<who>\\p{L}[\\p{L}'-]+)`,
  'gu',
);

/** Means, moments, and whoever is not known yet: nobody who provides anything. */
const nobody =
  /^(?:qui|vous|on|x{2,}|tbd|definir|determiner|preciser|confirmer|voir|mail|mails|courriel|ticket|tickets|telephone|ecrit|atelier|reunion|comite|copil|moment|temps|date|terme|fin|debut|suite|partir|nouveau|part)(?![\p{L}])/u;

/** Whether a text says who provides, or is asked for, something: « à fournir par la DNUM », « à demander à l’IGC ». Not « à fournir par mail », « à fournir par ? ». */
export function namesProvider(text: string): boolean {
  return [...bareText(text.slice(0, LONGEST)).matchAll(provided)].some(({ groups }) => !nobody.test(groups?.['who'] ?? ''));
}

/** Characters in which it is looked for. */
const LONGEST = 2_000;
