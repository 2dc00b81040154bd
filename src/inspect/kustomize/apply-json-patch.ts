import { calledNow, lastCalled, type Resource } from '../kubernetes/resource.ts';
import { changeUnder, mapOf, scalar, withEntry } from '../yaml/change.ts';
import { asMap, at, type MapNode, type Node, textOf } from '../yaml/node.ts';
import { jsonPatch, type PatchFailure } from './json-patch.ts';

/** An annotation of Kustomize's own, there on every object that it patches. */
const ownAnnotation = 'internal.config.kubernetes.io/previousKinds';

/** The object after a JSON patch, or why there is none. The patch finds it as Kustomize holds it: under its last name, and with annotations whatever is written (tried with kubectl 1.34). Pure. */
export function applyJsonPatch(resource: Resource, operations: Node): Resource | PatchFailure {
  const { name: last } = lastCalled(resource);
  const { place } = resource.body;
  const withOwn = (node: Node | null): Node =>
    withEntry(asMap(node) ?? mapOf(place, {}), ownAnnotation, { place, value: scalar('', place) });
  const named = changeUnder(resource.body, ['metadata', 'name'], { change: (node) => node && scalar(last, node.place), make: null });
  const patched = jsonPatch(changeUnder(named, ['metadata', 'annotations'], { change: withOwn, make: null }), operations);
  if (typeof patched === 'string') return patched;
  const body = withoutOwn(patched);
  const kind = textOf(at(body, 'kind')) ?? resource.kind;
  const name = textOf(at(body, 'metadata', 'name'));
  if (name !== null && name !== last) return calledNow({ ...resource, kind, body }, { name });
  const written = () => at(resource.body, 'metadata', 'name');
  return { ...resource, kind, body: changeUnder(body, ['metadata', 'name'], { change: written, make: null }) };
}

/** Annotations that are only Kustomize's own go with their map. */
function withoutOwn(body: MapNode): MapNode {
  const metadata = asMap(at(body, 'metadata'));
  const entry = metadata?.entries.get('annotations');
  if (metadata === null || entry?.value.kind !== 'map') return body;
  const kept = withEntry(entry.value, ownAnnotation, null);
  const value = withEntry(metadata, 'annotations', kept.entries.size === 0 ? null : { place: entry.place, value: kept });
  return withEntry(body, 'metadata', { place: body.entries.get('metadata')?.place ?? metadata.place, value });
}
