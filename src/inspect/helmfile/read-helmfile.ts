import type { TextFile } from '../files/text-file.ts';
import { isNotDeployed } from '../helm/environments.ts';
import { joinValues } from '../helm/join-values.ts';
import { hidden, type Opaque } from '../sight.ts';
import { say, type Sentence } from '../../words/sentence.ts';
import { asMap, at, booleanOf, entriesOf, isAbsent, itemsOf, type Node, textOf } from '../yaml/node.ts';
import { readDocuments } from '../yaml/read-documents.ts';
import type { Given } from './computed-texts.ts';
import { type Installed, joinInstalled } from './install.ts';
import { type Part, partsOf } from './parts.ts';
import { type InEnvironment, readRelease } from './read-release.ts';
import { unknownWithin } from './unknown-values.ts';
import { linesOf, readValuesFile, type Surroundings, writtenText } from './values-text.ts';

/** Parts, environments, their values and releases of one helmfile at most; one that has more was made to have them. */
const MAX_PARTS = 20;
const MAX_ENVIRONMENTS = 10;
const MAX_VALUES = 10;
const MAX_RELEASES = 50;

/** Keys of a helmfile that add nothing to its releases ("Configuration", Helmfile documentation). */
const quietKeys = new Set(
  'environments repositories releases helmDefaults helmBinary commonLabels templates lockFilePath missingFileHandler kubeContext'.split(
    ' ',
  ),
);

/** Of `helmDefaults`, those that change nothing of what is installed. */
const quietDefaults = new Set(
  'wait waitForJobs timeout force atomic createNamespace cleanupOnFail historyMax recreatePods verify kubeContext skipDeps disableValidation devel diffArgs syncArgs tls insecureSkipTLSVerify plainHttp'.split(
    ' ',
  ),
);

/**
 * What a helmfile installs, environment by environment. It is computed part by part, as Helmfile does it; what it says that the checks do not follow is a doubt at its
 * line. Pure; never throws.
 */
export function readHelmfile(file: TextFile, around: Surroundings): Installed {
  const parts = partsOf(file.text);
  if (parts.length > MAX_PARTS)
    return { installs: [], opaques: [hidden({ path: file.path, line: 1 }, say`ce helmfile a plus de ${MAX_PARTS} parties`)] };
  const { names, opaques } = environmentNames({ file, parts, around });
  const read = names.slice(0, MAX_ENVIRONMENTS).map((name) => inEnvironment({ file, parts, around, name }));
  const beyond =
    names.length > MAX_ENVIRONMENTS
      ? [hidden({ path: file.path, line: 1 }, say`ce helmfile a plus de ${MAX_ENVIRONMENTS} environnements`)]
      : [];
  return joinInstalled([{ installs: [], opaques: [...opaques, ...beyond] }, ...read]);
}

interface Whole {
  readonly file: TextFile;
  readonly parts: readonly Part[];
  readonly around: Surroundings;
}

interface Named extends Whole {
  readonly name: string;
}

/** Those that are deployed; one of them alone, without a name, where none is written. */
function environmentNames(whole: Whole): { readonly names: readonly string[]; readonly opaques: readonly Opaque[] } {
  const read = whole.parts
    .filter(({ text }) => /^environments:/m.test(text))
    .map((part) => readPart(part, { ...whole, name: 'default', given: givenOf('default', []) }));
  const names = read.flatMap(({ documents }) =>
    documents.flatMap((document) => entriesOf(at(document, 'environments')).map(({ key }) => key)),
  );
  const deployed = names.filter((name) => !isNotDeployed(name));
  const opaques = read.flatMap((part) => part.opaques);
  if (opaques.length > 0) return { names: [], opaques };
  if (deployed.length > 0) return { names: [...new Set(deployed)], opaques };
  if (names.every((name) => name === 'default')) return { names: ['default'], opaques };
  const because = say`ce helmfile n’a que des environnements d’un poste de travail : ce qui est déployé avec d’autres valeurs n’a pas été vu`;
  return { names: [], opaques: [hidden({ path: whole.file.path, line: 1 }, because)] };
}

function inEnvironment(whole: Named): Installed {
  const { file, around, name } = whole;
  const all: Installed[] = [];
  let values: readonly Node[] = [];
  for (const part of whole.parts) {
    const given = givenOf(name, values);
    const { documents, opaques } = readPart(part, { ...whole, given });
    all.push({ installs: [], opaques });
    if (opaques.length > 0) break;
    const where: InEnvironment = { ...around, helmfile: file.path, environment: name, given };
    for (const document of documents) {
      const own = environmentValues(at(document, 'environments', name), where);
      values = [...own.values, ...values];
      const releases = itemsOf(at(document, 'releases'));
      const tooMany =
        releases.length > MAX_RELEASES ? [hidden(document.place, say`ce helmfile installe plus de ${MAX_RELEASES} charts`)] : [];
      all.push({ installs: [], opaques: [...own.opaques, ...oddities(document), ...tooMany] });
      // What follows is computed with these values, or not at all.
      if (own.opaques.length > 0) return joinInstalled(all);
      all.push(...releases.slice(0, MAX_RELEASES).map((release) => readRelease(release, where)));
    }
  }
  return joinInstalled(all);
}

