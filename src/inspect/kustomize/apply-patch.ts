import { say } from '../../words/sentence.ts';
import { groupOf, isBuiltIn } from '../kubernetes/kinds.ts';
import { namesOf, type Resource } from '../kubernetes/resource.ts';
import { changeUnder } from '../yaml/change.ts';
import { asMap, at, type MapNode, type Node, textOf } from '../yaml/node.ts';
import { jsonPatch } from './json-patch.ts';
import type { Patch, PatchTarget } from './kustomization.ts';
import { strategicMerge } from './strategic-merge.ts';

/** The objects after a patch; those that it may change in a way that is not worked out become open. */
export function applyPatch(resources: readonly Resource[], patch: Patch, documents: readonly Node[] | null): readonly Resource[] {
  if (documents === null) return resources.map((resource) => (mayTarget(resource, patch.target) ? opened(resource, patch) : resource));
  return documents.reduce<readonly Resource[]>((patched, document) => applyDocument(patched, patch, document), resources);
}

/**
 * True where a patch may change objects in a way that is not worked out: it was not read, names them by what is only known once all is assembled, or has an operation that leads
 * nowhere, at which Kustomize makes nothing at all. What such an object writes is no surer than what it lacks.
 */
export function isUncertain(resources: readonly Resource[], { target }: Patch, documents: readonly Node[] | null): boolean {
  if (documents === null) return resources.some((resource) => mayTarget(resource, target));
  return documents.some((document) => {
    const aimed = target ?? ownTarget(document);
    return (
      resources.some((resource) => matches(resource, aimed) === 'maybe') ||
      (!isNamed(resources, aimed) && isRenamed(resources, aimed)) ||
      (document.kind === 'list' &&
        resources.some((resource) => matches(resource, aimed) === 'yes' && jsonPatch(resource.body, document) === null))
    );
  });
}

/** True where an object may have come to bear the name by what a transformer of a file gives. */
function isRenamed(resources: readonly Resource[], { kind, name }: PatchTarget): boolean {
  if (name === null) return false;
  return resources.some((one) => one.kind === kind && one.name !== '' && name.includes(one.name));
}

function isNamed(resources: readonly Resource[], target: PatchTarget): boolean {
  return resources.some((resource) => matches(resource, target) === 'yes');
}

function applyDocument(resources: readonly Resource[], patch: Patch, document: Node): readonly Resource[] {
  const target = patch.target ?? ownTarget(document);
  const named = isNamed(resources, target);
  return resources.flatMap((resource): readonly Resource[] => {
    const match = matches(resource, target);
    // A name that no object bears is perhaps one that a transformer gives.
    if (match === 'no') return !named && target.name !== null && target.kind === resource.kind ? [opened(resource, patch)] : [resource];
    if (match === 'maybe') return [opened(resource, patch)];
    if (document.kind === 'list') {
      const body = jsonPatch(resource.body, document);
      return [body === null ? opened(resource, patch) : { ...resource, body }];
    }
    if (document.kind !== 'map') return [resource];
    const body = strategicMerge(resource.body, document, isBuiltIn(resource) ? 'merged' : 'replaced');
    return body === null ? [] : [patch.target === null ? { ...resource, body } : underItsName({ ...resource, body }, resource, patch)];
  });
}

/** What a patch with a target calls its object changes neither its name nor, unless it says so, its kind ("patches", Kustomize's reference). */
function underItsName(patched: Resource, former: Resource, { givesKind }: Patch): Resource {
  const kept = (map: MapNode, path: readonly string[]) => changeUnder(map, path, { change: () => at(former.body, ...path), make: null });
  const paths = [['metadata', 'name'], ...(givesKind ? [] : [['apiVersion'], ['kind']])];
  const body = paths.reduce(kept, patched.body);
  return { ...patched, body, kind: textOf(at(body, 'kind')) ?? former.kind };
}

function ownTarget(document: Node): PatchTarget {
  const body = asMap(document);
  const [kind, name, apiVersion] = [textOf(at(body, 'kind')), textOf(at(body, 'metadata', 'name')), textOf(at(body, 'apiVersion'))];
  const [, group = null, version = apiVersion] = /^([^/]*)\/(.*)$/.exec(apiVersion ?? '') ?? [];
  return { group, version, kind, name, namespace: null, bySelector: false };
}

function mayTarget(resource: Resource, target: PatchTarget | null): boolean {
  return target === null || matches(resource, target) !== 'no';
}

function matches(resource: Resource, target: PatchTarget): 'yes' | 'no' | 'maybe' {
  const { kind, body } = resource;
  const group = groupOf({ body });
  const version = (textOf(at(body, 'apiVersion')) ?? '').slice(group === '' ? 0 : group.length + 1);
  for (const [wanted, own] of [
    [target.group, group],
    [target.version, version],
  ])
    if (wanted !== null && wanted !== '' && wanted !== own) return /[^\w.-]/.test(wanted ?? '') ? 'maybe' : 'no';
  if (target.kind !== null && target.kind !== kind) return /[^A-Za-z]/.test(target.kind) ? 'maybe' : 'no';
  if (target.name !== null && !namesOf(resource).includes(target.name) && target.name !== '.*' && target.name !== '.+') {
    return /[^\w-]/.test(target.name) ? 'maybe' : 'no';
  }
  // A layer may give the namespace that the object does not write.
  const namespace = textOf(at(body, 'metadata', 'namespace')) ?? 'default';
  return target.bySelector || (target.namespace !== null && target.namespace !== namespace) ? 'maybe' : 'yes';
}

function opened(resource: Resource, { place }: Patch): Resource {
  return { ...resource, open: say`le correctif de ${place.path} (ligne ${place.line}) peut changer cet objet` };
}
