import type { Credentials } from '../credentials.ts';
import { type ApiRequest, type Gap, refuse } from '../exchange.ts';
import { match } from '../route.ts';

const appRoutes = [
  'GET /app',
  'GET /app/installations',
  'GET /app/hook/deliveries',
  'POST /app/hook/deliveries/:id/attempts',
  'GET /app/installations/:id',
  'POST /app/installations/:id/access_tokens',
  'GET /repos/:owner/:repo/installation',
  'GET /orgs/:organization/installation',
  'GET /users/:login/installation',
];

/**
 * Refuses what GitHub refuses for its credentials: an unknown token, a writing without any, a route of Apps without a JSON web token. The emulator
 * would act as its first user instead. Learns installation tokens as they are given out.
 */
export function authentication(credentials: Pick<Credentials, 'learn'>): Gap {
  return async (request, forward) => {
    const { caller, method } = request;
    if (caller.kind === 'unknown') return refuse(401, 'Bad credentials');
    if (caller.kind === 'anonymous' && method !== 'GET' && method !== 'HEAD') return refuse(401, 'Requires authentication');
    if (isAppRoute(request) !== (caller.kind === 'app')) return refuse(401, 'A JSON web token could not be decoded');
    const response = await forward(request);
    const granted = match(request, 'POST /app/installations/:id/access_tokens');
    if (granted !== null && response.status === 201) credentials.learn(Number(granted['id']), response);
    return response;
  };
}

function isAppRoute(request: ApiRequest): boolean {
  return appRoutes.some((pattern) => match(request, pattern) !== null);
}
