import { isTemplated } from '../kubernetes/templated.ts';
import { parseImage } from './reference.ts';

/** The version that the name of an image gives; `unknown`: only when it is built or deployed. */
export type ImageVersion =
  | { readonly kind: 'fixed' }
  | { readonly kind: 'unknown' }
  /** `none`: engines take `latest`. `name`: what comes before the version. */
  | { readonly kind: 'latest' | 'none'; readonly name: string };

/** Reads the version at the end of a name; what comes before the last slash may be left to put in. */
export function versionOf(written: string): ImageVersion {
  if (/@sha256:[0-9a-f]{64}$/.test(written)) return { kind: 'fixed' };
  // `ko` builds it, and gives it a digest ("Kubernetes integration", ko documentation).
  if (written.startsWith('ko://')) return { kind: 'unknown' };
  const name = written.replace(/:(latest)?$/, '');
  const [, tag] = /:([\w.-]+)$/.exec(written) ?? [];
  const end = written.slice(written.lastIndexOf('/') + 1);
  if (isTemplated(end))
    return tag === undefined || isTemplated(tag) ? { kind: 'unknown' } : tag === 'latest' ? { kind: 'latest', name } : { kind: 'fixed' };
  // The registry and the folders left to put in do not change what the end says.
  const image = parseImage(isTemplated(written) ? end : written);
  if (image === null) return { kind: 'unknown' };
  if (image.digest !== null) return { kind: 'fixed' };
  return image.tag === null ? { kind: 'none', name } : image.tag === 'latest' ? { kind: 'latest', name } : { kind: 'fixed' };
}
