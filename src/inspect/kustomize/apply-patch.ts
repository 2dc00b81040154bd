import { say } from '../../words/sentence.ts';
import { groupOf, isBuiltIn } from '../kubernetes/kinds.ts';
import { calledOf, lastCalled, namesOf, type Resource } from '../kubernetes/resource.ts';
import { changeUnder, withEntry } from '../yaml/change.ts';
import { at, type MapNode, type Node, textOf } from '../yaml/node.ts';
import { applyJsonPatch } from './apply-json-patch.ts';
import type { PatchFailure } from './json-patch.ts';
import type { Patch, PatchTarget } from './kustomization.ts';
import { strategicMerge } from './strategic-merge.ts';

/** The objects after a patch; those that it may change in a way that is not worked out become open. */
export function applyPatch(resources: readonly Resource[], patch: Patch, documents: readonly Node[] | null): readonly Resource[] {
  if (documents === null) return resources.map((resource) => (mayTarget(resource, patch.target) ? opened(resource, patch) : resource));
  return documents.reduce<readonly Resource[]>((patched, document) => applyDocument(patched, patch, document), resources);
}

/** True where a patch may change objects in a way that is not worked out: it was not read, or aims at them by what is only known once all is assembled. */
export function isUncertain(resources: readonly Resource[], { target }: Patch, documents: readonly Node[] | null): boolean {
  if (documents === null) return resources.some((resource) => mayTarget(resource, target));
  return target !== null && (resources.some((resource) => matches(resource, target) === 'maybe') || isRenamed(resources, target));
}

/**
 * True where Kustomize makes nothing at all because of a patch: it has no target and names no object, or several, or a JSON patch has no target or leads nowhere. What its objects write is no
 * surer than what they lack.
 */
export function isRefused(resources: readonly Resource[], { target }: Patch, documents: readonly Node[]): boolean {
  return documents.some((document) => {
    if (document.kind === 'list') return target === null || resources.some((one) => failureOf(one, target, document) === 'leads-nowhere');
    if (target !== null || document.kind !== 'map' || unseenKinds.test(textOf(at(document, 'kind')) ?? '')) return false;
    return resources.filter((resource) => isNamedBy(resource, document)).length !== 1;
  });
}

/** Definitions of kinds are not always read, and of what holds objects only these are kept: a patch of one tells nothing. */
const unseenKinds = /^(CustomResourceDefinition|Template|\w*List)$/;

function failureOf(resource: Resource, target: PatchTarget, operations: Node): PatchFailure | null {
  const patched = matches(resource, target) === 'yes' ? applyJsonPatch(resource, operations) : null;
  return typeof patched === 'string' ? patched : null;
}

/** True for a name that no object is known to bear or to have borne, and that a transformer of a file may have given to one. */
function isRenamed(resources: readonly Resource[], { kind, name }: PatchTarget): boolean {
  const alike = resources.filter((one) => one.kind === kind && one.name !== '');
  if (name === null || alike.some((one) => namesOf(one).includes(name))) return false;
  return alike.some((one) => name.includes(one.name));
}

function applyDocument(resources: readonly Resource[], patch: Patch, document: Node): readonly Resource[] {
  const { target } = patch;
  if (target === null) return document.kind === 'map' ? mergeNamed(resources, patch, document) : resources;
  const isKnown = resources.some((one) => matches(one, target) === 'yes' || namesOf(one).includes(target.name ?? ''));
  return resources.flatMap((resource): readonly Resource[] => {
    const match = matches(resource, target);
    // A name that no object bears is perhaps one that a transformer gives.
    if (match === 'no') return !isKnown && target.name !== null && target.kind === resource.kind ? [opened(resource, patch)] : [resource];
    if (match === 'maybe') return [opened(resource, patch)];
    if (document.kind === 'list') {
      const patched = applyJsonPatch(resource, document);
      return [typeof patched === 'string' ? opened(resource, patch) : patched];
    }
    if (document.kind !== 'map') return [resource];
    const body = merged(resource, document);
    return body === null ? [] : [underItsName({ ...resource, body }, resource, patch)];
  });
}

/** A patch without target changes what it names; the objects of its kind are open where it names none of them. */
function mergeNamed(resources: readonly Resource[], patch: Patch, document: MapNode): readonly Resource[] {
  const isKnown = resources.some((resource) => isNamedBy(resource, document));
  return resources.flatMap((resource): readonly Resource[] => {
    if (!isNamedBy(resource, document))
      return !isKnown && textOf(at(document, 'kind')) === resource.kind ? [opened(resource, patch)] : [resource];
    const body = merged(resource, withoutNamespace(document));
    return body === null ? [] : [{ ...resource, body }];
  });
}

/** What a patch calls the namespace of its object changes nothing of it (tried with kubectl 1.34). */
function withoutNamespace(document: MapNode): MapNode {
  const entry = document.entries.get('metadata');
  if (entry?.value.kind !== 'map') return document;
  return withEntry(document, 'metadata', { place: entry.place, value: withEntry(entry.value, 'namespace', null) });
}

function merged(resource: Resource, document: MapNode): MapNode | null {
  return strategicMerge(resource.body, document, isBuiltIn(resource) ? 'merged' : 'replaced');
}

/** What a patch with a target calls its object changes neither its name nor, unless it says so, its kind ("patches", Kustomize's reference). */
function underItsName(patched: Resource, former: Resource, { givesKind }: Patch): Resource {
  const kept = (map: MapNode, path: readonly string[]) => changeUnder(map, path, { change: () => at(former.body, ...path), make: null });
  const paths = [['metadata', 'name'], ...(givesKind ? [] : [['apiVersion'], ['kind']])];
  const body = paths.reduce(kept, patched.body);
  return { ...patched, body, kind: textOf(at(body, 'kind')) ?? former.kind };
}

/** True for the object that a patch without target names: by its group, its version, its kind, and what it was called at any time. */
function isNamedBy(resource: Resource, document: MapNode): boolean {
  const [kind, name] = [textOf(at(document, 'kind')), textOf(at(document, 'metadata', 'name'))];
  const isSameVersion = textOf(at(document, 'apiVersion')) === textOf(at(resource.body, 'apiVersion'));
  const namespace = textOf(at(document, 'metadata', 'namespace')) ?? 'default';
  const isCalled = calledOf(resource).some((called) => called.name === name && called.namespace === namespace);
  return isSameVersion && kind === resource.kind && isCalled;
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
  if (target.name !== null && !selectableNames(resource).includes(target.name) && target.name !== '.*' && target.name !== '.+') {
    return /[^\w-]/.test(target.name) ? 'maybe' : 'no';
  }
  // A layer may give the namespace that the object does not write.
  const namespace = textOf(at(body, 'metadata', 'namespace')) ?? 'default';
  return target.bySelector || (target.namespace !== null && target.namespace !== namespace) ? 'maybe' : 'yes';
}

/** A target selects by the first name and by the last one, and by none between (`Select`, Kustomize's `resWrangler`; tried with kubectl 1.34). */
function selectableNames(resource: Resource): readonly string[] {
  return [resource.name, lastCalled(resource).name];
}

function opened(resource: Resource, { place }: Patch): Resource {
  return { ...resource, open: say`le correctif de ${place.path} (ligne ${place.line}) peut changer cet objet` };
}
