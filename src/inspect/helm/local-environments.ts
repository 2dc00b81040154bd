import { hostsOf } from '../kubernetes/backends.ts';
import type { DeployedObject } from '../kubernetes/workload.ts';
import { at, textOf } from '../yaml/node.ts';

/**
 * Of the environments of charts, those that only a developer's machine can run: they take an image from that machine, or answer at its own address, whatever they are called.
 * What is made with their values alone is never deployed on the platform. Pure.
 */
export function localEnvironments(objects: readonly DeployedObject[]): ReadonlySet<string> {
  return new Set(objects.filter(isLocal).flatMap(({ resource }) => resource.assembledBy ?? []));
}

function isLocal({ resource, workloads }: DeployedObject): boolean {
  const images = workloads.flatMap(({ containers }) => containers.flatMap(({ node }) => textOf(at(node, 'image')) ?? []));
  const hosts = hostsOf(resource).flatMap((host) => textOf(host) ?? []);
  return images.some((image) => ownImage.test(image)) || hosts.some((host) => ownHost.test(host));
}

/** Registries that kind, k3d and Docker keep on the machine itself. */
const ownImage = /^(localhost|127\.0\.0\.1|host\.docker\.internal|kind-registry|k3d-[\w.-]+)(:\d+)?\//;

/** Names that lead to the machine itself (RFC 6761), those of nip.io and sslip.io among them. */
const ownHost = /(^|\.)localhost$|(^|[.-])127[.-]0[.-]0[.-]1\.(nip|sslip)\.io$/i;
