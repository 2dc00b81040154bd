import { at, itemsOf, type Node, textOf } from '../yaml/node.ts';
import { isTemplated } from './templated.ts';
import { staysUp, type Workload } from './workload.ts';

/** The ports of a pod, as far as its containers say them. They are only said: a program may listen on others ("Container v1 core", Kubernetes API reference). */
export interface DeclaredPorts {
  /** Each with its protocol, as `portIn` writes it. */
  readonly names: ReadonlySet<string>;
  /** Those declared, and those that probes try. */
  readonly numbers: ReadonlySet<number>;
  /** Something is left to put in before the pod is deployed. */
  readonly open: boolean;
}

/** A port number as Kubernetes takes it; null for a name, or for what holds the place of one. */
export function portNumber(node: Node | null): number | null {
  const text = textOf(node);
  return text !== null && /^\d{1,5}$/.test(text) && node?.kind === 'scalar' && node.plain ? Number(text) : null;
}

/** True for a name of a port ("IANA_SVC_NAME", Kubernetes API reference). */
export function isPortName(text: string): boolean {
  return /^[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?$/.test(text) && /[a-z]/.test(text);
}

/** True for a port, by number or by name, that Kubernetes refuses; false for what is only known when it is deployed. */
export function isRefusedPort(node: Node): boolean {
  const text = textOf(node);
  if (text === null || text === '' || isTemplated(text)) return false;
  const isNumber = node.kind === 'scalar' && node.plain && /^\d+$/.test(text);
  return isNumber ? Number(text) < 1 || Number(text) > 65_535 : !isPortName(text) || text.includes('--');
}

/** The protocol of a port, of a container or of a service; TCP where none is said. */
export function protocolOf(port: Node): string {
  return textOf(at(port, 'protocol')) || 'TCP';
}

/** A name finds a port of the same protocol alone (`FindPort`, Kubernetes' pkg/api/v1/pod). */
export function portIn(name: string, protocol: string): string {
  return `${name}/${protocol}`;
}

/** True for a port of a container that is surely not one of TCP, the only protocol that probes speak. */
export function isNotTcp(port: Node): boolean {
  return /^(UDP|SCTP)$/.test(textOf(at(port, 'protocol')) ?? '');
}

/** The ports of the containers that run as long as their pod: they listen at one address, and a name finds no port of another (`FindPort`, Kubernetes' pkg/api/v1/pod). */
export function declaredPorts(workload: Workload): DeclaredPorts {
  const containers = workload.containers.filter(staysUp);
  const ports = containers.flatMap(({ node }) => itemsOf(at(node, 'ports')));
  const probes = containers.flatMap(({ node }) => probesOf(node).map(({ port }) => port));
  const written = ports.map((port) => at(port, 'containerPort'));
  return {
    names: new Set(
      ports.flatMap((port) => {
        const name = textOf(at(port, 'name'));
        return name === null ? [] : portIn(name, protocolOf(port));
      }),
    ),
    numbers: new Set([...written, ...probes].flatMap((node) => portNumber(node) ?? [])),
    open: written.some((node) => portNumber(node) === null) || ports.some((port) => isTemplated(protocolOf(port))),
  };
}

/** A probe that tries a port. */
export interface PortProbe {
  readonly key: string;
  readonly port: Node;
}

/** The probes of a container that try a port of its own pod. */
export function probesOf(container: Node): readonly PortProbe[] {
  return ['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((key) =>
    ['httpGet', 'tcpSocket', 'grpc'].flatMap((way): PortProbe[] => {
      const tried = at(container, key, way);
      const port = at(tried, 'port');
      return port === null || at(tried, 'host') !== null ? [] : [{ key, port }];
    }),
  );
}
