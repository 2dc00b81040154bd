import { tokenOf } from './credentials.ts';
import type { Forward } from './exchange.ts';

/** Calls made by one token of somebody before the next one takes its turn: the emulator takes 5,000 of each in an hour. */
const CALLS = 4_000;
const TOKENS = 100;

/** The tokens by which the emulator knows somebody, the first of them their own. */
export function tokensOf(login: string): readonly string[] {
  return Array.from({ length: TOKENS }, (_, index) => (index === 0 ? tokenOf(login) : `${tokenOf(login)}-${index}`));
}

/**
 * Lets people call as often as they look at pages: those of the sandbox are read by the API, and GitHub's own count against no limit. What limits the App is in
 * `limits.ts`.
 */
export function withManyTokens(forward: Forward): Forward {
  const made = new Map<string, number>();
  return (request) => {
    if (request.caller.kind !== 'user') return forward(request);
    const { login } = request.caller;
    const count = made.get(login) ?? 0;
    made.set(login, count + 1);
    const turn = Math.floor(count / CALLS) % TOKENS;
    return turn === 0
      ? forward(request)
      : forward({ ...request, headers: { ...request.headers, authorization: `Bearer ${tokensOf(login)[turn]}` } });
  };
}
