import { type Gap, refuse } from '../exchange.ts';
import { match } from '../route.ts';

export interface LateInstallations {
  readonly gap: Gap;
  /** The App is on that account from now on, or is not. */
  set(account: string, installed: boolean): void;
}

/**
 * Installations that come and go; the emulator has those of its seed for ever. Works as GitHub: 404 where one is asked for, or a token of it, and 401 to a token that it gave.
 * `accountOf` tells whose an installation is.
 */
export function lateInstallations(accountOf: (id: number) => string | null): LateInstallations {
  const absent = new Set<string>();
  return {
    set: (account, installed) => void (installed ? absent.delete(account) : absent.add(account)),
    gap: (request, forward) => {
      const asked = match(request, 'GET /repos/:owner/:repo/installation');
      const gone = request.caller.kind === 'installation' && absent.has(request.caller.account);
      if (gone) return Promise.resolve(refuse(401, 'Bad credentials'));
      const token = match(request, 'POST /app/installations/:id/access_tokens');
      const account = token === null ? asked?.['owner'] : accountOf(Number(token['id']));
      return absent.has(account ?? '') ? Promise.resolve(refuse(404, 'Not Found')) : forward(request);
    },
  };
}
