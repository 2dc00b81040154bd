import { fileKind } from './file-kind.ts';
import { isHelmfile } from './is-helmfile.ts';
import { inside, parentFolder } from './paths.ts';

/** The helmfile that lies above a path, or beside it, and is none among examples or tests; null where none does. */
export function helmfileOf(path: string, paths: readonly string[]): string | null {
  const isAbove = (one: string) => `${parentFolder(path)}/`.startsWith(inside(homeOf(one)));
  return paths.find((one) => isHelmfile(one) && fileKind(one) === 'helmfile' && isAbove(one)) ?? null;
}

/** What a folder of helmfiles deploys lies beside it. */
function homeOf(helmfile: string): string {
  return parentFolder(helmfile).replace(/(^|\/)helmfile\.d$/, '');
}
