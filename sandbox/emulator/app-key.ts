import { generateKeyPairSync } from 'node:crypto';

let pem: string | null = null;

/** Private key of the embedded App, PKCS#1 PEM, made at the first call and the same for the whole process: an RSA key costs some 40 ms. */
export function appKey(): string {
  pem ??= generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  }).privateKey;
  return pem;
}
