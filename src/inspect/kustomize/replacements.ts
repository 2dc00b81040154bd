import { resolvePath } from '../files/paths.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { asMap, at, itemsOf, type Node, textOf } from '../yaml/node.ts';
import { readDocuments } from '../yaml/read-documents.ts';

/** Where a kustomization finds the files that it names. */
export interface ReplacementFiles {
  readonly folder: string;
  readonly texts: ReadonlyMap<string, string>;
}

/** The replacements that a kustomization lists, those of the files that it names among them; null where one of these was not read ("replacements", Kustomize's reference). */
export function readReplacements(listed: Node | null, { folder, texts }: ReplacementFiles): readonly Node[] | null {
  const found: Node[] = [];
  for (const item of itemsOf(listed)) {
    const written = textOf(at(item, 'path'));
    const path = written === null ? null : resolvePath(folder, written);
    const text = path === null ? undefined : texts.get(path);
    if (written === null) found.push(item);
    else if (path === null || text === undefined) return null;
    else {
      const { documents, troubles } = readDocuments({ path, text });
      if (documents.length === 0 || troubles.some(({ kind }) => kind !== 'ambiguous')) return null;
      found.push(...documents.flatMap((document) => (document.kind === 'list' ? document.items : [document])));
    }
  }
  return found;
}

/** True for replacements whose fields are not surely those of names, hosts or annotations. */
export function replacesInPods(replacements: readonly Node[]): boolean {
  return replacements.some((one) => {
    const targets = itemsOf(at(one, 'targets'));
    const fields = targets.flatMap((target) => itemsOf(at(target, 'fieldPaths')));
    const isElsewhere = targets.length === 0 || targets.some((target) => itemsOf(at(target, 'fieldPaths')).length === 0);
    return (
      isElsewhere || fields.some((field) => !/^(metadata|data|spec\.(rules|tls|dnsNames|hosts?)|webhooks)\b/.test(textOf(field) ?? ''))
    );
  });
}

/** True where one of them may change the object: it selects it, or what it selects is not told by a plain kind and name. */
export function mayReplaceIn(replacements: readonly Node[], { kind, name }: Resource): boolean {
  return replacements.some((one) => {
    const targets = itemsOf(at(one, 'targets'));
    return targets.length === 0 || targets.some((target) => isSelected(at(target, 'select'), { kind, name }));
  });
}

/** A name may be that of before a prefix or a suffix: it tells nothing alone. */
function isSelected(select: Node | null, { kind, name }: Pick<Resource, 'kind' | 'name'>): boolean {
  if (asMap(select) === null) return true;
  const [wantedKind, wantedName] = [textOf(at(select, 'kind')), textOf(at(select, 'name'))];
  if (wantedKind !== null && /^[A-Za-z]+$/.test(wantedKind) && wantedKind !== kind) return false;
  const isNamed = wantedName !== null && /^[\w-]+$/.test(wantedName);
  return !isNamed || wantedName.includes(name) || name.includes(wantedName);
}
