import { holdsSecret } from '../../words/secrets.ts';
import type { Assignment } from './dockerfile.ts';
import { isStandIn } from './stand-in.ts';

/** Names of variables that are a secret; not those of its file, its length, its lifetime… */
const secretName =
  /(PASSWORD|PASSWD|PASSPHRASE|MOT_?DE_?PASSE|SECRET|SECRET_?KEY|SECRET_?KEY_?BASE)$|(^|_)(PASS|MDP|API_?KEY|APP_?KEY|JWT_?KEY|PRIVATE_?KEY|ACCESS_?KEY|SIGNING_?KEY|ENCRYPTION_?KEY|MASTER_?KEY|ACCESS_?TOKEN|AUTH_?TOKEN|TOKEN|CREDENTIALS?|PWD)$|^REDISCLI_AUTH$/i;

/** Variables that are no secret though they are named so: the shell's folders. */
const notSecret = /^(PWD|OLDPWD)$/i;

/** True for where nginx passes requests on (`proxy_pass`, `uwsgi_pass`): the address of a server, or the name of a group of these. */
function isPassedOn(name: string, value: string): boolean {
  if (/(^|_)PROXY_PASS$/i.test(name)) return /^[a-z][\w+.-]*:\/\/[^@]*$|^[\w.-]+:\d{2,5}$/i.test(value);
  return /(^|_)(UWSGI|FASTCGI|SCGI)_PASS$/i.test(name) && /^(unix:.+|[\w.-]+:\d{2,5}|[a-z]+([-_][a-z]+)*)$/.test(value);
}

/**
 * What an assignment does with a secret: writes its value, expects it at build time (where the image's history keeps it), holds its place, or nothing.
 */
export function secretIn({ name, value }: Assignment, keyword: string): 'written' | 'expected' | 'stand-in' | null {
  const text = (value ?? '').trim().replaceAll(/^["']|["']$/g, '');
  if (holdsSecret(text)) return 'written';
  const inAddress = secretInAddress(text);
  if (inAddress !== null) return inAddress;
  if (!secretName.test(name) || notSecret.test(name) || isPassedOn(name, text)) return null;
  if (value === null) return keyword === 'ARG' ? 'expected' : null;
  if (text === '' || /^(true|false|yes|no|on|off|\d{1,3}|null)$/i.test(text) || /^(\.{0,2}\/|~\/|file:)/.test(text))
    return keyword === 'ARG' && text === '' ? 'expected' : null;
  if (/\$/.test(text)) return 'expected';
  return isStandIn(text) ? 'stand-in' : 'written';
}

/** What an address does with a password (`postgres://user:password@host/db`); null where it holds none. One of this very machine is made for trying. */
function secretInAddress(text: string): 'written' | 'expected' | 'stand-in' | null {
  const [, user = '', password, host = ''] = /^[a-z][\w+.-]*:\/\/([^\s:/@]*):([^\s@/]+)@([^\s:/?]*)/i.exec(text) ?? [];
  if (password === undefined) return null;
  if (/[${<]/.test(password)) return 'expected';
  const isForTrying = isStandIn(password) || password === user || /^(password|passwd|pass|motdepasse|mdp|secret)$/i.test(password);
  return isForTrying || /^(localhost|127\.0\.0\.1|\[::1\])$/.test(host) ? 'stand-in' : 'written';
}

/** True for a command that only prepares files to serve, for which the settings of a program ask for some value of each secret (Django, Rails). */
export function preparesFiles(command: string): boolean {
  return /\b(collectstatic|compilemessages|(manage\.py|django-admin) compress|assets:(precompile|build))\b/.test(
    command.slice(0, MAX_COMMAND),
  );
}

/** A longer command comes from a file made to be long. */
const MAX_COMMAND = 20_000;

/** The name of what a command writes in full that is a secret: a variable, an option, an address; null where none is seen. What the command takes from elsewhere is none. */
export function secretInCommand(command: string): string | null {
  for (const [, name = '', value = ''] of command
    .slice(0, MAX_COMMAND)
    .matchAll(/(?:^|[\s;&|("'])([A-Za-z_]\w*)=("[^"]*"|'[^']*'|[^\s;&|)]+)/g)) {
    if (secretIn({ name, value, line: 0 }, 'RUN') === 'written') return name;
  }
  return secretBesideVariables(command);
}

/** The same of what is no variable. */
export function secretBesideVariables(command: string): string | null {
  const text = command.slice(0, MAX_COMMAND);
  for (const [, name = '', value = ''] of text.matchAll(/(?:^|\s)--(password|passwd|token|api-key)[= ]["']?([^\s"']+)/g)) {
    if (isWritten(value)) return `--${name}`;
  }
  for (const [, name = '', value = ''] of text.matchAll(/(?:^|[\s:"'])(_authToken|_auth|_password)\s*=\s*["']?([^\s"']{8,})/g))
    if (isWritten(value)) return name;
  for (const [, value = ''] of text.matchAll(/\bcurl\b[^|;&]{0,1000}?\s(?:-u\s*|--user[ =])["']?[^\s:"'$]+:([^\s"']+)/g))
    if (isWritten(value)) return 'curl -u';
  for (const [address] of text.matchAll(/\b[a-z][a-z+]{1,20}:\/\/[^\s"'@/]{1,300}:[^\s"'@/]{1,300}@[^\s"']{1,100}/gi)) {
    if (secretInAddress(address) === 'written') return 'URL';
  }
  return null;
}

function isWritten(value: string): boolean {
  return !/^[-$<{/.~]|\$|`/.test(value) && !isStandIn(value) && !/^(true|false|stdin)$/i.test(value);
}
