import { withEntry } from '../yaml/change.ts';
import { asMap, at, type Node, textOf } from '../yaml/node.ts';
import type { Generator } from './generators.ts';

/**
 * A generator of Kustomize's own, written in a file, as an entry of a kustomization that makes the same; null for one that is not followed ("builtin plugins", Kustomize). Pure. Compared with
 * kubectl 1.34 in `test/helm/kustomize.helm.ts`.
 */
export function builtinGenerator(document: Node): Generator | null {
  const body = asMap(document);
  const [kind, name] = [textOf(at(body, 'kind')), at(body, 'metadata', 'name')];
  if (body === null || name === null || textOf(at(body, 'apiVersion')) !== 'builtin') return null;
  const made = kind === 'ConfigMapGenerator' ? 'ConfigMap' : kind === 'SecretGenerator' ? 'Secret' : null;
  return made === null ? null : { kind: made, entry: withEntry(body, 'name', { place: name.place, value: name }) };
}
