import { say, type Sentence } from '../../words/sentence.ts';
import { type Backend, backendsOf } from '../kubernetes/backends.ts';
import {
  declaredPorts,
  type DeclaredPorts,
  isNotTcp,
  isPortName,
  portIn,
  protocolOf,
  isRefusedPort,
  portNumber,
  probesOf,
} from '../kubernetes/declared-ports.ts';
import { groupOf } from '../kubernetes/kinds.ts';
import { named, type Neighbours, selectedBy } from '../kubernetes/neighbours.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { isTemplated } from '../kubernetes/templated.ts';
import type { Workload } from '../kubernetes/workload.ts';
import { at, isAbsent, itemsOf, type Node, textOf } from '../yaml/node.ts';
import { replaceable, type RuleFinding, type Told, undetermined } from './finding.ts';
import { eachAmongOthers, type Rule } from './rule.ts';

/**
 * `port-coherence`: probes, services and what sends to services name ports that exist where they send. A name that nothing bears is surely wrong; a number that
 * nothing declares may be listened on all the same.
 */
export const portCoherence: Rule = (repository) =>
  eachAmongOthers(repository, ({ resource, workloads }, neighbours) => {
    const backends = backendsOf(resource);
    if (backends.length > 0) return backends.flatMap((backend) => judgeBackend(backend, { resource, neighbours }));
    if (resource.kind === 'Service' && groupOf(resource) === '') return judgeService(resource, neighbours);
    const probed = workloads.flatMap((workload) => [...judgePorts(workload), ...judgeProbes(workload)]);
    return workloads.length === 0 ? null : probed;
  });

/** Kubernetes refuses the whole object. */
function judgePorts({ containers, resource }: Workload): readonly RuleFinding[] {
  const ports = containers.flatMap(({ node }) => itemsOf(at(node, 'ports')));
  return ports.flatMap((port) => [at(port, 'name'), at(port, 'containerPort')]).flatMap((node) => refused(node, resource));
}

function refused(node: Node | null, resource: Resource): readonly RuleFinding[] {
  if (node === null || !isRefusedPort(node)) return [];
  const because = say`Kubernetes refuse le port ${textOf(node) ?? ''} : un nombre va de 1 à 65535, un nom a 15 caractères au plus, des minuscules, des chiffres, des tirets simples et au moins une lettre`;
  return [replaceable({ place: node.place, because }, resource)];
}

function judgeProbes(workload: Workload): readonly RuleFinding[] {
  const ports = declaredPorts({ ...workload, containers: workload.containers.map((one) => ({ ...one, node: withoutProbes(one.node) })) });
  return workload.containers.flatMap(({ node, name }) => {
    const names = new Set(itemsOf(at(node, 'ports')).flatMap((port) => textOf(at(port, 'name')) ?? []));
    const isDeaf = (text: string) => {
      const aimed = itemsOf(at(node, 'ports')).filter(
        (one) => textOf(at(one, 'name')) === text || textOf(at(one, 'containerPort')) === text,
      );
      return aimed.length > 0 && aimed.every(isNotTcp);
    };
    return probesOf(node).flatMap(({ key, port }): readonly RuleFinding[] => {
      const text = textOf(port);
      const number = portNumber(port);
      if (text === null || isTemplated(text)) return [];
      if (isDeaf(text)) {
        const because = say`${key} du conteneur ${name} vise le port ${text}, qui n’est pas déclaré en TCP, la seule sorte qu’une sonde essaie : si rien n’y écoute en TCP, le pod ne sera jamais prêt`;
        return [undetermined({ place: port.place, because }, workload.resource)];
      }
      if (number === null) {
        if (names.has(text)) return [];
        const because = say`${key} du conteneur ${name} vise le port ${text}, qu’aucun de ses ports ne porte pour nom : le pod ne sera jamais prêt`;
        return [replaceable({ place: port.place, because }, workload.resource)];
      }
      if (ports.open || ports.numbers.size === 0 || ports.numbers.has(number)) return [];
      const because = say`${key} du conteneur ${name} vise le port ${number}, qui n’est pas parmi les ports déclarés (${listed(ports)}) : si rien n’y écoute, le pod ne sera jamais prêt`;
      return [undetermined({ place: port.place, because }, workload.resource)];
    });
  });
}

function withoutProbes<One extends { readonly kind: 'map'; readonly entries: ReadonlyMap<string, unknown> }>(node: One): One {
  return { ...node, entries: new Map([...node.entries].filter(([key]) => !key.endsWith('Probe'))) };
}

function judgeService(service: Resource, neighbours: Neighbours): readonly RuleFinding[] {
  const { body, name } = service;
  const ports = itemsOf(at(body, 'spec', 'ports'));
  const wrong = ports.flatMap((port) => refused(targetOf(port), service));
  if (wrong.length > 0) return wrong;
  if (textOf(at(body, 'spec', 'type')) === 'ExternalName' || isAbsent(at(body, 'spec', 'selector'))) return [];
  const selected = selectedBy(service, neighbours);
  if (selected === null || isLeftOpen(service)) return [];
  if (selected.length === 0) {
    const place = at(body, 'spec', 'selector')?.place ?? service.place;
    const because = say`aucun pod de ce dépôt ne porte les étiquettes que le service ${name} choisit : ${command('endpoints', name)} le tranche`;
    return [undetermined({ place, because }, service)];
  }
  // A service without an address of its own sends no port to another.
  if (textOf(at(body, 'spec', 'clusterIP')) === 'None') return [];
  return ports.flatMap((port) => judgeTarget(targetOf(port), { service, selected, protocol: protocolOf(port) }));
}

