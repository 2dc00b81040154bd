import { isTemplated } from '../kubernetes/templated.ts';

/** A container image's name in its parts, Docker Hub's implicit ones filled in. */
export interface ImageReference {
  /** Lower case; `docker.io` when none is written. */
  readonly registry: string;
  /** `library/nginx`. */
  readonly repository: string;
  readonly tag: string | null;
  readonly digest: string | null;
}

/** Reads an image's name as container engines do; null for one that they refuse, as with spaces, capitals or a part that is empty: it holds the place of another. */
export function parseImage(written: string): ImageReference | null {
  const name = written.trim().replace(/^docker:\/\//, '');
  if (name === '' || name.length > 1_000 || /\s/.test(name)) return null;
  const [beforeDigest = '', digest = null] = name.split('@', 2);
  const slash = beforeDigest.lastIndexOf('/');
  const colon = beforeDigest.indexOf(':', slash + 1);
  const path = colon === -1 ? beforeDigest : beforeDigest.slice(0, colon);
  const tag = colon === -1 ? null : beforeDigest.slice(colon + 1);
  const [first = '', ...rest] = path.split('/');
  const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  const registry = hasRegistry ? first.toLowerCase() : 'docker.io';
  const repository = hasRegistry ? rest.join('/') : path;
  if (path.split('/').includes('') || /[A-Z]/.test(repository)) return null;
  const isHub = /^(index\.|registry-1\.|registry\.)?(docker\.io|hub\.docker\.com)$/.test(registry);
  const isOfficial = isHub && !repository.includes('/');
  return {
    registry: isHub ? 'docker.io' : registry,
    repository: isOfficial ? `library/${repository}` : repository,
    tag: tag === '' ? null : tag,
    digest,
  };
}

/** The name of an official image of Docker, of Docker Hub or of the mirror that Amazon keeps of these ("Docker official images", Amazon ECR Public); null for any other. */
export function officialName({ registry, repository }: ImageReference): string | null {
  const folder = { 'docker.io': 'library/', 'public.ecr.aws': 'docker/library/' }[registry];
  return folder !== undefined && repository.startsWith(folder) ? repository.slice(folder.length) : null;
}

/** The registry of a name whose end may be left to put in (`quay.io/${NAME}`, `postgres:${VERSION}`); null where the registry itself is not known. */
export function parseRegistry(written: string): string | null {
  const [first = '', ...rest] = written.split('/');
  if (rest.length > 0 && /^([\w-]+(\.[\w-]+)+|localhost)(:\d+)?$/.test(first)) return parseImage(`${first}/image`)?.registry ?? null;
  return parseImageName(written)?.registry ?? null;
}

/** Reads a name whose version may be left to put in, which then counts as not written; null where more than that is. */
export function parseImageName(written: string): ImageReference | null {
  const name = written.replace(/[:@][^/@]*$/, '');
  if (!isTemplated(written)) return parseImage(written);
  return isTemplated(name) ? null : parseImage(name);
}
