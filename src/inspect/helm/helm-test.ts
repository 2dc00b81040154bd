import type { Resource } from '../kubernetes/resource.ts';
import { at, textOf } from '../yaml/node.ts';

/**
 * True for an object that `helm test` alone makes ("Chart Tests", Helm documentation). One that is installed as well (`pre-install,test`) is not: `--skip-tests` leaves it out, an
 * installation does not (tried with Helm 4.1).
 */
export function isForHelmTest({ body }: Pick<Resource, 'body'>): boolean {
  const hooks = textOf(at(body, 'metadata', 'annotations', 'helm.sh/hook')) ?? '';
  return hooks.trim() !== '' && hooks.split(',').every((hook) => /^\s*test(-success)?\s*$/.test(hook));
}
