import { hash } from 'node:crypto';

/** Short digest (132 bits of SHA-256, base64url) that stands for a text in the state: equal texts only, in practice. */
export function digest(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 22);
}
