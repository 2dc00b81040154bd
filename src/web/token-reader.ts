import { createHash, timingSafeEqual } from 'node:crypto';
import type { AskReader, Reader } from './reader.ts';

/** The operator's own program, which sees every dossier of every hub. */
const program: Reader = { login: 'portefeuille', mayRead: () => true, seesDossier: () => true };

/** The same readers, and besides them whoever brings the operator's token, as programs do (RFC 6750). One that is not the token is refused, and led to no sign-in. */
export function withToken(reader: AskReader, token: string | null): AskReader {
  return async (request) => {
    const authorization = request.headers.get('authorization');
    if (authorization === null) return reader(request);
    const [, given = ''] = /^Bearer +(\S+)$/i.exec(authorization.trim()) ?? [];
    return token !== null && isSame(given, token) ? program : refused();
  };
}

function refused(): Response {
  return Response.json({ error: 'PORTFOLIO_TOKEN does not match' }, { status: 401, headers: { 'www-authenticate': 'Bearer' } });
}

/** In constant time, whatever the lengths. */
function isSame(given: string, kept: string): boolean {
  const [one, other] = [given, kept].map((text) => createHash('sha256').update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}
