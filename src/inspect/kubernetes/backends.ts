import { at, itemsOf, type MapNode, type Node, textOf } from '../yaml/node.ts';
import { asMap } from '../yaml/node.ts';
import { groupOf } from './kinds.ts';
import type { Resource } from './resource.ts';

/** A service that receives what comes from outside, and the port at which it is called. */
export interface Backend {
  readonly service: Node;
  /** A number or a name; null where none is said. */
  readonly port: Node | null;
}

/** The services that an Ingress, a Route of OpenShift or a route of the Gateway API sends to. */
export function backendsOf(resource: Resource): readonly Backend[] {
  const { body } = resource;
  const group = groupOf(resource);
  if (resource.kind === 'Ingress' && /^(networking\.k8s\.io|extensions)$/.test(group)) return ingressBackends(body);
  if (resource.kind === 'Route' && group === 'route.openshift.io') return routeBackends(body);
  if (/^(HTTPRoute|GRPCRoute|TLSRoute|TCPRoute)$/.test(resource.kind) && group === 'gateway.networking.k8s.io')
    return gatewayBackends(body);
  return [];
}

function ingressBackends(body: MapNode): readonly Backend[] {
  const rules = itemsOf(at(body, 'spec', 'rules')).flatMap((rule) => itemsOf(at(rule, 'http', 'paths')));
  const backends = [at(body, 'spec', 'defaultBackend'), at(body, 'spec', 'backend'), ...rules.map((path) => at(path, 'backend'))];
  return backends.flatMap((backend) => {
    const service = at(backend, 'service', 'name') ?? at(backend, 'serviceName');
    const port = at(backend, 'service', 'port', 'number') ?? at(backend, 'service', 'port', 'name') ?? at(backend, 'servicePort');
    return service === null ? [] : [{ service, port }];
  });
}

function routeBackends(body: MapNode): readonly Backend[] {
  const port = at(body, 'spec', 'port', 'targetPort');
  return [at(body, 'spec', 'to'), ...itemsOf(at(body, 'spec', 'alternateBackends'))].flatMap((to) => {
    const service = at(to, 'name');
    return service === null ? [] : [{ service, port }];
  });
}

function gatewayBackends(body: MapNode): readonly Backend[] {
  return itemsOf(at(body, 'spec', 'rules'))
    .flatMap((rule) => itemsOf(at(rule, 'backendRefs')))
    .flatMap((ref) => {
      const service = at(ref, 'name');
      const isService = /^(Service)?$/.test(textOf(at(ref, 'kind')) ?? '') && asMap(ref)?.entries.has('namespace') !== true;
      return service === null || !isService ? [] : [{ service, port: at(ref, 'port') }];
    });
}

/** The names of machines at which an Ingress, a Route or a route of the Gateway API is called. */
export function hostsOf(resource: Resource): readonly Node[] {
  const { body } = resource;
  if (backendsOf(resource).length === 0) return [];
  const rules = itemsOf(at(body, 'spec', 'rules')).map((rule) => at(rule, 'host'));
  const secured = itemsOf(at(body, 'spec', 'tls')).flatMap((tls) => itemsOf(at(tls, 'hosts')));
  return [...rules, ...secured, at(body, 'spec', 'host'), ...itemsOf(at(body, 'spec', 'hostnames'))].flatMap((node) => node ?? []);
}
