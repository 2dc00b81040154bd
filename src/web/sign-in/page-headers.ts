import type { MiddlewareHandler } from 'hono';

/** Two years ("HSTS Preload", hstspreload.org). */
const HSTS = 'max-age=63072000';

/** Nothing but what this server serves itself, and nothing inline; no other site may show the pages in a frame, nor learn from which one a link was followed. */
const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Puts on every answer the headers that keep a page to its reader. One that an answer bears already stays: a file that never changes says itself how long it is
 * kept, a picture has its own policy. `https`: whether the pages are served over it.
 */
export function pageHeaders(https: boolean): MiddlewareHandler {
  const headers: Readonly<Record<string, string>> = {
    'content-security-policy': policy,
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff',
    // Not `no-referrer`: under it, a form of ours is sent with the origin `null` (Fetch, "Append a request `Origin` header").
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    'cache-control': 'private, no-store',
    ...(https ? { 'strict-transport-security': HSTS } : {}),
  };
  return async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(headers)) if (!context.res.headers.has(name)) context.res.headers.set(name, value);
  };
}
