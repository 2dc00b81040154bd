import { say } from '../../words/sentence.ts';
import { isBuiltIn } from '../kubernetes/kinds.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { asMap, at, type Node, textOf } from '../yaml/node.ts';
import { jsonPatch } from './json-patch.ts';
import type { Patch, PatchTarget } from './kustomization.ts';
import { strategicMerge } from './strategic-merge.ts';

/** The objects after a patch; those that it may change in a way that is not worked out become open. */
export function applyPatch(resources: readonly Resource[], patch: Patch, documents: readonly Node[] | null): readonly Resource[] {
  if (documents === null) return resources.map((resource) => (mayTarget(resource, patch.target) ? opened(resource, patch) : resource));
  return documents.reduce<readonly Resource[]>((patched, document) => applyDocument(patched, patch, document), resources);
}

function applyDocument(resources: readonly Resource[], patch: Patch, document: Node): readonly Resource[] {
  const target = patch.target ?? ownTarget(document);
  const named = resources.some((resource) => matches(resource, target) === 'yes');
  return resources.flatMap((resource): readonly Resource[] => {
    const match = matches(resource, target);
    // A name that no object bears is perhaps one with the prefix of a layer below.
    if (match === 'no') return !named && target.kind === resource.kind ? [opened(resource, patch)] : [resource];
    if (match === 'maybe') return [opened(resource, patch)];
    if (document.kind === 'list') {
      const body = jsonPatch(resource.body, document);
      return [body === null ? opened(resource, patch) : { ...resource, body }];
    }
    const body =
      document.kind === 'map' ? strategicMerge(resource.body, document, isBuiltIn(resource) ? 'merged' : 'replaced') : resource.body;
    return body === null ? [] : [{ ...resource, body }];
  });
}

function ownTarget(document: Node): PatchTarget {
  const body = asMap(document);
  return { kind: textOf(at(body, 'kind')), name: textOf(at(body, 'metadata', 'name')), bySelector: false };
}

function mayTarget(resource: Resource, target: PatchTarget | null): boolean {
  return target === null || matches(resource, target) !== 'no';
}

function matches({ kind, name }: Resource, target: PatchTarget): 'yes' | 'no' | 'maybe' {
  if (target.kind !== null && target.kind !== kind) return /[^A-Za-z]/.test(target.kind) ? 'maybe' : 'no';
  if (target.name !== null && target.name !== name && target.name !== '.*' && target.name !== '.+') {
    return /[^\w-]/.test(target.name) ? 'maybe' : 'no';
  }
  return target.bySelector ? 'maybe' : 'yes';
}

function opened(resource: Resource, { place }: Patch): Resource {
  return { ...resource, open: say`le correctif de ${place.path} (ligne ${place.line}) peut changer cet objet` };
}
