import { z } from 'zod';
import { type Gap, json, parseJson, refuse } from '../exchange.ts';
import { GHOST } from '../graphql/actor.ts';

export interface DeletedAccounts {
  readonly gap: Gap;
  /** From now on the account is gone: what it wrote stays, by nobody. */
  remove(login: string): void;
}

const account = z.looseObject({ login: z.string(), type: z.string() });

/** Accounts that were deleted; the emulator cannot. GitHub's REST shows `ghost` in their place, as author, actor or assignee. */
export function deletedAccounts(): DeletedAccounts {
  const gone = new Set<string>();
  const ghostly = (value: unknown): unknown => {
    const known = account.safeParse(value);
    return known.success && gone.has(known.data.login) ? { ...known.data, login: GHOST, id: 10_137, node_id: 'MDQ6VXNlcjEwMTM3' } : value;
  };
  return {
    remove: (login) => void gone.add(login),
    gap: async (request, forward) => {
      if (request.path[0] === 'users' && gone.has(request.path[1] ?? '')) return refuse(404, 'Not Found');
      const response = await forward(request);
      const isJson = response.headers['content-type']?.startsWith('application/json') === true;
      if (gone.size === 0 || !isJson || response.status >= 300) return response;
      const changed = json(response.status, replaced(parseJson(response.body), ghostly));
      return { ...changed, headers: { ...response.headers, ...changed.headers } };
    },
  };
}

/** Every value inside, changed from the innermost outwards. */
function replaced(value: unknown, change: (value: unknown) => unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, inner: unknown) => change(inner));
}
