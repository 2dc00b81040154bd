import { say, type Sentence } from '../../words/sentence.ts';

/** The registries that the platform accepts, as its policy lists them; `bitnami/` is Docker Hub's. */
export const allowedRegistries = ['docker.io', 'harbor.io', 'registry.redhat.io', 'quay.io', 'ghcr.io'] as const;

/** Public registries that the policy does not list. */
const otherPublic =
  /^(([\w-]+\.)?gcr\.io|registry\.k8s\.io|mcr\.microsoft\.com|public\.ecr\.aws|cgr\.dev|registry\.access\.redhat\.com|docker\.elastic\.co|nvcr\.io|lscr\.io|dhi\.io|registry\.gitlab\.com|[\w-]+-docker\.pkg\.dev|container-registry\.oracle\.com|codeberg\.org|registry\.suse\.com|registry\.opensuse\.org|registry\.fedoraproject\.org|registry\.centos\.org)$/;

/**
 * Where an image comes from: a registry of the policy; one that may be the platform's own Harbor, whose address the repository cannot tell; a public
 * registry out of the list; any other.
 */
export type RegistryStanding = 'allowed' | 'perhaps-platform' | 'public' | 'foreign';

/** What the policy says of an image's registry. */
export function registryStanding(registry: string): RegistryStanding {
  if (allowedRegistries.some((allowed) => allowed === registry)) return 'allowed';
  if (/(^|[.-])harbor[.-]/.test(registry)) return 'perhaps-platform';
  return otherPublic.test(registry) ? 'public' : 'foreign';
}

/** Why an image of that registry is refused. */
export function refusedRegistry(registry: string): Sentence {
  return say`le registre ${registry} n’est pas autorisé ; sont admis ${allowedList}`;
}

/** Why an image of that registry may be refused. */
export function perhapsPlatformRegistry(registry: string): Sentence {
  return say`le registre ${registry} n’est admis que si c’est le Harbor de la plateforme`;
}

/** The registries of the policy, as a sentence lists them. */
export const allowedList: Sentence = [allowedRegistries.join(', ')];
