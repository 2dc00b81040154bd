import { expect, it } from 'vitest';
import type { Resource } from '../../src/inspect/kubernetes/resource.ts';
import { at, itemsOf, textOf } from '../../src/inspect/yaml/node.ts';
import * as fc from '../property.ts';
import { asMade, assembled, isDoubted, made, type Tree } from './kustomize-made.ts';

type Json = Readonly<Record<string, unknown>>;

const word = fc.constantFrom('a', 'b', 'c');
const image = fc.constantFrom('docker.io/e/a:1', 'docker.io/e/b', 'quay.io/e/c:2', 'registry:5000/e/a:1');

const variable = fc.record({ name: word, value: fc.constantFrom('1', 'x') });
const port = fc.record({ containerPort: fc.constantFrom(80, 8080, 8443) });
const container = fc.record(
  {
    name: word,
    image,
    env: fc.uniqueArray(variable, { maxLength: 2, selector: ({ name }) => name }),
    ports: fc.uniqueArray(port, { maxLength: 2, selector: ({ containerPort }) => containerPort }),
    resources: fc.constantFrom<Json>({}, { limits: { cpu: '1' } }, { limits: { memory: '1Gi' }, requests: { cpu: '100m' } }),
    securityContext: fc.constantFrom<Json>({ runAsNonRoot: true }, { readOnlyRootFilesystem: true }),
  },
  { requiredKeys: ['name', 'image'] },
);
const containers = fc.uniqueArray(container, { minLength: 1, maxLength: 2, selector: ({ name }) => name });
/**
 * Each label has one value: Kustomize 5.7 keeps what `labels` adds in one place of its memory for a whole object, and what changes one of them later changes them all. No rule accuses by a
 * label's value.
 */
const labels = fc.subarray(['env', 'tier', 'equipe', 'zone']).map((keys): Json => Object.fromEntries(keys.map((key) => [key, 'v'])));

const deployment = fc.record({ containers, labels, replicas: fc.constantFrom(1, 2) }).map(({ containers: all, labels: own, replicas }) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'api', labels: own },
  spec: {
    replicas,
    selector: { matchLabels: { app: 'api' } },
    template: { metadata: { labels: { app: 'api', ...own } }, spec: { containers: all } },
  },
}));
const service: Json = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'api' },
  spec: { selector: { app: 'api' }, ports: [{ port: 80 }] },
};

interface Changes {
  readonly spec?: Json;
  readonly metadata?: Json;
}

/** A part of a kustomization: a key and one more of what its list holds. */
type Part = readonly [key: string, item: unknown];

const podPatch = fc.oneof(
  fc.record({ containers: fc.uniqueArray(fc.record({ name: word, image }), { minLength: 1, maxLength: 2, selector: ({ name }) => name }) }),
  fc.record({ containers: fc.tuple(fc.record({ name: word, env: fc.tuple(variable) })) }),
  fc.record({ containers: fc.tuple(fc.record({ name: word, ports: fc.tuple(port) })) }),
  fc.record({ containers: fc.tuple(fc.record({ name: word, resources: fc.constantFrom(null, { limits: { cpu: '2' } }) })) }),
  word.map((name) => ({ containers: [{ name, $patch: 'delete' }] })),
  container.map((one) => ({ containers: [{ $patch: 'replace' }, one] })),
  fc.constant({ volumes: [{ name: 'v', emptyDir: {} }] }),
  fc.constant({ securityContext: { runAsNonRoot: true } }),
);
/** A patch of a Deployment, by the name that it gives to it. */
const strategic = fc
  .oneof(
    podPatch.map((spec): Changes => ({ spec: { template: { spec } } })),
    labels.map((own): Changes => ({ spec: { template: { metadata: { labels: own } } } })),
    fc.constantFrom<Changes>({ spec: { replicas: 5 } }, { spec: { replicas: null } }, { metadata: { labels: { zone: 'v' } } }),
  )
  .map(
    ({ spec = {}, metadata = {} }) =>
      (name: string) =>
        JSON.stringify({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { ...metadata, name }, spec }),
  );
