import type { Place } from '../../dossier/checks/check.ts';
import { at, isAbsent, listed, type Node, textOf } from '../yaml/node.ts';

/** A name as a CI file writes it. */
export interface WrittenName {
  readonly name: string;
  readonly place: Place;
}

/** What `include` brings, besides the files of the repository that were read. */
export type Include =
  /** A file of the platform's catalogue; `isMain`: of the branch that the list of its jobs was made from. */
  | (WrittenName & { readonly from: 'catalogue'; readonly isMain: boolean })
  /** Anything else, which was not read. */
  | (WrittenName & { readonly from: 'elsewhere' })
  /** A file of the repository, which is not there. */
  | (WrittenName & { readonly from: 'absent' });

/** A file, or files, of the repository. */
export interface LocalInclude extends WrittenName {
  readonly from: 'here';
  /** Taken under conditions, or with values of its own. */
  readonly isConditional: boolean;
}

/** What a CI file includes, in its order. */
export function readIncludes(node: Node | null): readonly (Include | LocalInclude)[] {
  return listed(node).flatMap(readInclude);
}

/** The names of a list, or the one that stands where a list may. */
export function namesIn(node: Node | null): readonly WrittenName[] {
  return listed(node).flatMap((item) => {
    const name = textOf(item);
    return name === null ? [] : [{ name, place: item.place }];
  });
}

function readInclude(node: Node): readonly (Include | LocalInclude)[] {
  const { place } = node;
  const plain = textOf(node);
  const local = plain !== null && !/^https?:\/\//i.test(plain) ? plain : textOf(at(node, 'local'));
  if (local !== null) {
    const isConditional = ['rules', 'inputs'].some((key) => !isAbsent(at(node, key)));
    return [{ from: 'here', name: local, place, isConditional }];
  }
  const project = textOf(at(node, 'project'));
  if (project === null) {
    const name = plain ?? ['remote', 'template', 'component'].flatMap((key) => textOf(at(node, key)) ?? []).at(0) ?? 'include';
    return [{ from: 'elsewhere', name, place }];
  }
  const files = namesIn(at(node, 'file'));
  if (!/^\$\{?CATALOG_PATH\}?$/.test(project)) return [{ from: 'elsewhere', name: project, place }];
  const ref = textOf(at(node, 'ref'));
  const isMain = ref === null || /^(main|HEAD)$/.test(ref);
  return files.map((file) => ({ from: 'catalogue', name: file.name.replace(/^\//, ''), place: file.place, isMain }));
}
