import type { Registries } from '../../config/registries-schema.ts';
import { say, type Sentence } from '../../words/sentence.ts';
import { parseRegistry } from './reference.ts';

/** Public registries that teams take base images from. */
const otherPublic =
  /^(([\w-]+\.)?gcr\.io|registry\.k8s\.io|mcr\.microsoft\.com|public\.ecr\.aws|cgr\.dev|registry\.access\.redhat\.com|docker\.elastic\.co|nvcr\.io|lscr\.io|dhi\.io|registry\.gitlab\.com|[\w-]+-docker\.pkg\.dev|container-registry\.oracle\.com|codeberg\.org|registry\.suse\.com|registry\.opensuse\.org|registry\.fedoraproject\.org|registry\.centos\.org)$/;

/** A Harbor, or a registry of the platform's domain inside the ministry, which the policy of external clusters admits beside it. */
const platformLike = /(^|[.-])harbor[.-]|\.dso\.interieur\.rie\.gouv\.fr$/;

/** What the policy says of the name of an image. It looks at how the name starts as it is written ("Restrict Image Registries", Kyverno). */
export type RegistryStanding =
  | { readonly kind: 'allowed'; readonly remark: string | null }
  /** The name says no registry, or Docker Hub's by another name: engines take Docker Hub, the policy perhaps not. */
  | { readonly kind: 'implicit' }
  /** Only known when it is built or deployed. */
  | { readonly kind: 'unknown' }
  /** Perhaps the platform's own, whose address the process does not name. */
  | { readonly kind: 'perhaps-platform'; readonly registry: string }
  /** `public`: not in the list, and everybody may read it. */
  | { readonly kind: 'public' | 'foreign'; readonly registry: string };

/** Where an image stands by the start of its name; the registry counts as soon as it is written, whatever is left to put in after it. */
export function registryStanding(written: string, registries: Registries): RegistryStanding {
  const allowed = registries.find(({ prefix }) => startsWith(written, prefix));
  if (allowed !== undefined) return { kind: 'allowed', remark: allowed.remark ?? null };
  const registry = parseRegistry(written);
  if (registry === null) return { kind: 'unknown' };
  if (registry === 'docker.io') return { kind: 'implicit' };
  if (platformLike.test(registry)) return { kind: 'perhaps-platform', registry };
  return { kind: otherPublic.test(registry) ? 'public' : 'foreign', registry };
}

function startsWith(written: string, prefix: string): boolean {
  if (!prefix.startsWith('*.')) return written.startsWith(prefix);
  const [host = ''] = written.split('/', 1);
  const domain = prefix.slice(1, -1);
  return written.length > host.length && host.endsWith(domain) && /^[a-z0-9.-]+$/i.test(host);
}

/** The name as the policy wants it, Docker Hub's registry written. */
export function withRegistry(written: string): string {
  const name = written.replace(/^(index\.|registry-1\.|registry\.)?(docker\.io|hub\.docker\.com)\//i, '');
  return name.includes('/') ? `docker.io/${name}` : `docker.io/library/${name}`;
}

/** Why an image of that registry is refused. */
export function refusedRegistry(registry: string, registries: Registries): Sentence {
  return say`le registre ${registry} n’est pas autorisé ; sont admis ${allowedList(registries)}`;
}

/** Why an image of that registry may be refused. */
export function perhapsPlatformRegistry(registry: string): Sentence {
  return say`le registre ${registry} n’est admis que si c’est celui de la plateforme : la Service Team peut l’ajouter au processus (registries)`;
}

/** The registries of the policy, as a sentence lists them. */
export function allowedList(registries: Registries): Sentence {
  return [registries.map(({ prefix }) => prefix.replace(/\/$/, '')).join(', ')];
}
