import { normaliseText } from '../../form/normalise-label.ts';

/** What a column of a table of flows holds; of a `source-port`, which nobody opens, nothing is kept. */
export type Column = 'destination' | 'mask' | 'ports' | 'protocol' | 'service' | 'source' | 'source-port' | 'justification' | 'other';

/** Longest title of a column, in characters. */
export const LONGEST_TITLE = 60;

/** Titles that say what they hold whatever side they are on. */
const plainTitles: readonly (readonly [Column, RegExp])[] = [
  [
    'justification',
    /^(?:justif\w*|usages?|raisons?|objets?|motifs?|descr\w*|commentaires?|besoins?|finalites?|roles?|libelles?|nature|utilisation|remarques?)\b/,
  ],
  [
    'other',
    /^(?:zone|sens|type|statut|etat|date|par|note|reference|ref|ticket|responsable|contact|id|n|no|num|numero|nb|ligne|ordre|rang|index|item|prio\w*)\b/,
  ],
];

const sourceSide =
  /\b(?:sources?|src|orig(?:ines?|ins?)?|emett(?:eur|rice)s?|expediteurs?|appelante?s?|client(?:e?s)?|consommateurs?|initiat(?:eur|rice)s?|depuis|from|provenance)\b|^(?:de|du)$/;
const destinationSide =
  /\b(?:destinations?|dest|dst|destinataires?|cibles?|targets?|recepteurs?|appelee?s?|fournisseurs?|serveurs?|servers?|vers|to|arrivee)\b|^a$/;

/** What a title holds, once its side is known, or where it tells none. */
const contents: readonly (readonly [Column, RegExp])[] = [
  ['ports', /\bports?\b/],
  ['protocol', /^(?:proto|protoc?ole?s?|transport|tcp|l4)\b/],
  ['mask', /^(?:masques?|mask|netmask|cidr)\b/],
  ['service', /^(?:services?|applicatif)\b/],
  ['source', /^(?:environnements?|env)\b/],
  [
    'destination',
    /^(?:@ ?ip|@|hotes?|hosts?|hostname|fqdn|urls?|uri|adresses?|ips?|vip|serveurs?|server|nom dns|dns|nom|machines?|noeuds?|endpoint|point d'acces)\b/,
  ],
  ['justification', /^(?:composants?|flux)\b/],
];

/**
 * What a column holds by its title, whatever it is called: « Adresse source », « @IP src », « Cluster/Composant cible », « Port dest. », « From ». Null for a
 * title that tells nothing.
 */
export function columnNamed(title: string): Column | null {
  const name = normaliseText(title.slice(0, LONGEST_TITLE));
  if (/^[^\p{L}]*$/u.test(name)) return /[#\d]/.test(name) ? 'other' : null;
  const content = find(contents, name);
  const plain = find(plainTitles, name);
  if (plain === 'justification' || (plain !== null && content !== 'ports')) return plain;
  if (sourceSide.test(name)) return content === 'ports' ? 'source-port' : content === 'mask' || content === 'protocol' ? 'other' : 'source';
  if (content === 'ports' || content === 'mask' || content === 'protocol') return content;
  return destinationSide.test(name) ? 'destination' : content;
}

function find(table: readonly (readonly [Column, RegExp])[], name: string): Column | null {
  return table.find(([, pattern]) => pattern.test(name))?.[0] ?? null;
}