/** A target that is left empty, or 0, is the port of the service. */
function targetOf(port: Node): Node | null {
  const target = at(port, 'targetPort');
  return target === null || isAbsent(target) || /^0?$/.test(textOf(target) ?? '') ? at(port, 'port') : target;
}

/** What a label says is only known when it is deployed. */
function isLeftOpen({ body }: Resource): boolean {
  const selector = at(body, 'spec', 'selector');
  return selector?.kind === 'map' && [...selector.entries.values()].some(({ value }) => isTemplated(textOf(value) ?? ''));
}

function judgeTarget(
  target: Node | null,
  { service, selected, protocol }: { service: Resource; selected: readonly Workload[]; protocol: string },
): readonly RuleFinding[] {
  const text = textOf(target);
  if (target === null || text === null || isTemplated(text) || isTemplated(protocol)) return [];
  const ports = selected.map(declaredPorts);
  const number = portNumber(target);
  const name = portIn(text, protocol);
  const lacking = selected.filter((_, index) => {
    const declared = ports[index];
    return declared !== undefined && !declared.open && !(number === null ? declared.names.has(name) : declared.numbers.has(number));
  });
  const [first] = lacking;
  if (first === undefined) return [];
  const declared = declaredPorts(first);
  if (number === null) {
    const because = say`le service ${service.name} vise le port ${text}, qu’aucun port ${protocol} des pods de ${first.resource.name} ne porte pour nom : il ne répond pas`;
    return [unless(lacking.length < selected.length, { place: target.place, because }, [service, first.resource])];
  }
  const because =
    declared.numbers.size === 0
      ? say`les pods de ${first.resource.name} ne déclarent aucun port : qu’ils écoutent sur ${number}, que vise le service ${service.name}, reste à vérifier`
      : say`le service ${service.name} vise le port ${number}, qui n’est pas parmi ceux que déclarent les pods de ${first.resource.name} (${listed(declared)}) : si rien n’y écoute, il ne répond pas`;
  return [undetermined({ place: target.place, because }, service)];
}

interface Sender {
  readonly resource: Resource;
  readonly neighbours: Neighbours;
}

function judgeBackend({ service, port }: Backend, { resource, neighbours }: Sender): readonly RuleFinding[] {
  const name = textOf(service);
  if (name === null || isTemplated(name)) return [];
  const found = named(resource, neighbours, { kind: 'Service', name });
  const [first] = found;
  if (first === undefined) {
    const because = say`le service ${name}, auquel ${resource.kind} ${resource.name} envoie, n’est pas dans ce dépôt : ${command('service', name)} le tranche`;
    return [undetermined({ place: service.place, because }, resource)];
  }
  const text = textOf(port);
  if (port === null || text === null || isTemplated(text) || found.some((one) => isServed(one, { port, kind: resource.kind }))) return [];
  const served = itemsOf(at(first.body, 'spec', 'ports')).flatMap((one) =>
    [textOf(at(one, 'port')), textOf(at(one, 'name'))].flatMap((written) => written ?? []),
  );
  const because = say`${resource.kind} ${resource.name} envoie au port ${text} du service ${name}, qui n’a que ${served.join(', ') || 'aucun port'} : l’adresse répondra 503`;
  // A route of OpenShift may name a port of the pods by its number.
  return [unless(resource.kind === 'Route' && portNumber(port) !== null, { place: port.place, because }, [resource, first])];
}

function isServed({ body }: Resource, { port, kind }: { readonly port: Node; readonly kind: string }): boolean {
  const ports = itemsOf(at(body, 'spec', 'ports'));
  const text = textOf(port) ?? '';
  // One port alone of a service needs no name, and a chart or a patch may still write it.
  if (ports.length === 0 || ports.some((one) => [at(one, 'port'), at(one, 'name')].some((node) => isTemplated(textOf(node) ?? ''))))
    return true;
  if (portNumber(port) === null && !isPortName(text)) return true;
  return ports.some((one) => {
    const numbers = kind === 'Route' ? [at(one, 'targetPort'), at(one, 'port')] : [at(one, 'port')];
    return portNumber(port) === null ? textOf(at(one, 'name')) === text : numbers.some((node) => textOf(node) === text);
  });
}

/** A breach, unless something is not known: by the caller, or by what may still change one of the objects. */
function unless(isDoubtful: boolean, told: Told, resources: readonly [Resource, ...Resource[]]): RuleFinding {
  const [own] = resources;
  return isDoubtful ? undetermined(told, own) : replaceable(told, resources.find(({ open }) => open !== null) ?? own);
}

function listed({ numbers, names }: DeclaredPorts): string {
  return [...numbers, ...[...names].map((name) => name.replace(/\/TCP$/, ''))].join(', ');
}

function command(kind: string, name: string): Sentence {
  return say`${`kubectl get ${kind} ${name}`}`;
}
