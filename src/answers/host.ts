import { plainHyphens } from '../words/visible-text.ts';
/** What a word says of a host: a DNS name of at least two labels (in ASCII), or an IP address. */
export type Host = { readonly kind: 'name'; readonly name: string } | { readonly kind: 'ip'; readonly address: string };

/**
 * The host that a word names, null when it names none: a bare name, `name:port`, `name/path`, a URL, a wildcard `*.name` or an IP address
 * or range. Names follow RFC 1123 (labels of 1 to 63 letters, digits and inner hyphens, 253 characters in all) and end with a label of
 * letters; accents are read as IDN.
 */
export function readHost(word: string): Host | null {
  // As most names are written: nothing else need be looked for.
  if (word.length <= LONGEST_NAME && plainName.test(word)) return { kind: 'name', name: word };
  // A word processor writes hyphens that do not break.
  const authority = authorityOf(plainHyphens(word));
  if (/^\d{1,3}\.\d{1,3}(?:\.(?:\d{1,3}|x|\*)){2}(?:-|$)/i.test(authority))
    return isIpv4(authority) ? { kind: 'ip', address: authority } : null;
  if (isIpv6(authority)) return { kind: 'ip', address: authority };
  const name = asciiName(authority.replace(/:(?:\d{1,5}|\*)$/, '').replace(/^\*\./, ''));
  return name !== null && isDnsName(name) ? { kind: 'name', name } : null;
}

/** The part of a word that may hold a host: without scheme, credentials, path and the port of an IPv4 address. */
export function authorityOf(word: string): string {
  // Most words hold none of the marks of a scheme, a path or a port.
  if (!/[:/?#\\]/.test(word)) return word;
  const afterScheme = word.replace(/^[a-z][a-z0-9+.:-]{0,30}:\/\//i, '');
  const authority = afterScheme.split(/[/?#\\]/, 1)[0] ?? '';
  const host = afterScheme === word ? authority : authority.slice(authority.lastIndexOf('@') + 1);
  return host.replace(/^([\d.x*-]{7,40}):\d{1,5}$/i, '$1');
}

/** True for a short machine name, as private networks have: one label of letters, digits and hyphens. */
export function isMachineName(name: string): boolean {
  return /^[a-z](?:[\w-]{0,61}[a-z0-9])?$/i.test(name);
}

function isDnsName(name: string): boolean {
  return name.length <= LONGEST_NAME && dnsName.test(name);
}

/** In characters (RFC 1123). */
const LONGEST_NAME = 253;

/** A name in lower case, alone, that neither an address nor a range begins like. */
const plainName = /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*\.[a-z]{2,63}$/;

const dnsName = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{0,58}[a-z0-9])$/;

/** Endings that public DNS does not hold: reserved by RFC 6762 and RFC 8375, or used inside organisations, the ministry's included. */
const internalEnding =
  /(?:^|\.)(?:local|localhost|localdomain|lan|home|home\.arpa|corp|internal|interne|intra|intranet|private|prive|priv|interieur|minint|minint\.fr|mi|rie|ader|rie\.gouv\.fr|ader\.gouv\.fr)$/;

/** True when a host can surely not be reached from the Internet: no dot, an ending of private networks, or a private IP address. */
export function isInternalHost(host: string): boolean {
  const name = host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
  if (isIpv6(name)) return /^(?:::1$|f[cd]|fe[89ab])/.test(name);
  if (isIpv4(name)) return /^(?:10|127|0|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./.test(name);
  return !name.includes('.') || internalEnding.test(name);
}

/** Forges that anybody reaches from the Internet, with their subdomains. */
const publicForge =
  /(?:^|\.)(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|framagit\.org|dev\.azure\.com|visualstudio\.com|sr\.ht|sourceforge\.net|gitea\.com|salsa\.debian\.org|gitlab\.ow2\.org)$/;

/** True for a forge that is known to be reached from the Internet. */
export function isPublicForge(host: string): boolean {
  return publicForge.test(host.toLowerCase());
}

function isIpv4(text: string): boolean {
  return ipv4.test(text);
}

/** An address, or the one that a range begins with; `x` or `*` stands for any number. */
const ipv4 = /^(?:(?:[01]?\d?\d|2[0-4]\d|25[0-5]|[x*])\.){3}(?:[01]?\d?\d|2[0-4]\d|25[0-5]|[x*])(?:-|$)/i;

function isIpv6(text: string): boolean {
  return text.length <= 45 && /^[0-9a-f:.]+$/i.test(text) && text.split(':').length > 2 && URL.canParse(`http://[${text}]/`);
}

function asciiName(name: string): string | null {
  const lower = name.toLowerCase().replace(/\.$/, '');
  if (/^[\p{ASCII}]*$/u.test(lower)) return lower;
  // Only a name of letters, digits, hyphens and dots is handed over: a URL parser would make sense of much else.
  if (lower.length > 253 || !/^[\p{L}\p{M}\p{N}.-]+$/u.test(lower) || !URL.canParse(`http://${lower}/`)) return null;
  return new URL(`http://${lower}/`).hostname;
}

/** True for an IP address without mask nor range. */
export function isIpAddress(text: string): boolean {
  return !text.includes('-') && (isIpv4(text) || isIpv6(text));
}
