import { createHmac } from 'node:crypto';
import { isSame } from '../apply/is-same.ts';
import type { Secrets } from '../apply/secrets.ts';
import { type DossierKey, dossierKey } from '../words/key.ts';

const pattern = /^<!-- accostage:mirror ([\w.-]+)\/([\w.-]+)#(\d+) ([\w-]{43}) -->/;

/** First line of the pull request that the App opens for a dossier: signed for that dossier and that repository, so that a copy elsewhere is worth nothing. */
export function mirrorMarker(dossier: DossierKey, repository: string, [secret]: Secrets): string {
  return `<!-- accostage:mirror ${dossier} ${sign(dossier, repository, secret)} -->`;
}

/** The dossier that a pull request of that repository belongs to; null for a marker that is missing, forged or copied. */
export function readMirrorMarker(body: string, repository: string, secrets: Secrets): DossierKey | null {
  const [, owner = '', repo = '', number = '', signature = ''] = pattern.exec(body) ?? [];
  const dossier = dossierKey({ owner, repo }, Number(number));
  return secrets.some((secret) => isSame(sign(dossier, repository, secret), signature)) ? dossier : null;
}

function sign(dossier: string, repository: string, secret: string): string {
  return createHmac('sha256', secret).update(`mirror\n${dossier.toLowerCase()}\n${repository.toLowerCase()}`).digest('base64url');
}
