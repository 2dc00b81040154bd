import { createHmac } from 'node:crypto';
import { isSame } from '../apply/is-same.ts';
import type { Secrets } from '../apply/secrets.ts';
import { type DossierKey, dossierKey, repositoryKey } from '../words/key.ts';

/** What a pull request of the App is for: each is signed for that alone. */
type Purpose = 'mirror' | 'fixes';

/** First line of the pull request that the App opens for a dossier: signed for that dossier and that repository, so that a copy elsewhere is worth nothing. */
export function mirrorMarker(dossier: DossierKey, repository: string, secrets: Secrets): string {
  return marker({ purpose: 'mirror', dossier, repository }, secrets);
}

/** The same of the pull request with fixes. */
export function fixesMarker(dossier: DossierKey, repository: string, secrets: Secrets): string {
  return marker({ purpose: 'fixes', dossier, repository }, secrets);
}

/** The dossier that a pull request of that repository belongs to; null for a marker that is missing, forged or copied. */
export function readMirrorMarker(body: string, repository: string, secrets: Secrets): DossierKey | null {
  return readMarker({ purpose: 'mirror', body, repository }, secrets);
}

/** The same of the pull request with fixes. */
export function readFixesMarker(body: string, repository: string, secrets: Secrets): DossierKey | null {
  return readMarker({ purpose: 'fixes', body, repository }, secrets);
}

/** A body that somebody wrote, under the marker that tells whose dossier it is: in the place of another one, or before all of it. */
export function withMarkerFirst(body: string, signed: string): string {
  return `${signed}\n${body.replace(/^<!-- accostage:(?:mirror|fixes) [^\n]* -->\r?\n/, '')}`;
}

interface Signed {
  readonly purpose: Purpose;
  readonly dossier: DossierKey;
  readonly repository: string;
}

function marker(signed: Signed, [secret]: Secrets): string {
  return `<!-- accostage:${signed.purpose} ${signed.dossier} ${sign(signed, secret)} -->`;
}

const patterns: Readonly<Record<Purpose, RegExp>> = {
  mirror: /^<!-- accostage:mirror ([\w.-]+)\/([\w.-]+)#(\d+) ([\w-]{43}) -->/,
  fixes: /^<!-- accostage:fixes ([\w.-]+)\/([\w.-]+)#(\d+) ([\w-]{43}) -->/,
};

function readMarker(
  { purpose, body, repository }: { purpose: Purpose; body: string; repository: string },
  secrets: Secrets,
): DossierKey | null {
  const [, owner = '', repo = '', number = '', signature = ''] = patterns[purpose].exec(body) ?? [];
  const dossier = dossierKey({ owner, repo }, Number(number));
  return secrets.some((secret) => isSame(sign({ purpose, dossier, repository }, secret), signature)) ? dossier : null;
}

function sign({ purpose, dossier, repository }: Signed, secret: string): string {
  return createHmac('sha256', secret)
    .update(`${purpose}\n${dossier}\n${repositoryKey(repository)}`)
    .digest('base64url');
}
