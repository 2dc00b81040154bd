import { Hono, type MiddlewareHandler } from 'hono';
import { csrf } from 'hono/csrf';

/** What the browser may do with these pages: load what this server gives, and nothing else. */
const headers = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

/** Refuses whoever asks by another name of this machine: it is somebody else's page that wants to be read here (DNS rebinding). */
export const thisMachineOnly: MiddlewareHandler = async (context, next) => {
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(context.req.header('host') ?? '')) return context.text('Hôte inconnu', 421);
  await next();
  return undefined;
};

/** An application of Hono that answers this machine only, takes no form from the pages of others, and loads nothing from elsewhere. */
export function guarded(): Hono {
  const app = new Hono();
  app.use(thisMachineOnly);
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(headers)) context.header(name, value);
  });
  app.use(csrf());
  return app;
}
