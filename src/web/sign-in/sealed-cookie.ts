import { parse, serialize } from 'hono/utils/cookie';
import { z } from 'zod';
import type { Clock } from '../../queue/clock.ts';
import { createSealedBox } from './sealed-box.ts';

/** A value that the browser keeps for a while, and can neither read nor change. */
export interface SealedCookie<Value> {
  /** The `Set-Cookie` that makes the browser keep a value. */
  readonly keep: (value: Value) => string;
  /** The value that a request brings; null for none, and for one that is old, cut, forged or sealed for another purpose. */
  readonly read: (request: Request) => Value | null;
  /** The `Set-Cookie` that makes the browser forget it. */
  readonly forget: string;
}

export interface SealedCookieOptions<Value> {
  /** Of the cookie; with the audience, what its key is derived for. */
  readonly name: string;
  readonly schema: z.ZodType<Value>;
  readonly lifeMs: number;
}

/** What the cookies of the pages have in common. */
export interface CookieJar {
  readonly secrets: readonly [string, ...string[]];
  /** Where the pages are and whose accounts are signed in: a cookie of another server, were its secret the same, opens nothing here. */
  readonly audience: string;
  /** Whether the pages are served over HTTPS. */
  readonly https: boolean;
  readonly clock: Pick<Clock, 'now'>;
}

/**
 * A cookie that scripts do not see, that comes from another site with a link alone (`SameSite=Lax`), and that no other host can plant where the pages are
 * served over HTTPS (`__Host-`: RFC 6265bis, section 4.1.3.2). Its end is sealed with it: a browser that keeps it longer gains nothing.
 */
export function createSealedCookie<Value>(
  { name, schema, lifeMs }: SealedCookieOptions<Value>,
  { secrets, audience, https, clock }: CookieJar,
): SealedCookie<Value> {
  const box = createSealedBox(`${name} ${audience}`, secrets);
  const written = z.object({ until: z.number(), value: schema });
  const fullName = https ? `__Host-${name}` : name;
  const set = (value: string, maxAge: number) =>
    serialize(fullName, value, { path: '/', httpOnly: true, secure: https, sameSite: 'Lax', maxAge });
  return {
    keep: (value) => set(box.seal(JSON.stringify({ until: clock.now().getTime() + lifeMs, value })), Math.floor(lifeMs / 1000)),
    read: (request) => {
      const sealed = parse(request.headers.get('cookie') ?? '', fullName)[fullName];
      const text = sealed === undefined ? null : box.open(sealed);
      const read = text === null ? null : written.safeParse(JSON.parse(text));
      return read?.success === true && read.data.until > clock.now().getTime() ? read.data.value : null;
    },
    forget: set('', 0),
  };
}
