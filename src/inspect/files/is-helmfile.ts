import { baseName } from './paths.ts';

/** True for a file that Helmfile reads by itself, or that is called as its own for an environment is (`helmfile-prod.yaml`), by its path ("Configuration", Helmfile documentation). */
export function isHelmfile(path: string): boolean {
  const isNamed = /^helmfile([-_.](?!(lock|values|schema|secrets?|tests?|local|ci)([-_.]|$))[^\W_]*)*\.ya?ml(\.gotmpl)?$/i;
  return isNamed.test(baseName(path)) || isHelmfileByDefault(path);
}

/** True for one that Helmfile reads unless it is told another. */
export function isHelmfileByDefault(path: string): boolean {
  return /^helmfile\.ya?ml(\.gotmpl)?$/i.test(baseName(path)) || /(^|\/)helmfile\.d\/[^/]+\.ya?ml(\.gotmpl)?$/i.test(path);
}
