import { createSign } from 'node:crypto';
import { z } from 'zod';
import { callApi } from './calls-here.ts';

const granted = z.object({ token: z.string() });

/** A JSON web token of an App, valid for a minute ("Generating a JSON Web Token for a GitHub App", GitHub documentation). */
export function jsonWebToken({ appId, privateKey }: { readonly appId: number; readonly privateKey: string }): string {
  const now = Math.floor(Date.now() / 1_000);
  const unsigned = `${encoded({ alg: 'RS256', typ: 'JWT' })}.${encoded({ iat: now - 5, exp: now + 60, iss: appId })}`;
  return `${unsigned}.${createSign('RSA-SHA256').update(unsigned).sign(privateKey, 'base64url')}`;
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** A token of an installation with all that was granted to it; `url` is the base of the API. Throws when GitHub gives none. */
export async function installationToken(
  app: { readonly appId: number; readonly privateKey: string },
  { url, installation }: { readonly url: string; readonly installation: number },
): Promise<string> {
  const headers = { authorization: `Bearer ${jsonWebToken(app)}`, 'content-type': 'application/json' };
  const path = `/app/installations/${installation}/access_tokens`;
  const { text } = await callApi(url, { method: 'POST', path, headers, body: '{}' });
  return granted.parse(JSON.parse(text)).token;
}
