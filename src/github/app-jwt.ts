import { sign } from 'node:crypto';

/** A JSON web token of the App, and the instant of its end (ISO). */
interface AppJwt {
  readonly jwt: string;
  readonly expiresAt: string;
}

/** In the shape that Octokit asks for: the seconds by which GitHub's clock is ahead are told where GitHub refused a token for its dates. */
export type CreateAppJwt = (appId: number | string, timeDifference?: number) => Promise<AppJwt>;

/** A clock of ours that is late by half a minute is that of many machines; ten minutes are the longest that GitHub takes ("Generating a JSON Web Token", GitHub documentation). */
const BEFORE_S = 30;
const VALID_S = 600;
/** A token goes out with seven minutes left: the two clocks may differ by as much. */
const REUSED_S = 120;

/**
 * Signs the tokens by which the App names itself; one serves for two minutes, for an RSA signature costs more than the rest of a call, and each write asks for a
 * token of its own. `now` is in milliseconds. Rejects where the key is none.
 */
export function createAppJwt(privateKey: string, now: () => number): CreateAppJwt {
  const key = privateKey.replaceAll(String.raw`\n`, '\n');
  let last: { readonly appId: number | string; readonly ahead: number; readonly at: number; readonly token: AppJwt } | null = null;

  function tokenOf(appId: number | string, ahead: number): AppJwt {
    const at = Math.floor(now() / 1_000);
    if (last?.appId === appId && last.ahead === ahead && at >= last.at && at < last.at + REUSED_S) return last.token;
    last = { appId, ahead, at, token: signed(key, { appId, from: at + ahead - BEFORE_S }) };
    return last.token;
  }

  return (appId, ahead = 0) => Promise.resolve().then(() => tokenOf(appId, ahead));
}

function signed(key: string, { appId, from }: { readonly appId: number | string; readonly from: number }): AppJwt {
  const until = from + VALID_S;
  const text = `${encoded({ alg: 'RS256', typ: 'JWT' })}.${encoded({ iat: from, exp: until, iss: appId })}`;
  const signature = sign('RSA-SHA256', Buffer.from(text), key).toString('base64url');
  return { jwt: `${text}.${signature}`, expiresAt: new Date(until * 1_000).toISOString() };
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
