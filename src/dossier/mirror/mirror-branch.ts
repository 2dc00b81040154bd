/** Branch of the App's pull requests. It holds the workflow before anybody has read it, so no push on it may ever run it. */
export const mirrorBranch = 'accostage/miroir';

/** True for a name by which somebody means that branch: with the prefixes that Git writes, in any case, with a slash too many. */
export function isMirrorBranch(name: string): boolean {
  const bare = name
    .trim()
    .replace(/^\/?(?:refs\/|heads\/|remotes\/|origin\/)*/i, '')
    .replace(/[/\s]+$/, '');
  return bare.toLowerCase() === mirrorBranch;
}
