import { changeUnder, mapOf, scalar } from '../yaml/change.ts';
import { asMap, at, type MapNode, type Node, textOf } from '../yaml/node.ts';
import { isBuiltIn } from '../kubernetes/kinds.ts';
import { calledNow, lastCalled, namesOf, type Resource } from '../kubernetes/resource.ts';
import { templatePath } from '../kubernetes/workload.ts';
import type { AddedLabels } from './kustomization.ts';

/** The object with labels added, on its pod template and in its selectors too where they go so far. */
export function addLabels(resource: Resource, { pairs, reach, fields }: AddedLabels): Resource {
  const added = (labels: Node | null): Node => ({
    ...(asMap(labels) ?? mapOf(pairs.place, {})),
    entries: new Map([...(asMap(labels)?.entries ?? []), ...pairs.entries]),
  });
  const paths = [
    { path: ['metadata', 'labels'], isMade: true },
    ...(reach === 'object' ? [] : templateLabels(resource)),
    ...(reach === 'selectors' ? selectorLabels(resource) : []),
    ...fields.filter(({ kind }) => kind === null || kind === resource.kind),
  ];
  const body = paths.reduce((under, { path, isMade }) => {
    const change = (labels: Node | null) => (labels === null && !isMade ? null : added(labels));
    return changeUnder(under, path, { change, make: isMade ? pairs.place : null });
  }, resource.body);
  return { ...resource, body };
}

/** The object with annotations added, on its pod template too (`commonannotations.go` of Kustomize's `builtinpluginconsts`). */
export function addAnnotations(resource: Resource, pairs: MapNode): Resource {
  const template = isBuiltIn(resource) ? (templatePath(resource) ?? []) : [];
  const change = (annotations: Node | null): Node => ({
    ...(asMap(annotations) ?? mapOf(pairs.place, {})),
    entries: new Map([...(asMap(annotations)?.entries ?? []), ...pairs.entries]),
  });
  const paths = [[], ...(resource.kind === 'CronJob' ? [['spec', 'jobTemplate']] : []), ...(template.length === 0 ? [] : [template])];
  const body = paths.reduce(
    (under, path) => changeUnder(under, [...path, 'metadata', 'annotations'], { change, make: pairs.place }),
    resource.body,
  );
  return { ...resource, body };
}

/** Where labels are, and whether they are made where there are none. */
interface LabelsPath {
  readonly path: readonly string[];
  readonly isMade: boolean;
}

function templateLabels(resource: Resource): readonly LabelsPath[] {
  const template = isBuiltIn(resource) ? templatePath(resource) : null;
  if (template === null || template.length === 0 || asMap(at(resource.body, ...template)) === null) return [];
  return [{ path: [...template, 'metadata', 'labels'], isMade: true }];
}

/** By kind, as Kustomize's own table has them (`commonlabels.go` of its `builtinpluginconsts`). */
const selectors: Readonly<Record<string, LabelsPath>> = {
  Service: { path: ['spec', 'selector'], isMade: true },
  ReplicationController: { path: ['spec', 'selector'], isMade: true },
  Deployment: { path: ['spec', 'selector', 'matchLabels'], isMade: true },
  ReplicaSet: { path: ['spec', 'selector', 'matchLabels'], isMade: true },
  DaemonSet: { path: ['spec', 'selector', 'matchLabels'], isMade: true },
  StatefulSet: { path: ['spec', 'selector', 'matchLabels'], isMade: true },
  Job: { path: ['spec', 'selector', 'matchLabels'], isMade: false },
  CronJob: { path: ['spec', 'jobTemplate', 'spec', 'selector', 'matchLabels'], isMade: false },
  PodDisruptionBudget: { path: ['spec', 'selector', 'matchLabels'], isMade: false },
  NetworkPolicy: { path: ['spec', 'podSelector', 'matchLabels'], isMade: false },
};

function selectorLabels(resource: Resource): readonly LabelsPath[] {
  const found = isBuiltIn(resource) && Object.hasOwn(selectors, resource.kind) ? selectors[resource.kind] : undefined;
  return found === undefined ? [] : [found];
}

/** The object with the images of its containers replaced as an entry of `images` says. */
export function replaceImage(resource: Resource, image: MapNode): Resource {
  const template = templatePath(resource);
  const name = textOf(at(image, 'name'));
  if (template === null || name === null) return resource;
  const change = (list: Node | null): Node | null =>
    list?.kind === 'list' ? { ...list, items: list.items.map((container) => inContainer(container, { image, name })) } : null;
  const body = ['containers', 'initContainers'].reduce(
    (under, key) => changeUnder(under, [...template, 'spec', key], { change, make: null }),
    resource.body,
  );
  return { ...resource, body };
}

function inContainer(container: Node, { image, name }: { image: MapNode; name: string }): Node {
  const written = textOf(at(container, 'image'));
  if (
    container.kind !== 'map' ||
    written === null ||
    !(written === name || written.startsWith(`${name}:`) || written.startsWith(`${name}@`))
  ) {
    return container;
  }
  // What is written empty (`newTag: ""`) says nothing.
  const said = (key: string) => textOf(at(image, key)) ?? '';
  const [newName, tag, digest, more] = [said('newName'), said('newTag'), said('digest'), said('tagSuffix')];
  const version = `${tag === '' ? '' : `:${tag}`}${digest === '' ? '' : `@${digest}`}`;
  const suffix = version === '' ? written.slice(name.length) : version;
  const decides = ['digest', 'newTag', 'tagSuffix', 'newName'].find((key) => said(key) !== '');
  const change = () =>
    scalar(
      `${newName === '' ? name : newName}${withMore(suffix, more)}`,
      (decides === undefined ? image : (at(image, decides) ?? image)).place,
    );
  return changeUnder(container, ['image'], { change, make: null });
}

/** A version with what `tagSuffix` puts after its tag, before its digest. */
function withMore(version: string, more: string): string {
  const [tag = '', ...digest] = version.split('@');
  return more === '' ? version : [`${tag === '' ? ':' : tag}${more}`, ...digest].join('@');
}

/** The object under the name that the prefix and the suffix of a kustomization make of its last one; Kustomize leaves those of the cluster as they are. */
export function rename(resource: Resource, [before, after]: readonly [string, string]): Resource {
  const { name: last } = lastCalled(resource);
  if ((before === '' && after === '') || last === '' || /^(Namespace|CustomResourceDefinition|APIService)$/.test(resource.kind))
    return resource;
  return calledNow(resource, { name: `${before}${last}${after}` });
}

/** The object in the namespace that a kustomization gives to its own; no rule reads it, but what comes later may name it so. */
export function putIn(resource: Resource, namespace: string | null): Resource {
  return namespace === null ? resource : calledNow(resource, { namespace });
}

/** True for an object of which `replicas` may give the number of pods, under that name. */
export function isCounted(resource: Resource, entry: MapNode): boolean {
  const isOf = isBuiltIn(resource) && /^(Deployment|StatefulSet|ReplicaSet|ReplicationController)$/.test(resource.kind);
  return isOf && namesOf(resource).includes(textOf(at(entry, 'name')) ?? '');
}

/** The object with the number of its pods that an entry of `replicas` gives to its name. */
export function setReplicas(resource: Resource, entry: MapNode): Resource {
  const count = at(entry, 'count');
  if (count === null || !isCounted(resource, entry)) return resource;
  return { ...resource, body: changeUnder(resource.body, ['spec', 'replicas'], { change: () => count, make: count.place }) };
}
