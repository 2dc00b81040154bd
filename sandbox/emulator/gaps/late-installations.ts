import { type Gap, refuse } from '../exchange.ts';
import { match } from '../route.ts';

export interface LateInstallations {
  readonly gap: Gap;
  /** The App is on that account from now on, or is not. */
  set(account: string, installed: boolean): void;
}

/** Installations that come and go; the emulator has those of its seed for ever. Works as GitHub's answer to "Get a repository installation": 404. */
export function lateInstallations(): LateInstallations {
  const absent = new Set<string>();
  return {
    set: (account, installed) => void (installed ? absent.delete(account) : absent.add(account)),
    gap: (request, forward) => {
      const asked = match(request, 'GET /repos/:owner/:repo/installation');
      const gone = request.caller.kind === 'installation' && absent.has(request.caller.account);
      if (gone) return Promise.resolve(refuse(404, 'Not Found'));
      return asked !== null && absent.has(asked['owner'] ?? '') ? Promise.resolve(refuse(404, 'Not Found')) : forward(request);
    },
  };
}
