import { say } from '../../words/sentence.ts';
import { at, itemsOf, textOf } from '../yaml/node.ts';
import { groupOf } from './kinds.ts';
import type { Resource } from './resource.ts';

/** The object, its image open to another one where OpenShift replaces that of the container. */
export function withTriggers(resource: Resource, container: string): Resource {
  if (resource.open !== null || !hasTriggeredImage(resource, container)) return resource;
  return {
    ...resource,
    open: say`OpenShift la remplace par celle que donne un flux d’images (${'image.openshift.io/triggers'} ou ${'ImageChange'})`,
  };
}

/**
 * True for a container whose image OpenShift replaces by the one that an image stream points at: the written one is never pulled ("Triggering updates on image stream changes",
 * its documentation).
 */
export function hasTriggeredImage(resource: Resource, container: string): boolean {
  return isOfTrigger(resource, container) || isOfAnnotation(resource, container);
}

function isOfTrigger(resource: Resource, container: string): boolean {
  if (resource.kind !== 'DeploymentConfig' || groupOf(resource) !== 'apps.openshift.io') return false;
  return itemsOf(at(resource.body, 'spec', 'triggers')).some((trigger) => {
    const names = itemsOf(at(trigger, 'imageChangeParams', 'containerNames')).map(textOf);
    return textOf(at(trigger, 'type')) === 'ImageChange' && names.includes(container);
  });
}

/** A list in JSON, of which each entry tells a container by its place or by its name. */
function isOfAnnotation({ body }: Resource, container: string): boolean {
  const text = textOf(at(body, 'metadata', 'annotations', 'image.openshift.io/triggers')) ?? '';
  const paths = [...text.matchAll(/"fieldPath"\s*:\s*"((?:[^"\\]|\\.){1,300})"/g)].map(([, path = '']) => path);
  return paths.some((path) => {
    const [, way = '', list = '', place] = /^([\w.]*?)\.?((?:init)?containers)\[(\d{1,3})\]/i.exec(path) ?? [];
    if (place !== undefined) return textOf(at(itemsOf(at(body, ...way.split('.'), list))[Number(place)] ?? null, 'name')) === container;
    const [, name] = /@\.name==\\?["']([^"'\\]+)/.exec(path) ?? [];
    return name === undefined || name === container;
  });
}
