import { holdsSecret } from '../../words/secrets.ts';
import type { Assignment } from './dockerfile.ts';

/** Names of variables that are a secret; not those of its file, its length, its lifetime… */
const secretName =
  /(^|_)(PASSWORD|PASSWD|PASSPHRASE|SECRET|SECRET_?KEY|SECRET_?KEY_?BASE|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY|ACCESS_?TOKEN|AUTH_?TOKEN|TOKEN|CREDENTIALS?|PWD)$/i;

/** Variables that are no secret though they are named so: the shell's folders. */
const notSecret = /^(PWD|OLDPWD)$/i;

/** Values written to hold a place, by those who know that the real one comes later. */
const standIn =
  /^(dummy|placeholder|change-?_?me|changeit|example|exemple|fake|none|unused|build|test|todo|foo|bar|xxx+|\*+|<.*>|.*(dummy|fake|placeholder|change_?-?me|not-?_?used|build-?_?time|replace).*)$/i;

/**
 * What an assignment does with a secret: writes its value, expects it at build time (where the image's history keeps it), holds its place, or nothing.
 */
export function secretIn({ name, value }: Assignment, keyword: string): 'written' | 'expected' | 'stand-in' | null {
  const text = (value ?? '').trim();
  if (holdsSecret(text)) return 'written';
  if (!secretName.test(name) || notSecret.test(name)) return null;
  if (value === null) return keyword === 'ARG' ? 'expected' : null;
  if (text === '' || /^(true|false|yes|no|on|off|\d{1,3}|null)$/i.test(text) || /^(\.{0,2}\/|~\/|file:)/.test(text))
    return keyword === 'ARG' && text === '' ? 'expected' : null;
  if (/\$/.test(text)) return 'expected';
  return standIn.test(text) ? 'stand-in' : 'written';
}