const target = fc.constantFrom<Json>(
  { kind: 'Deployment' },
  { kind: 'Deployment', name: 'api' },
  { name: 'api', kind: 'Service' },
  { group: 'apps', kind: 'Deployment' },
);
const added = fc.tuple(container, fc.stringMatching(/^[e-z]{4}$/)).map(([one, name]) => ({ ...one, name }));
const operation = fc.oneof(
  image.map((value) => ({ op: 'replace', path: '/spec/template/spec/containers/0/image', value })),
  added.map((value) => ({ op: 'add', path: '/spec/template/spec/containers/-', value })),
  added.map((value) => ({ op: 'add', path: '/spec/template/spec/containers/0', value })),
  fc.constantFrom<Json>(
    { op: 'add', path: '/spec/replicas', value: 4 },
    { op: 'remove', path: '/spec/replicas' },
    { op: 'add', path: '/metadata/labels', value: { zone: 'v' } },
    { op: 'add', path: '/spec/type', value: 'NodePort' },
    { op: 'remove', path: '/spec/template/spec/containers/1' },
  ),
);
const part: fc.Arbitrary<Part> = fc.oneof(
  strategic.map((patch): Part => ['patches', { patch: patch('api') }]),
  fc.tuple(target, strategic).map(([aimed, patch]): Part => ['patches', { target: aimed, patch: patch('x') }]),
  fc.tuple(target, operation).map(([aimed, one]): Part => ['patches', { target: aimed, patch: JSON.stringify([one]) }]),
  fc
    .record(
      {
        name: fc.constantFrom('docker.io/e/a', 'docker.io/e/b', 'quay.io/e/c', 'registry:5000/e/a', 'e/a'),
        newName: fc.constantFrom('ghcr.io/e/z', 'docker.io/e/b'),
        newTag: fc.constantFrom('3', '4'),
      },
      { requiredKeys: ['name'] },
    )
    .map((one): Part => ['images', one]),
  fc
    .record({ pairs: labels, includeSelectors: fc.boolean(), includeTemplates: fc.boolean() }, { requiredKeys: ['pairs'] })
    .map((one): Part => ['labels', one]),
  fc.constantFrom<Part>(['replicas', { name: 'api', count: 7 }], ['replicas', { name: 'autre', count: 7 }]),
  fc
    .record(
      {
        name: fc.constant('g'),
        literals: fc.tuple(word.map((key) => `${key}=1`)),
        behavior: fc.constantFrom('merge', 'replace', 'create'),
      },
      { requiredKeys: ['name', 'literals'] },
    )
    .map((one): Part => ['configMapGenerator', one]),
);
const parts = fc.array(part, { maxLength: 4 });

const layer = (resources: readonly string[], own: readonly Part[], more: Json = {}): string => {
  const lists = Object.fromEntries([...Map.groupBy(own, ([key]) => key)].map(([key, all]) => [key, all.map(([, item]) => item)]));
  return JSON.stringify({ generatorOptions: { disableNameSuffixHash: true }, resources, ...lists, ...more });
};

/** A base, a layer that may be between, one on top, and a component that it may take. */
const tree = fc
  .record({ object: deployment, base: parts, between: fc.option(parts), top: parts, component: fc.option(parts) })
  .map(({ object, base, between, top, component }): Tree => ({
    'base/a.yaml': JSON.stringify(object),
    'base/s.yaml': JSON.stringify(service),
    'base/kustomization.yaml': layer(['a.yaml', 's.yaml'], base),
    ...(between === null ? {} : { 'milieu/kustomization.yaml': layer(['../base'], between) }),
    ...(component === null
      ? {}
      : { 'c/kustomization.yaml': layer([], component, { apiVersion: 'kustomize.config.k8s.io/v1alpha1', kind: 'Component' }) }),
    'prod/kustomization.yaml': layer([between === null ? '../base' : '../milieu'], top, component === null ? {} : { components: ['../c'] }),
  }));

it(
  'quelles que soient les kustomizations, Kustomize assemble comme nous, refuse, ou ce que nous ne suivons pas est dit',
  { timeout: 600_000 },
  () => {
    let compared = 0;
    fc.assert(
      fc.property(tree, (files) => {
        const read = assembled(files);
        if (isDoubted(read) || read.assembled.some(hasTwins)) return;
        const theirs = madeOrRefused(files);
        if (theirs === null) return;
        compared += 1;
        const ours = bare(asMade(read.assembled));
        expect(ours).toEqual(theirs);
      }),
      { numRuns: 200 },
    );
    // Else nothing would be proved.
    expect(compared).toBeGreaterThan(2);
  },
);

/** Kubernetes refuses two containers of one name, and Kustomize makes one of them as soon as it reads them. */
function hasTwins({ body }: Resource): boolean {
  const names = itemsOf(at(body, 'spec', 'template', 'spec', 'containers')).map((one) => textOf(at(one, 'name')));
  return new Set(names).size < names.length;
}

function madeOrRefused(files: Tree): unknown {
  try {
    return bare(made(files, 'prod'));
  } catch {
    return null;
  }
}

/** Without maps and lists that hold nothing, which one writes and the other does not: no rule reads them. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, held]) => {
      const kept = bare(held);
      const isEmpty = typeof kept === 'object' && kept !== null && Object.keys(kept).length === 0;
      return isEmpty ? [] : [[key, kept] as const];
    }),
  );
}
