import type { RepositoryFacts } from '../dossier/checks/check.ts';
import type { FileKind } from './files/file-kind.ts';
import { parentFolder } from './files/paths.ts';
import type { Resource } from './kubernetes/resource.ts';

/** What the repository holds: Dockerfiles and infrastructure by their paths, plain manifests by what was read of them. */
export function gatherFacts(kinds: readonly (readonly [path: string, kind: FileKind])[], plain: readonly Resource[]): RepositoryFacts {
  const named = (wanted: FileKind) => kinds.flatMap(([path, kind]) => (kind === wanted ? [path] : [])).toSorted();
  const manifests = [...new Set(plain.map(({ place }) => parentFolder(place.path) || '.'))].toSorted();
  return {
    dockerfiles: named('dockerfile'),
    ciFile: named('ci').at(-1) ?? null,
    infrastructure: [
      ...named('chart').map((path) => ({ kind: 'helm', path }) as const),
      ...named('kustomization').map((path) => ({ kind: 'kustomize', path }) as const),
      ...manifests.map((path) => ({ kind: 'manifests', path }) as const),
    ],
  };
}
