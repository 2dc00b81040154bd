import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Credentials } from '../credentials.ts';
import { type ApiRequest, bodyOf, type Forward, type Gap, json, parseJson, refuse } from '../exchange.ts';
import { match } from '../route.ts';

/** What the App signs people in with; whatever comes from elsewhere is refused. */
export const oauthClient = { id: 'Iv1.accostage', secret: 'secret-de-connexion-du-github-embarqué' } as const;

const granted = z.object({ access_token: z.string() });

/** Somebody who said yes, and what the code that was given for it is exchanged with. */
interface Agreement {
  readonly login: string;
  readonly challenge: string | null;
}

/**
 * Tokens of people who sign in. The emulator shows the page and gives codes; it knows neither PKCE nor the taking back of a token ("Generating a user access token for a
 * GitHub App" and "Delete an app token", GitHub documentation), and takes any client where none is seeded. Nobody is signed in on these routes: they go past what looks at
 * credentials.
 */
export function userTokens(credentials: Pick<Credentials, 'learnUser' | 'forgetUser'>, upstream: Forward): Gap {
  const challenges = new Map<string, string>();
  const agreements = new Map<string, Agreement>();

  return async (request, forward) => {
    if (match(request, 'GET /login/oauth/authorize') !== null) {
      const challenge = request.query.get('code_challenge');
      if (challenge !== null) challenges.set(request.query.get('state') ?? '', challenge);
      return upstream(request);
    }
    if (match(request, 'POST /login/oauth/callback') !== null) {
      const answer = await upstream(request);
      const form = new URLSearchParams(request.body.toString('utf8'));
      const code = URL.parse(answer.headers['location'] ?? '')?.searchParams.get('code') ?? '';
      agreements.set(code, { login: form.get('login') ?? '', challenge: challenges.get(form.get('state') ?? '') ?? null });
      return answer;
    }
    if (match(request, 'POST /login/oauth/access_token') !== null) {
      const { client_id: id, client_secret: secret, code, code_verifier: verifier } = bodyOf(request);
      if (id !== oauthClient.id || secret !== oauthClient.secret) return json(200, { error: 'incorrect_client_credentials' });
      const agreement = agreements.get(String(code));
      agreements.delete(String(code));
      if (agreement === undefined || !isProven(agreement, verifier)) return json(200, { error: 'bad_verification_code' });
      const answer = await upstream(request);
      const token = granted.safeParse(parseJson(answer.body)).data?.access_token;
      if (token !== undefined) credentials.learnUser(token, agreement.login);
      return answer;
    }
    if (match(request, 'DELETE /applications/:client/token') !== null) {
      if (!isClient(request)) return refuse(404, 'Not Found');
      credentials.forgetUser(String(bodyOf(request)['access_token']));
      return { status: 204, headers: {}, body: Buffer.alloc(0) };
    }
    return forward(request);
  };
}

function isProven({ challenge }: Agreement, verifier: unknown): boolean {
  return challenge === null || createHash('sha256').update(String(verifier)).digest('base64url') === challenge;
}

function isClient({ headers }: ApiRequest): boolean {
  return headers['authorization'] === `Basic ${Buffer.from(`${oauthClient.id}:${oauthClient.secret}`).toString('base64')}`;
}
