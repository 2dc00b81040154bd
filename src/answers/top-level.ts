import { isInternalHost } from './host.ts';

/** Endings of files that are also, or look like, top-level domains. */
const files =
  /\.(?:md|docx?|xlsx?|pptx?|odt|ods|odp|pdf|png|jpe?g|svg|gif|txt|csv|ya?ml|json|xml|html?|zip|tar|gz|drawio|vsdx?|sh|py|rs|pl|ps|js|ts|java|sql|cs|rb|php)$/i;

/** Top-level domains of more than two letters that applications really use (IANA's root zone holds a thousand more). */
const generic: ReadonlySet<string> = new Set(
  'com net org edu gov mil int info biz name pro eu app dev cloud online site tech io xyz paris bzh corsica alsace agency services solutions digital network systems software page web blog wiki test example invalid arpa museum coop aero jobs mobi asia cat club center live media news social store shop education academy university'.split(
    ' ',
  ),
);

/**
 * How a name stands that has the shape of a host's: `known` where its top-level domain exists or is one of private networks, `incomplete`
 * where it is the ministry's own abbreviated (`suivi.interieur`), `file` for the name of a file, `unknown` otherwise. `word` is as written:
 * a URL is no file.
 */
export function standingOf(name: string, word: string): 'known' | 'incomplete' | 'file' | 'unknown' {
  const top = name.slice(name.lastIndexOf('.') + 1);
  if (files.test(word)) return 'file';
  if (top === 'interieur' || top === 'gouv') return 'incomplete';
  return /^[a-z]{2}$/.test(top) || top.startsWith('xn--') || generic.has(top) || isInternalHost(name) ? 'known' : 'unknown';
}
