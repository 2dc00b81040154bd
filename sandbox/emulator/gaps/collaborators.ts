import { z } from 'zod';
import type { Access } from '../access.ts';
import { type ApiRequest, type ApiResponse, bodyOf, type Forward, type Gap, json, parseJson, reading, refuse } from '../exchange.ts';
import { match } from '../route.ts';
import { atLeast, type Role } from '../seed.ts';

const account = z.looseObject({ login: z.string() });
const given: Readonly<Record<string, Role>> = { pull: 'read', triage: 'triage', push: 'write', maintain: 'maintain', admin: 'admin' };

/** Answers the role that somebody really has: the emulator says `admin` of every member of a team, and 404 of everybody else. */
export function collaborators(access: Access): Gap {
  return async (request, forward) => {
    const asked = match(request, 'GET /repos/:owner/:repo/collaborators/:login/permission');
    if (asked !== null) return permissionOf({ request, login: asked['login'] ?? '', access }, forward);
    const response = await forward(request);
    const changed = match(request, 'PUT|DELETE /repos/:owner/:repo/collaborators/:login');
    if (changed !== null && response.status < 300) {
      const { permission } = bodyOf(request);
      const role = request.method === 'DELETE' ? 'none' : (given[typeof permission === 'string' ? permission : 'push'] ?? 'write');
      access.setCollaborator(`${changed['owner']}/${changed['repo']}`, changed['login'] ?? '', role);
    }
    return response;
  };
}

/** `permission` knows only four values, `role_name` all of them ("Get repository permissions for a user", GitHub documentation). */
async function permissionOf(
  { request, login, access }: { request: ApiRequest; login: string; access: Access },
  forward: Forward,
): Promise<ApiResponse> {
  const user = account.safeParse(parseJson((await forward(reading(request, ['users', login]))).body));
  const [, owner = '', name = ''] = request.path;
  const role = await access.roleOf(`${owner}/${name}`, login, { request, forward });
  if (!user.success || role === null) return refuse(404, 'Not Found');
  const permission = role === 'maintain' ? 'write' : role === 'triage' ? 'read' : role;
  const permissions = {
    admin: role === 'admin',
    maintain: atLeast(role, 'maintain'),
    push: atLeast(role, 'write'),
    triage: atLeast(role, 'triage'),
    pull: atLeast(role, 'read'),
  };
  return json(200, { permission, role_name: role, user: { ...user.data, role_name: role, permissions } });
}
