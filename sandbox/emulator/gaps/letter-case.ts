import type { Gap } from '../exchange.ts';
import type { GitHubSeed } from '../seed.ts';

/** Names of accounts, repositories and teams are the same whatever their letter case, for GitHub; for the emulator they are not. */
export function letterCase(seed: GitHubSeed): Gap {
  const logins = byLowerCase([...seed.users, ...seed.organizations].map(({ login }) => login));
  const repositories = byLowerCase(seed.repositories.map(({ owner, name }) => `${owner}/${name}`));
  const asSeeded = (path: readonly string[]): readonly string[] => {
    const [first, owner = '', name = '', ...rest] = path;
    if (first === 'orgs')
      return path.map((segment, index) => (index === 0 ? segment : (logins.get(segment.toLowerCase()) ?? segment.toLowerCase())));
    if (first === 'users') return [first, logins.get(owner.toLowerCase()) ?? owner, ...path.slice(2)];
    if (first !== 'repos') return path;
    const full = repositories.get(`${owner}/${name}`.toLowerCase()) ?? `${owner}/${name}`;
    const people = rest[0] === 'collaborators' ? rest.map((segment) => logins.get(segment.toLowerCase()) ?? segment) : rest;
    return path.length < 3 ? path : [first, ...full.split('/'), ...people];
  };
  return (request, forward) => forward({ ...request, path: asSeeded(request.path) });
}

function byLowerCase(names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(names.map((name) => [name.toLowerCase(), name]));
}
