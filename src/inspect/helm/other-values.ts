import { resolvePath } from '../files/paths.ts';
import { groupOf } from '../kubernetes/kinds.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { at, isAbsent, itemsOf, type Node, textOf } from '../yaml/node.ts';

/**
 * The file that deploys a chart of the repository with values that are in none of its values files: a helmfile, or an object of Argo CD or Flux that gives
 * them; null for none. What the chart's own values make is then not what is deployed.
 */
export function givenElsewhere(
  folder: string,
  { helmfileOf, objects }: { helmfileOf: (path: string) => string | null; objects: readonly Resource[] },
): string | null {
  const chart = folder === '' ? 'Chart.yaml' : `${folder}/Chart.yaml`;
  return objects.find((object) => givesValues(object, folder))?.place.path ?? helmfileOf(chart);
}

function givesValues(object: Resource, folder: string): boolean {
  const own = folder === '' ? 'values.yaml' : `${folder}/values.yaml`;
  return sourcesOf(object).some(
    ({ path, values, files }) =>
      resolvePath('', textOf(path) ?? '..') === folder &&
      (values.some((one) => !isAbsent(one)) || files.some((file) => resolvePath(folder, textOf(file) ?? '..') !== own)),
  );
}

/** Where a chart is, and what is given to it. */
interface Source {
  readonly path: Node | null;
  readonly values: readonly (Node | null)[];
  /** Its own values file may be among them. */
  readonly files: readonly Node[];
}

function sourcesOf({ kind, body }: Resource): readonly Source[] {
  const spec = at(body, 'spec');
  switch (`${groupOf({ body })}/${kind}`) {
    case 'argoproj.io/Application':
      return argoSources(spec);
    case 'argoproj.io/ApplicationSet':
      return argoSources(at(spec, 'template', 'spec'));
    case 'helm.toolkit.fluxcd.io/HelmRelease':
      return [{ path: at(spec, 'chart', 'spec', 'chart'), values: [at(spec, 'values'), at(spec, 'valuesFrom')], files: [] }];
    default:
      return [];
  }
}

function argoSources(spec: Node | null): readonly Source[] {
  return [at(spec, 'source'), ...itemsOf(at(spec, 'sources'))].map((source) => ({
    path: at(source, 'path'),
    values: ['values', 'valuesObject', 'parameters', 'fileParameters'].map((key) => at(source, 'helm', key)),
    files: itemsOf(at(source, 'helm', 'valueFiles')),
  }));
}
