import type { Send } from './command.ts';

/** What trying an address told. A page that nobody could reach is not known to be gone. */
export type Verdict = { readonly kind: 'answers' | 'dead' | 'unreachable'; readonly because: string };

/** How an address is tried. */
export interface Trial {
  readonly send: Send;
  readonly deadlineMs: number;
}

/**
 * Tries an address: HEAD, then GET where HEAD is refused, following redirects within https; the anchor must be an `id` of the page's HTML, where it is a
 * plain word. A page that asks who reads it is there. All within the deadline. Never throws.
 */
export async function tryLink(address: string, { send, deadlineMs }: Trial): Promise<Verdict> {
  const signal = AbortSignal.timeout(deadlineMs);
  const ask = (method: 'HEAD' | 'GET') => follow(new URL(address), (url) => send(url, { method, redirect: 'manual', signal }));
  const anchor = plainAnchor(address);
  try {
    const first = anchor === null ? await ask('HEAD') : null;
    return first?.kind === 'answers' ? first : await judged(await ask('GET'), anchor);
  } catch (error) {
    return { kind: 'unreachable', because: signal.aborted ? `pas de réponse en ${deadlineMs / 1000} s` : faultOf(error) };
  }
}

interface Followed extends Verdict {
  readonly response: Response | null;
}

const MAX_REDIRECTS = 10;

async function follow(from: URL, send: (url: string) => Promise<Response>): Promise<Followed> {
  let url = from;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const response = await send(url.href);
    const location = response.headers.get('location');
    if (!isRedirect(response) || location === null) return { ...byStatus(response.status), response };
    await response.body?.cancel();
    const next = URL.parse(location, url.href);
    if (next?.protocol !== 'https:') return { kind: 'dead', because: 'redirige vers une adresse qui n’est pas en https', response: null };
    url = next;
  }
  return { kind: 'dead', because: `plus de ${MAX_REDIRECTS} redirections`, response: null };
}

function isRedirect({ status }: Response): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

/** What a status says of the page ("HTTP Semantics", RFC 9110, section 15): who asks for a name or is too busy has not said that there is nothing. */
function byStatus(status: number): Verdict {
  if (status < 400 || status === 401 || status === 403) return { kind: 'answers', because: `réponse ${status}` };
  const isOfTheMoment = status >= 500 || [407, 408, 425, 429].includes(status);
  return { kind: isOfTheMoment ? 'unreachable' : 'dead', because: `réponse ${status}` };
}

async function judged({ response, ...verdict }: Followed, anchor: string | null): Promise<Verdict> {
  const isPage = response?.ok === true && (response.headers.get('content-type') ?? '').includes('html');
  if (response === null || anchor === null || !isPage) {
    await response?.body?.cancel();
    return verdict;
  }
  return holds(await response.text(), anchor) ? verdict : { kind: 'dead', because: `l’ancre « #${anchor} » n’est pas dans la page` };
}

/** The anchor of an address, where it is a plain word; others may be a script's affair. */
function plainAnchor(address: string): string | null {
  const anchor = new URL(address).hash.slice(1);
  return /^[\w-]+$/.test(anchor) ? anchor : null;
}

/** GitHub writes an anchor of a text with a prefix of its own. */
function holds(html: string, anchor: string): boolean {
  return new RegExp(`\\s(?:id|name)=["']?(?:user-content-)?${anchor}["'\\s>]`).test(html);
}

function faultOf(error: unknown): string {
  const code = codeOf(error) ?? (error instanceof Error ? codeOf(error.cause) : null);
  return code === null ? 'échange interrompu' : (faults[code] ?? code);
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

const faults: Readonly<Record<string, string>> = {
  ENOTFOUND: 'nom de machine introuvable',
  EAI_AGAIN: 'nom de machine introuvable',
  ECONNREFUSED: 'connexion refusée',
  ECONNRESET: 'échange interrompu',
  UND_ERR_SOCKET: 'échange interrompu',
  UND_ERR_CONNECT_TIMEOUT: 'pas de réponse de la machine',
  ETIMEDOUT: 'pas de réponse de la machine',
  EHOSTUNREACH: 'machine hors d’atteinte',
  ENETUNREACH: 'machine hors d’atteinte',
  CERT_HAS_EXPIRED: 'certificat expiré',
  CERT_NOT_YET_VALID: 'certificat pas encore valable',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificat que personne n’atteste (NODE_EXTRA_CA_CERTS)',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificat d’une autre machine',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificat d’une autorité inconnue (NODE_EXTRA_CA_CERTS)',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificat d’une autorité inconnue (NODE_EXTRA_CA_CERTS)',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificat d’une autorité inconnue (NODE_EXTRA_CA_CERTS)',
};