/** What a helmfile is given in an environment: the first values decide. */
function givenOf(name: string, values: readonly Node[]): Given {
  const joined = joinValues(values);
  const given = joined === null ? {} : valueOf(joined);
  return { Values: given, StateValues: given, Environment: { Name: name, Values: given }, Namespace: '' };
}

interface ReadPart {
  readonly documents: readonly Node[];
  readonly opaques: readonly Opaque[];
}

function readPart(part: Part, { file, around, parts, name, given }: Named & { readonly given: Given }): ReadPart {
  const line = (own: number) => part.firstLine + own - 1;
  const id = `${file.path} ${name} ${parts.indexOf(part)}`;
  const made = around.compute({ id, text: writtenText(part.text, { given, beside: around.folder }, around), given });
  const failed = (on: number, because: Sentence): ReadPart => ({
    documents: [],
    opaques: [hidden({ path: file.path, line: on }, because)],
  });
  if (made.kind === 'failed')
    return failed(line(made.at?.line ?? 1), say`ce helmfile ne se calcule pas (environnement ${name}) : ${made.because}`);
  const { lines } = linesOf(part.text, made.text);
  const { documents, troubles } = readDocuments({
    path: file.path,
    text: made.text,
    lineOf: (own) => line(lines === undefined ? own : (lines[own - 1] ?? 1)),
  });
  const [trouble] = troubles.filter(({ kind }) => kind !== 'ambiguous');
  if (trouble !== undefined) return failed(trouble.place.line, say`ce helmfile ne se lit pas (environnement ${name}) : ${trouble.because}`);
  const [odd] = documents.filter((document) => asMap(document) === null && !isAbsent(document));
  if (odd !== undefined) return failed(odd.place.line, say`ce helmfile ne se lit pas (environnement ${name})`);
  return { documents, opaques: [] };
}

interface OwnValues {
  /** The first decides. */
  readonly values: readonly Node[];
  readonly opaques: readonly Opaque[];
}

function environmentValues(environment: Node | null, where: InEnvironment): OwnValues {
  const values: Node[] = [];
  const doubt = (node: Node | null, because: Sentence): OwnValues => ({
    values,
    opaques: [
      hidden(node?.place ?? { path: where.helmfile, line: 1 }, say`l’environnement ${where.environment} de ce helmfile ${because}`),
    ],
  });
  const [odd] = entriesOf(environment).filter(({ key, value }) => !quietEnvironment.has(key) && !isAbsent(value));
  if (odd !== undefined) return doubt(odd.value, say`emploie ${odd.key}, que l’application ne suit pas`);
  const items = itemsOf(at(environment, 'values'));
  if (items.length > MAX_VALUES) return doubt(items[0] ?? environment, say`a plus de ${MAX_VALUES} fichiers de valeurs`);
  for (const item of items) {
    const written = textOf(item);
    const unknown = unknownWithin(item);
    if (unknown !== null) return doubt(item, say`emploie ${unknown}, dont la valeur n’est pas dans les fichiers lus`);
    if (written === null) {
      values.unshift(item);
    } else {
      const given = givenOf(where.environment, values);
      const read = readValuesFile(written, { id: `${where.helmfile} ${where.environment}`, given }, where);
      if (read.kind === 'absent') return doubt(item, say`demande le fichier de valeurs ${written}, qui n’est pas dans le dépôt`);
      if (read.kind === 'unknown') return doubt(item, say`ne se lit pas en entier : ${read.because}`);
      values.unshift(...readDocuments(read.values).documents.slice(0, 1));
    }
  }
  return { values, opaques: [] };
}

const quietEnvironment = new Set(['values', 'kubeContext']);

/** What a part says besides, and that may change what is installed. */
function oddities(document: Node): readonly Opaque[] {
  const odd = entriesOf(document).filter(({ key, value }) => !quietKeys.has(key) && !isAbsent(value));
  const defaults = entriesOf(at(document, 'helmDefaults')).filter(({ key, value }) => !quietDefaults.has(key) && !isAbsent(value));
  const unknown = entriesOf(document).filter(
    ({ key, value }) => key !== 'releases' && key !== 'repositories' && unknownWithin(value) !== null,
  );
  return [...odd, ...defaults, ...unknown]
    .slice(0, 1)
    .map(({ key, place }) => hidden(place, say`ce helmfile emploie ${key}, que l’application ne suit pas`));
}

/** As a template takes it. */
function valueOf(node: Node): unknown {
  switch (node.kind) {
    case 'map':
      return Object.fromEntries(entriesOf(node).map(({ key, value }) => [key, valueOf(value)]));
    case 'list':
      return node.items.map(valueOf);
    case 'scalar':
      return booleanOf(node) ?? (node.plain && /^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(node.text ?? '') ? Number(node.text) : node.text);
    default:
      return node satisfies never;
  }
}
