import { z } from 'zod';

/** What an id names is looked up in records: `constructor` is the one such word that every object answers to. */
const idPattern = /^(?!constructor$)[a-z0-9]+(-[a-z0-9]+)*$/;
export const id = z
  .string()
  .regex(idPattern, 'identifiant en minuscules, chiffres et tirets attendu, autre que « constructor »')
  .describe('Identifiant stable, en minuscules, chiffres et tirets.');

export const text = z.string().regex(/\S/, 'texte attendu').trim();
/** Text that the App shows: GitHub would make a link of any address in it. */
export const prose = text.regex(/^(?![\s\S]*[hH][tT]{2}[pP]:\/\/\w)/, 'un lien en http:// n’est pas protégé : écrivez-le en https://');

/** A dotted host name in ASCII, a port, then only what an address may hold ("URI generic syntax", RFC 3986): no account, no other scheme. */
const address =
  /^https:\/\/(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?\.)+[a-zA-Z][a-zA-Z0-9-]*[a-zA-Z0-9](?::\d{1,5})?(?:[/?#][\w.~:/?#[\]@!$&'()*+,;=%-]*)?$/;
export const url = z
  .string()
  .max(2000, 'adresse de 2000 caractères au plus')
  .regex(address, { error: ({ input }) => addressMistake(input) });

/** A page to read: the id of one of `pages`, or a whole address. */
export const page = z
  .string()
  .max(2000, 'adresse de 2000 caractères au plus')
  .regex(new RegExp(`${idPattern.source}|${address.source}`), { error: ({ input }) => pageMistake(input) });

/** Whether a page is named by its id in `pages`. */
export function isPageId(written: string): boolean {
  return idPattern.test(written);
}

function pageMistake(input: unknown): string {
  const isAddress = typeof input === 'string' && /^\w+:/.test(input);
  return isAddress ? addressMistake(input) : 'une page de « pages », par son identifiant, ou une adresse complète attendue';
}

function addressMistake(input: unknown): string {
  if (typeof input !== 'string' || !/^\w+:\/\/./.test(input))
    return 'adresse complète attendue, par exemple https://cloud-pi-native.fr/guide/get-started';
  if (!input.startsWith('https://')) return 'seules les adresses en https:// sont acceptées';
  const [host = ''] = input.slice('https://'.length).split(/[/?#]/);
  if (host.includes('@')) return 'une adresse ne porte ni compte ni mot de passe (ce qui précède « @ »)';
  return 'adresse incorrecte : un nom de machine complet, puis un chemin sans espace ni accent (« é » s’y écrit %C3%A9)';
}
