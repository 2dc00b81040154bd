import { z } from 'zod';

/** What people sign in to the pages with; or the variables that are missing for it, and then the pages are off. */
export type SignInSettings =
  | {
      readonly kind: 'on';
      readonly clientId: string;
      readonly clientSecret: string;
      /** The origin of the pages as browsers call it, without a slash at the end. */
      readonly publicUrl: string;
    }
  | { readonly kind: 'off'; readonly missing: readonly SignInVariable[] };

export type SignInVariable = 'GITHUB_CLIENT_ID' | 'GITHUB_CLIENT_SECRET' | 'PUBLIC_URL';

const wanted = 'adresse en https attendue, sans chemin : https://accostage.exemple.gouv.fr';

/** Behind a proxy, only the operator knows it: what a request says of its own host may be anybody's. On one's own machine, it may be in http. */
export const publicUrlSchema = z
  .url({ protocol: /^https?$/, error: wanted })
  .transform((text) => new URL(text))
  .refine(
    ({ protocol, hostname, pathname, search, hash, username, password }) =>
      (protocol === 'https:' || isOwnMachine(hostname)) && pathname === '/' && `${search}${hash}${username}${password}` === '',
    { error: wanted },
  )
  .transform(({ origin }) => origin);

/** Probot's registration writes the first two by itself: without the third, the pages stay off and nothing else does. */
export function readSignIn({
  GITHUB_CLIENT_ID: clientId,
  GITHUB_CLIENT_SECRET: clientSecret,
  PUBLIC_URL: publicUrl,
}: Readonly<Partial<Record<SignInVariable, string | undefined>>>): SignInSettings {
  if (clientId !== undefined && clientSecret !== undefined && publicUrl !== undefined)
    return { kind: 'on', clientId, clientSecret, publicUrl };
  const given = { GITHUB_CLIENT_ID: clientId, GITHUB_CLIENT_SECRET: clientSecret, PUBLIC_URL: publicUrl };
  return { kind: 'off', missing: variables.filter((name) => given[name] === undefined) };
}

const variables = ['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET', 'PUBLIC_URL'] as const satisfies readonly SignInVariable[];

function isOwnMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}
