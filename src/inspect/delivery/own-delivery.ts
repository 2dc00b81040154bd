import { groupOf } from '../kubernetes/kinds.ts';
import type { Resource } from '../kubernetes/resource.ts';
import type { Install } from '../helmfile/install.ts';
import { at, hasOnly, type Node, textOf } from '../yaml/node.ts';
import { argoApplications } from './argo-applications.ts';
import { followSource } from './argo-source.ts';
import { isJudged, isMain, isOwnAddress, type OwnTree } from './own-tree.ts';

/** What an object of Argo CD or Flux deploys of this very repository. */
export interface OwnDelivery {
  /** True where that is all that it deploys: what it holds is judged where it is written. */
  readonly isWhole: boolean;
  /** The charts among it, with the values that the object gives. */
  readonly installs: readonly Install[];
}

const nothing: OwnDelivery = { isWhole: false, installs: [] };

/**
 * What an object of Argo CD or Flux deploys of the folders of this very repository, as they stand at the end of its main branch
 * ("Application Specification", Argo CD; "Kustomization", Flux). Pure; never throws.
 */
export function ownDelivery(tree: OwnTree, resource: Resource, objects: readonly Resource[]): OwnDelivery {
  // What may still be changed may deploy something else.
  if (tree.repository === null || resource.open !== null || resource.conditional !== null) return nothing;
  if (`${groupOf(resource)}/${resource.kind}` === 'kustomize.toolkit.fluxcd.io/Kustomization')
    return { isWhole: isOwnKustomization(tree, at(resource.body, 'spec'), objects), installs: [] };
  const sources = (argoApplications(tree, resource) ?? []).flatMap((application) =>
    application.sources.map((source) => followSource(source, { application, resource }, tree)),
  );
  return {
    isWhole: sources.length > 0 && sources.every(({ kind }) => kind === 'own'),
    installs: sources.flatMap((source) => (source.kind === 'own' ? source.installs : [])),
  };
}

const quietFluxKeys = new Set(
  'path sourceRef interval retryInterval timeout prune wait force suspend dependsOn healthChecks decryption serviceAccountName targetNamespace deletionPolicy'.split(
    ' ',
  ),
);

function isOwnKustomization(tree: OwnTree, spec: Node | null, objects: readonly Resource[]): boolean {
  const source = at(spec, 'sourceRef');
  const repository = objects.find(
    (one) => groupOf(one) === 'source.toolkit.fluxcd.io' && one.kind === 'GitRepository' && one.name === textOf(at(source, 'name')),
  );
  if (textOf(at(source, 'kind')) !== 'GitRepository' || repository === undefined || !hasOnly(spec, quietFluxKeys)) return false;
  const from = at(repository.body, 'spec');
  const isAtMain = hasOnly(at(from, 'ref'), new Set(['branch'])) && isMain(at(from, 'ref', 'branch'));
  return isAtMain && isOwnAddress(tree, at(from, 'url')) && isJudged(tree, textOf(at(spec, 'path')) ?? '.', 'below');
}
