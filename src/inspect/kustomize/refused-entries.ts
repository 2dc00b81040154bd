import type { Place } from '../../dossier/checks/check.ts';
import { type Sentence, say } from '../../words/sentence.ts';
import { isTemplated } from '../kubernetes/templated.ts';
import { at, entriesOf, integerOf, isAbsent, isString, itemsOf, type MapNode, type Node, textOf } from '../yaml/node.ts';
import { kustomizationKeys } from './known-keys.ts';

/** What makes Kustomize refuse a kustomization, and so make nothing of it. */
export interface Refusal {
  readonly place: Place;
  readonly because: Sentence;
}

/**
 * What Kustomize's decoder refuses in a kustomization: a key that it does not know, a number where it wants a text (`newTag: 1.4`), a text where it wants a number ("types/kustomization.go",
 * kubernetes-sigs/kustomize; tried with kubectl 1.34). Nothing of what bears another `apiVersion`. Pure.
 */
export function refusalsOf(body: MapNode): readonly Refusal[] {
  const version = textOf(at(body, 'apiVersion'));
  if (version !== null && !version.startsWith('kustomize.config.k8s.io/')) return [];
  const unknown = entriesOf(body).flatMap(({ key, place }) =>
    kustomizationKeys.has(key) ? [] : [{ place, because: say`Kustomize refuse cette kustomization : il ne connaît pas la clé ${key}` }],
  );
  return [...unknown, ...textsOf(body).filter(isNoText).map(noText), ...countsOf(body).filter(isNoCount).map(noCount)];
}

interface Written {
  readonly key: string;
  readonly value: Node;
}

/** What has to be a text. */
function textsOf(body: MapNode): readonly Written[] {
  const named = (node: Node, keys: readonly string[]) => entriesOf(node).filter(({ key }) => keys.includes(key));
  const all = (key: string) => entriesOf(at(body, key));
  return [
    ...named(body, ['namePrefix', 'nameSuffix', 'namespace']),
    ...all('commonLabels'),
    ...all('commonAnnotations'),
    ...itemsOf(at(body, 'labels')).flatMap((item) => entriesOf(at(item, 'pairs'))),
    ...itemsOf(at(body, 'images')).flatMap((item) => named(item, ['name', 'newName', 'newTag', 'tagSuffix', 'digest'])),
    ...itemsOf(at(body, 'replicas')).flatMap((item) => named(item, ['name'])),
  ];
}

function countsOf(body: MapNode): readonly Written[] {
  return itemsOf(at(body, 'replicas')).flatMap((item) => entriesOf(item).filter(({ key }) => key === 'count'));
}

function isNoText({ value }: Written): boolean {
  return !isAbsent(value) && !isString(value);
}

function isNoCount({ value }: Written): boolean {
  return !isAbsent(value) && integerOf(value) === null && !isTemplated(textOf(value) ?? '');
}

function noText({ key, value: { place } }: Written): Refusal {
  return {
    place,
    because: say`Kustomize refuse cette kustomization : la valeur de ${key} n’est pas un texte ; mettez-la entre guillemets`,
  };
}

function noCount({ key, value: { place } }: Written): Refusal {
  return { place, because: say`Kustomize refuse cette kustomization : la valeur de ${key} n’est pas un nombre entier` };
}
