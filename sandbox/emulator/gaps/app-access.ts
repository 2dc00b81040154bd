import { type Gap, refuse } from '../exchange.ts';
import type { GitHubSeed } from '../seed.ts';

/**
 * Teams and memberships are shown to the App only with a token that has the `members` permission, and where it is installed; private repositories only where it is
 * installed. The emulator checks neither. ("Permissions required for GitHub Apps", GitHub documentation.)
 */
export function appAccess(seed: GitHubSeed): Gap {
  const installed = new Map(seed.installations.map(({ account, repositories }) => [account, repositories]));
  const isHidden = (owner: string, name: string) => {
    const selection = installed.get(owner);
    const covered = selection === 'all' || selection?.includes(name) === true;
    const known = seed.repositories.find((one) => one.owner === owner && one.name === name);
    return known?.visibility === 'private' && !covered;
  };
  return async (request, forward) => {
    if (request.caller.kind !== 'installation') return forward(request);
    const [first, owner = '', name = ''] = request.path;
    const aboutMembers = first === 'orgs' && ['teams', 'members', 'memberships'].includes(name);
    if (aboutMembers && (request.caller.permissions['members'] === undefined || owner !== request.caller.account)) {
      return refuse(403, 'Resource not accessible by integration');
    }
    return first === 'repos' && isHidden(owner, name) ? refuse(404, 'Not Found') : forward(request);
  };
}
