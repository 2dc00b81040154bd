import { baseName } from './paths.ts';

/** True for a file that Helmfile reads by itself, by its path ("Configuration", Helmfile documentation). */
export function isHelmfile(path: string): boolean {
  return /^helmfile\.ya?ml(\.gotmpl)?$/i.test(baseName(path)) || /(^|\/)helmfile\.d\/[^/]+\.ya?ml(\.gotmpl)?$/i.test(path);
}
