import { parseImageName } from '../images/reference.ts';
import { versionOf } from '../images/version.ts';
import type { ToFix } from './fix.ts';
import { ownScalar, writtenPairs } from './written-pairs.ts';

/** What follows the name of an image where the repository fixes its version: `:1.27`, `@sha256:…`. */
export type KnownVersions = (written: string) => string | null;

/**
 * The one version at which the repository's own files fix an image elsewhere; null where none does, several differ, or it names a variant: `22-alpine` is another
 * system than the one that `node` alone is made of.
 */
export function knownVersions({ dockerfiles, files }: Pick<ToFix, 'dockerfiles' | 'files'>): KnownVersions {
  const written = [
    ...dockerfiles.flatMap(({ stages }) => stages.flatMap(({ base }) => (base.kind === 'image' ? (base.image ?? []) : []))),
    ...[...files].flatMap(([path, text]) => (/\.ya?ml$/.test(path) ? imagesIn(text) : [])),
  ];
  const versions = new Map<string, Set<string>>();
  for (const image of written) {
    const key = keyOf(image);
    const suffix = versionOf(image).kind === 'fixed' ? suffixOf(image) : null;
    if (key !== null && suffix !== null) versions.set(key, (versions.get(key) ?? new Set()).add(suffix));
  }
  return (image) => {
    const known = [...(versions.get(keyOf(image) ?? '') ?? [])];
    const [only] = known;
    return known.length !== 1 || only === undefined || variant.test(only) ? null : only;
  };
}

/** A word after the number, that is not one of a version on its way, nor of a commit. */
const variant = /^:[^@]*-(?!(rc|alpha|beta|pre|snapshot|build|[0-9a-f]{7,40}($|@)))[a-z]/i;

function imagesIn(text: string): readonly string[] {
  if (!text.includes('image:')) return [];
  return writtenPairs(text)
    .filter(({ key }) => key === 'image')
    .flatMap((pair) => ownScalar(pair, text) ?? [])
    .map(({ says }) => says);
}

function keyOf(image: string): string | null {
  const parsed = parseImageName(image);
  return parsed === null ? null : `${parsed.registry}/${parsed.repository}`;
}

function suffixOf(image: string): string | null {
  const [suffix] = /[:@][\w.:@-]+$/.exec(image.slice(image.lastIndexOf('/') + 1)) ?? [];
  return suffix ?? null;
}
