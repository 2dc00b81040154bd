import type { Place } from '../../dossier/checks/check.ts';
import { mapOf, scalar } from '../yaml/change.ts';
import { asMap, at, itemsOf, type MapNode, type Node, placeOfKey } from '../yaml/node.ts';

/**
 * The pod template that the CloudNativePG operator makes of a `Cluster`, as far as the rules look at it: its image, resources and labels where the object
 * writes them. Probes, a user that is not root and a read-only file system are the operator's own ("Security", "Postgres instance manager", its documentation).
 */
export function postgresPod(body: MapNode): MapNode {
  const place = placeOfKey(body, 'spec');
  const [image, resources, labels] = [
    at(body, 'spec', 'imageName'),
    at(body, 'spec', 'resources'),
    at(body, 'spec', 'inheritedMetadata', 'labels'),
  ];
  const yes = scalar('true', place);
  const container = mapOf(place, {
    name: scalar('postgres', place),
    securityContext: mapOf(place, { runAsNonRoot: yes, readOnlyRootFilesystem: yes }),
    readinessProbe: mapOf(place, { httpGet: mapOf(place, {}) }),
    ...(image === null ? {} : { image }),
    ...(resources === null ? {} : { resources }),
  });
  const containers: Node = { kind: 'list', place, items: [container] };
  return mapOf(place, {
    metadata: mapOf(place, labels === null ? {} : { labels }),
    spec: mapOf(place, { containers }),
  });
}

/** The name of the catalogue that gives a `Cluster` its image; null where none does. What is in it tells which image. */
export function imageCatalogue(body: MapNode): Node | null {
  return at(body, 'spec', 'imageName') === null ? at(body, 'spec', 'imageCatalogRef', 'name') : null;
}

/** The services that the operator makes of a `Cluster` besides its own, each as a Service writes it. */
export function postgresServices(body: MapNode): readonly MapNode[] {
  return itemsOf(at(body, 'spec', 'managed', 'services', 'additional')).flatMap((one) => asMap(at(one, 'serviceTemplate')) ?? []);
}

/** The claims of storage that the operator makes of a `Cluster`, each as a PersistentVolumeClaim writes it. */
export function postgresClaims(body: MapNode): readonly MapNode[] {
  const spec = at(body, 'spec');
  const storages = [at(spec, 'storage'), at(spec, 'walStorage'), ...itemsOf(at(spec, 'tablespaces')).map((space) => at(space, 'storage'))];
  return storages.flatMap((storage) => {
    const size = at(storage, 'size') ?? at(storage, 'pvcTemplate', 'resources', 'requests', 'storage');
    return storage === null || size === null ? [] : [claimOf(storage.place, size)];
  });
}

function claimOf(place: Place, storage: Node): MapNode {
  return mapOf(place, { spec: mapOf(place, { resources: mapOf(place, { requests: mapOf(place, { storage }) }) }) });
}
