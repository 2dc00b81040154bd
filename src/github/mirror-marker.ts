import { createHmac, timingSafeEqual } from 'node:crypto';
import { type DossierKey, dossierKey } from '../dossier/key.ts';

const pattern = /^<!-- accostage:mirror ([\w.-]+)\/([\w.-]+)#(\d+) ([\w-]{43}) -->/;

/** First line of the pull request that the App opens for a dossier: signed for that dossier and that repository, so that a copy elsewhere is worth nothing. */
export function mirrorMarker(dossier: DossierKey, repository: string, secret: string): string {
  return `<!-- accostage:mirror ${dossier} ${sign(dossier, repository, secret)} -->`;
}

/** The dossier that a pull request of that repository belongs to; null for a marker that is missing, forged or copied. */
export function readMirrorMarker(body: string, repository: string, secret: string): DossierKey | null {
  const [, owner = '', repo = '', number = '', signature = ''] = pattern.exec(body) ?? [];
  const dossier = dossierKey({ owner, repo }, Number(number));
  const expected = Buffer.from(sign(dossier, repository, secret));
  const given = Buffer.from(signature);
  return expected.length === given.length && timingSafeEqual(expected, given) ? dossier : null;
}

function sign(dossier: string, repository: string, secret: string): string {
  return createHmac('sha256', secret).update(`mirror\n${dossier.toLowerCase()}\n${repository.toLowerCase()}`).digest('base64url');
}
