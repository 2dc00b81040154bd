import { say, type Sentence } from '../../words/sentence.ts';
import { isQuiet } from '../kubernetes/kinds.ts';
import type { Opaque } from '../sight.ts';

/** What a line of a tool's file makes that nobody sees here. */
export interface Hidden {
  /** From 1. */
  readonly line: number;
  readonly because: Sentence;
  readonly hides: Opaque['hides'];
}

/** What a reader of tools' files asks of the rest of the repository. */
export interface Surroundings {
  /** Of the file that is read. */
  readonly path: string;
  /** True for a helmfile, or what one names: it answers for it. */
  readonly isOfHelmfile: boolean;
  /** True for a file or a folder, named from the file's folder, the root or a folder between, of which the checks read the objects. */
  readonly isRead: (written: string) => boolean;
  /** True for the folder of a chart, named so. */
  readonly isChart: (written: string) => boolean;
  readonly hasCharts: boolean;
  /** True where there are manifests, or a kustomization. */
  readonly hasManifests: boolean;
}

/** Objects that are in no file of the repository that is read. */
export function madeHere(line: number, hides: Opaque['hides'] = 'objects'): Hidden {
  return { line, because: say`ce fichier sert à produire des objets, qui n’ont pas été vus`, hides };
}

/** Objects of a program that others wrote, by its name. */
export function madeBy(line: number, name: string): Hidden {
  return { line, because: say`${bareAddress(name)} sert à déployer des objets, qui n’ont pas été vus`, hides: 'objects' };
}

/** Objects of an address, or of a file that is not read. */
export function takenElsewhere(line: number, written: string): Hidden {
  return { line, because: say`ce fichier déploie ${bareAddress(written)}, qui n’a pas été lu`, hides: 'objects' };
}

/** An address without what precedes its host, which may hold a password, nor what follows its path. Where the two cannot be told apart, nothing but its scheme. */
function bareAddress(written: string): string {
  const [, scheme = '', rest = ''] = /^([a-z][a-z+.-]*:\/\/)?(.*)$/is.exec(written) ?? [];
  const shown = withoutUser(rest);
  return (shown === null ? `${scheme}…` : `${scheme}${shown.replace(/[?#].*$/s, '')}`).slice(0, 200);
}

function withoutUser(rest: string): string | null {
  const [before, after] = [rest.slice(0, Math.max(rest.lastIndexOf('@'), 0)), rest.slice(rest.lastIndexOf('@') + 1)];
  // A host, then a path: what stands behind is a version, or a part of a query.
  if (/^[\w-]+(\.[\w-]+)+(:\d+)?\//.test(before)) return rest;
  if (!/[/?#]/.test(before)) return after;
  return !before.includes('@') && /^[^/?#]+:(?!\d+[/?#])/.test(before) ? after : null;
}

/** A chart that the repository does not hold: named with its version, it is somebody else's, as a dependency is. */
export function otherChart(line: number, { path, name, version }: { path: string; name: string; version: string | null }): Hidden {
  if (version === null || !/^v?\d[\w.+-]*$/.test(version))
    return {
      line,
      because: say`ce fichier installe le chart ${bareAddress(name)}, dont la version n’est pas dite : ses objets n’ont pas été vus`,
      hides: 'objects',
    };
  const because = say`le chart ${`${bareAddress(name)} ${version}`}, que ${path} installe, n’est pas dans le dépôt : ses objets n’ont pas été vus`;
  return { line, because, hides: 'objects-of-others' };
}

/** Kinds of which no rule speaks. */
const quietKind =
  /^(Namespace|Project(Request)?|Secret|SealedSecret|ExternalSecret|SecretStore|ClusterSecretStore|ServiceAccount|(Cluster)?Role(Binding)?|NetworkPolicy|ResourceQuota|LimitRange|(Cluster)?Issuer|Certificate|PriorityClass|StorageClass|CustomResourceDefinition|ImageStream|SecurityContextConstraints)$/;

/** What objects written in a text hide, by the kinds that it names: nothing, data of ConfigMaps, or objects of which rules speak. A text that names none may be any object. */
export function hiddenIn(text: string): 'nothing' | 'data' | 'objects' {
  const kinds = text.split(/^\s*---/m).flatMap(kindsOf);
  if (kinds.length === 0) return 'objects';
  const loud = kinds.filter(({ group, kind }) => !quietKind.test(kind) && !isQuiet(group, kind));
  return loud.length === 0 ? 'nothing' : loud.every(({ kind }) => kind === 'ConfigMap') ? 'data' : 'objects';
}

/** The kinds that a document names, in the group that it names, if that is one. */
function kindsOf(document: string): readonly { readonly group: string; readonly kind: string }[] {
  const groups = new Set([...document.matchAll(/\bapiVersion["']?\s*[:=]\s*["']?([\w.-]+)\//g)].flatMap(([, group]) => group ?? []));
  const [group = ''] = groups.size === 1 ? groups : [];
  return [...document.matchAll(/\bkind["']?\s*[:=]\s*["']?([A-Za-z]+)/g)].flatMap(([, kind]) =>
    kind === undefined ? [] : [{ group, kind }],
  );
}

/** The same, as what is told of a line. */
export function madeOf(line: number, text: string): readonly Hidden[] {
  const hides = hiddenIn(text);
  return hides === 'nothing' ? [] : [madeHere(line, hides)];
}
