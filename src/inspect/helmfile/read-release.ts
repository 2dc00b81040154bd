import { resolvePath } from '../files/paths.ts';
import { hidden, type Opaque } from '../sight.ts';
import { say, type Sentence } from '../../words/sentence.ts';
import { flow } from '../yaml/flow.ts';
import { asMap, at, booleanOf, entriesOf, isAbsent, itemsOf, type Node, textOf } from '../yaml/node.ts';
import type { Given } from './computed-texts.ts';
import type { Installed, ValuesText } from './install.ts';
import { unknownWithin } from './unknown-values.ts';
import { readValuesFile, type Surroundings } from './values-text.ts';

/** For which environment of which helmfile. */
export interface InEnvironment extends Surroundings {
  readonly helmfile: string;
  readonly environment: string;
  readonly given: Given;
}

/** Keys that change nothing of what a release installs. */
const quietKeys = new Set(
  'name namespace chart version values installed condition labels missingFileHandler needs wait waitForJobs timeout atomic force createNamespace cleanupOnFail historyMax recreatePods verify keyring disableValidation disableValidationOnInstall disableOpenAPIValidation skipDeps devel description kubeContext secrets'.split(
    ' ',
  ),
);

/** Keys of what is given to the chart. */
const ofValues = new Set(['values', 'set', 'setString', 'secrets', 'labels', 'description']);

const nothing: Installed = { installs: [], opaques: [] };

/**
 * What one release of a helmfile installs: a chart of the repository and its values, a chart of somebody else, nothing, or what nobody sees here
 * ("Configuration", Helmfile documentation).
 */
export function readRelease(release: Node, where: InEnvironment): Installed {
  const name = textOf(at(release, 'name')) ?? '';
  const doubt = (because: Sentence): Installed =>
    doubtful(release, say`l’installation ${name} (environnement ${where.environment}) ${because}`);
  const installed = isInstalled(release, where.given);
  if (installed === 'no') return nothing;
  const written = textOf(at(release, 'chart')) ?? '';
  const [unknown] = entriesOf(release).flatMap(({ key, value }) => (ofValues.has(key) ? [] : (unknownWithin(value) ?? [])));
  if (unknown !== undefined) return doubt(say`dépend de ${unknown}, dont la valeur n’est pas dans les fichiers lus`);
  const remote = remoteChart(written, where);
  const [odd] = entriesOf(release).filter(({ key, value }) => !quietKeys.has(key) && !isAbsent(value));
  if (remote !== null && installed === 'yes') return ofOthers(release, { name: remote, doubt });
  if (installed === 'unknown') return doubt(say`dépend d’une valeur qui n’est pas connue`);
  if (odd !== undefined) return doubt(say`emploie ${odd.key}, que l’application ne suit pas`);
  const chart = resolvePath(where.folder, written);
  if (chart === null || !where.paths.has(`${chart}/Chart.yaml`)) return doubt(say`installe ${written}, qui n’est pas un chart de ce dépôt`);
  if (!isAbsent(at(release, 'secrets'))) return doubt(say`prend des valeurs chiffrées, qui ne se lisent pas`);
  const values = readValues(release, name, where);
  if (values.kind === 'unknown') return doubt(values.because);
  const { helmfile: from, environment } = where;
  const namespace = textOf(at(release, 'namespace')) ?? '';
  return {
    installs: [{ from, environment, chart: `${chart}/Chart.yaml`, release: { name, namespace }, values: values.values }],
    opaques: [],
  };
}

function doubtful({ place }: Node, because: Sentence): Installed {
  return { installs: [], opaques: [hidden(place, because)] };
}

function isInstalled(release: Node, given: Given): 'yes' | 'no' | 'unknown' {
  const written = at(release, 'installed');
  const condition = textOf(at(release, 'condition'));
  if (!isAbsent(written) && booleanOf(written) === null) return 'unknown';
  if (booleanOf(written) === false) return 'no';
  if (condition === null) return 'yes';
  const value = condition.split('.').reduce<unknown>(below, given['Values']);
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : 'unknown';
}

function below(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}

/** The name of a chart of a registry or of a repository of charts; null for one of this repository, or for anything else. */
function remoteChart(written: string, { folder, paths }: InEnvironment): string | null {
  const own = resolvePath(folder, written);
  const isHere = own !== null && [...paths].some((path) => path.startsWith(`${own}/`));
  return !isHere && /^(oci:\/\/[\w.:/-]+|[\w-][\w.-]*\/[\w.-]+)$/.test(written) ? written : null;
}

interface RemoteChart {
  readonly name: string;
  readonly doubt: (because: Sentence) => Installed;
}

/** As a dependency is: named with its version, it is a chart of somebody else. */
function ofOthers(release: Node, { name, doubt }: RemoteChart): Installed {
  const version = textOf(at(release, 'version'));
  const adds = ['dependencies', 'hooks', 'strategicMergePatches', 'jsonPatches', 'transformers', 'postRenderer'];
  const [added] = adds.filter((key) => !isAbsent(at(release, key)));
  if (added !== undefined) return doubt(say`emploie ${added}, que l’application ne suit pas`);
  if (version === null || version === '') return doubt(say`installe le chart ${name}, dont la version n’est pas dite`);
  const because = say`le chart ${`${name} ${version}`}, que ${release.place.path} installe, n’est pas dans le dépôt : ses objets n’ont pas été vus`;
  const { path, line } = release.place;
  const opaque: Opaque = { place: { path, line }, because, hides: 'objects-of-others' };
  return { installs: [], opaques: [opaque] };
}

type AllValues =
  | { readonly kind: 'read'; readonly values: readonly ValuesText[] }
  | { readonly kind: 'unknown'; readonly because: Sentence };

function readValues(release: Node, name: string, where: InEnvironment): AllValues {
  const found: ValuesText[] = [];
  const skips = /^(warn|info|debug)$/i.test(textOf(at(release, 'missingFileHandler')) ?? '');
  for (const item of itemsOf(at(release, 'values'))) {
    const path = textOf(item);
    if (asMap(item) !== null) {
      const unknown = unknownWithin(item);
      if (unknown !== null) return { kind: 'unknown', because: say`prend une valeur de ${unknown}, qui n’est pas dans les fichiers lus` };
      found.push({ path: item.place.path, text: flow(item), lines: [item.place.line] });
    } else if (path === null) {
      if (!isAbsent(item)) return { kind: 'unknown', because: say`a une liste de valeurs qui ne se lit pas` };
    } else {
      const id = `${where.helmfile} ${where.environment} ${name}`;
      const namespace = textOf(at(release, 'namespace')) ?? '';
      const given = { ...where.given, Release: { Name: name, Namespace: namespace, Chart: textOf(at(release, 'chart')) ?? '' } };
      const read = readValuesFile(path, { id, given }, where);
      if (read.kind === 'unknown') return { kind: 'unknown', because: say`ne se lit pas en entier : ${read.because}` };
      else if (read.kind === 'read') found.push(read.values);
      else if (!skips) return { kind: 'unknown', because: say`demande le fichier de valeurs ${path}, qui n’est pas dans le dépôt` };
    }
  }
  return { kind: 'read', values: found };
}
