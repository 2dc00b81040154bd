import { holdsSecret } from '../../words/secrets.ts';
import type { Assignment } from './dockerfile.ts';
import { isStandIn } from './stand-in.ts';

/** Names of variables that are a secret; not those of its file, its length, its lifetime… */
const secretName =
  /(PASSWORD|PASSWD|PASSPHRASE|MOT_?DE_?PASSE|SECRET|SECRET_?KEY|SECRET_?KEY_?BASE)$|(^|_)(PASS|MDP|API_?KEY|APP_?KEY|JWT_?KEY|PRIVATE_?KEY|ACCESS_?KEY|SIGNING_?KEY|ENCRYPTION_?KEY|MASTER_?KEY|ACCESS_?TOKEN|AUTH_?TOKEN|TOKEN|CREDENTIALS?|PWD)$|(^|_)(REDIS|REDISCLI|VALKEY)_AUTH$/i;

/** Variables that are no secret though they are named so: the shell's folders. */
const notSecret = /^(PWD|OLDPWD)$/i;

/** The name of a label, when it is a password's: other words of secrets tell there where one is found, or what reads it. */
export function passwordInLabel({ name, value }: Assignment): string | null {
  const text = value ?? '';
  const isPassword = /(^|[-_.])(password|passwd|passphrase|mot[-_]?de[-_]?passe)$/i.test(name);
  return isPassword && !/\s/.test(text) && secretIn({ name: 'PASSWORD', value: text, line: 0 }, 'LABEL') === 'written' ? name : null;
}

/** True for settings or keys that give a secret: one by its form, or the value of a password or of a token. */
export function givesSecret(text: string): boolean {
  const lines = text.slice(0, MAX_COMMAND).split('\n');
  return holdsSecret(text) || lines.some((line) => !/^\s*[#;]/.test(line) && givesPassword(line));
}

function givesPassword(line: string): boolean {
  const [, value = ''] =
    /(?:^|[\s:"'_])(?:auth|authToken|password|npmAuthToken|npmAuthIdent)["']?\s*[:=]\s*["']?([^\s"']{4,})/i.exec(line) ?? [];
  return (value !== '' && isWritten(value)) || secretBesideVariables(line) !== null;
}

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
  if (text === '' || /^(true|false|yes|no|on|off|enabled?|disabled?|\d{1,3}|null)$/i.test(text) || /^(\.{0,2}\/|~\/|file:)/.test(text))
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
  const [told] = ofPrograms.filter(({ written }) => [...text.matchAll(written)].some(isGiven));
  if (told !== undefined) return told.name;
  for (const [, name = '', value = ''] of text.matchAll(/(?:^|\s)--(password|passwd|token|api-key|requirepass)[= ]["']?([^\s"']+)/g)) {
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

/** How programs are given a secret otherwise than by an option that says so; the last group is the secret, one before it who bears it. */
const ofPrograms: readonly { readonly name: string; readonly written: RegExp }[] = [
  { name: 'Authorization', written: /\bAuthorization:\s{0,9}(?:Bearer|Basic|token)\s{1,9}([^\s"'\\]{8,})/gi },
  { name: 'PRIVATE-TOKEN', written: /\b(?:PRIVATE-TOKEN|X-Vault-Token|X-Auth-Token|X-Api-Key):\s{0,9}([^\s"'\\]{8,})/gi },
  {
    name: 'mysql -p',
    written:
      /(?:^|[\s;&|/("'])(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump|mariadb-admin)\s(?:[^|;&\n]{0,500}?\s)?-p["']?([^\s"';&|]+)/g,
  },
  { name: 'sshpass -p', written: /\bsshpass\s+(?:-[a-oq-z]+\s+)?-p\s*["']?([^\s"']+)/g },
  {
    name: 'chpasswd',
    written: /\b(?:echo|printf)\s+(?:-\w+\s+)?["']?([\w.-]+):([^\s"'|\\]+)(?:\\n)?["']?\s*\|\s*(?:sudo\s+)?(?:[\w/]+\/)?chpasswd\b/g,
  },
  { name: '.netrc', written: /\bmachine\s+\S{1,300}?(?:\s|\\?n)+login\s+(\S{1,300}?)(?:\s|\\?n)+password\s+["']?([^\s"'\\]+)/g },
];

/** A user whose password is its own name is made for trying. */
function isGiven([, ...groups]: RegExpMatchArray): boolean {
  const [value = '', bearer] = groups.toReversed();
  return value !== bearer && isWritten(value);
}

function isWritten(value: string): boolean {
  return !/^[-$<{/.~]|\$|`/.test(value) && !isStandIn(value) && !/^(true|false|stdin)$/i.test(value);
}
