import { say } from '../../../words/sentence.ts';
import type { Fix, Fixer } from '../fix.ts';
import { keyBeside, ownScalar, withoutPairs, type WrittenPair, writtenPairs } from '../written-pairs.ts';

/** What OpenShift chooses or forbids, and that nothing needs to write. */
const chosen: readonly string[] = ['runAsUser', 'runAsGroup', 'fsGroup', 'allowPrivilegeEscalation'];

/**
 * Takes fixed users and groups, and `allowPrivilegeEscalation: true`, out of security contexts. Where a user was fixed and nothing else forbids root, `runAsNonRoot: true` takes
 * its place. Privileges, capabilities and the node's ports are left to people: the application asked for them.
 */
export const fixOpenshiftScc: Fixer = ({ files, findings }) => {
  const byPath = Map.groupBy(findings, ({ place }) => place?.path ?? '');
  return [...byPath].flatMap(([path, found]): readonly Fix[] => {
    const text = files.get(path);
    if (text === undefined) return [];
    const lines = new Set(found.map(({ place }) => place?.line));
    const wrong = writtenPairs(text).filter(
      (pair) => chosen.includes(pair.key) && pair.parent?.key === 'securityContext' && lines.has(pair.line),
    );
    return [...Map.groupBy(wrong, ({ map }) => map).values()].flatMap((pairs) => mendContext({ path, text, pairs }));
  });
};

/** All the wrong pairs of one security context. */
function mendContext({ path, text, pairs }: { path: string; text: string; pairs: readonly WrittenPair[] }): readonly Fix[] {
  const user = pairs.find(({ key }) => key === 'runAsUser');
  const scalar = user === undefined ? null : ownScalar(user, text);
  const replaced = user !== undefined && scalar !== null && !user.map.has('runAsNonRoot') ? user : null;
  const others = pairs.filter((pair) => pair !== replaced);
  const removed = withoutPairs(text, others);
  if (removed === null || (others.length > 1 && others[0]?.map.flow === true)) return [];
  const edits =
    replaced === null || scalar === null
      ? removed
      : [...removed, { start: replaced.keyStart, end: scalar.end, text: `${keyBeside(replaced, text, 'runAsNonRoot')}: true` }];
  const names = pairs.map(({ key }) => key).join(', ');
  const guard = replaced === null ? say`` : say` ; ${['runAsNonRoot: true']} continue d’interdire root`;
  return [{ path, edits, because: say`retire ${[names]}, qu’OpenShift choisit lui-même${guard}` }];
}
