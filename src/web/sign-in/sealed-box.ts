import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Keeps a text where others can hold it, and neither read nor change it. */
export interface SealedBox {
  /** Characters that a cookie may hold. */
  readonly seal: (text: string) => string;
  /** The text that was sealed for this purpose, with the present secret or a former one; null for anything else. */
  readonly open: (sealed: string) => string | null;
}

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
/** What AES-GCM takes ("NIST SP 800-38D", section 5.2.1.1). */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Browsers keep no longer cookie (RFC 6265, section 6.1). */
const LONGEST = 4_096;

/** Seals with AES-256-GCM, by a key that HKDF-SHA-256 derives for `purpose` alone from the first of `secrets`; what any of them sealed is opened. */
export function createSealedBox(purpose: string, secrets: readonly [string, ...string[]]): SealedBox {
  const keyOf = (secret: string) => Buffer.from(hkdfSync('sha256', secret, '', `accostage ${purpose}`, KEY_BYTES));
  const key = keyOf(secrets[0]);
  const keys = secrets.map(keyOf);
  return {
    seal: (text) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
      const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64url');
    },
    open: (sealed) => {
      if (sealed.length > LONGEST) return null;
      const bytes = Buffer.from(sealed, 'base64url');
      return keys.map((one) => openWith(one, bytes)).find((text) => text !== null) ?? null;
    },
  };
}

function openWith(key: Buffer, bytes: Buffer): string | null {
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  if (tag.length < TAG_BYTES) return null;
  try {
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    // The tag does not match: nobody with one of these keys sealed it.
    return null;
  }
}
