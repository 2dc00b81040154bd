import { createPrivateKey } from 'node:crypto';

export type ReadPrivateKey = { readonly ok: true; readonly pem: string } | { readonly ok: false; readonly problem: string };

/** A PEM block in which line ends may have been lost, doubled or written out (RFC 7468). */
const pemBlock = /-----BEGIN ([A-Z ]{0,30}PRIVATE KEY)-----([A-Za-z0-9+/=\s]*)-----END \1-----/;

const cut = 'clé coupée avant sa fin : dans .env, mettez-la entre guillemets, ou sur une ligne avec \\n';

/** Its opening quote came with it: what read the file, a line at a time, takes no quotes off. */
const cutInQuotes =
  'clé coupée à la fin de sa première ligne : « docker run --env-file » n’en lit qu’une, et garde les guillemets ; mettez-la sur une ligne avec \\n, ou donnez son fichier par PRIVATE_KEY_PATH';

/**
 * The RSA key that a variable or a file holds, as PEM with its line ends: PKCS #1 or PKCS #8, with line ends of any system or written `\n`, or all on
 * one line, in quotes or not, or the whole in base64. Otherwise a French sentence that says what is wrong, and repeats nothing of it.
 */
export function readPrivateKey(given: string): ReadPrivateKey {
  const text = unquoted(given);
  const pem = text.includes('-----BEGIN') ? text : unquoted(Buffer.from(text, 'base64').toString('utf8'));
  if (pem.includes('-----BEGIN') && !pem.includes('-----END')) return { ok: false, problem: /^\s*["']/.test(given) ? cutInQuotes : cut };
  const [, label = '', body = ''] = pemBlock.exec(pem) ?? [];
  const lines = body.replace(/\s/g, '').match(/.{1,64}/g) ?? [];
  const whole = `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
  if (isRsaKey(whole)) return { ok: true, pem: whole };
  return /^[~./]|\.pem$/.test(text)
    ? { ok: false, problem: 'un chemin n’est pas une clé : donnez-le dans PRIVATE_KEY_PATH' }
    : { ok: false, problem: 'clé illisible : une clé RSA au format PEM, sans mot de passe, est attendue' };
}

function unquoted(text: string): string {
  const [, , inside = text] = /^\s*(["'])([\s\S]*)\1\s*$/.exec(text) ?? [];
  return inside.replaceAll('\\r', '').replaceAll('\\n', '\n').trim();
}

function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}
