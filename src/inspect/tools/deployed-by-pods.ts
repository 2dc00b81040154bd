import { at, entriesOf, textOf } from '../yaml/node.ts';
import { baseName } from '../files/paths.ts';
import { type DeployedObject, type Container, startWords } from '../kubernetes/workload.ts';
import type { Opaque } from '../sight.ts';
import type { Hidden, Surroundings } from './found.ts';
import { commandGiven, readCommands } from './read-commands.ts';

/**
 * What the pods of an object deploy themselves, by kubectl, oc or Helm in a container, or by a script of a ConfigMap: what they are given is in no file that is read. Those that
 * only wait, ask or delete deploy nothing.
 */
export function deployedByPods({ resource, workloads }: DeployedObject): readonly Opaque[] {
  const { path } = resource.place;
  const around: Surroundings = {
    path,
    isOfHelmfile: false,
    isRead: () => false,
    isChart: () => false,
    hasCharts: false,
    hasManifests: false,
  };
  const told = (place: Opaque['place'], found: readonly Hidden[]) => found.map(({ because, hides }): Opaque => ({ place, because, hides }));
  const scripts = resource.kind === 'ConfigMap' ? entriesOf(at(resource.body, 'data')).filter(({ key }) => key.endsWith('.sh')) : [];
  return [
    ...workloads.flatMap(({ containers }) => containers.flatMap((one) => told(one.node.place, ofContainer(one, around)))),
    ...scripts.flatMap(({ place, value }) => told(place, readCommands(textOf(value) ?? '', around))),
  ];
}

function ofContainer(container: Container, around: Surroundings): readonly Hidden[] {
  const words = startWords(container).flatMap((node) => textOf(node) ?? []);
  const [first = ''] = words;
  // A shell is given a whole program in one word.
  if (/^(ba|da|a|z|k)?sh$/.test(baseName(first))) return readCommands(words.slice(1).join('\n'), around);
  const program = at(container.node, 'command') === null ? programOf(textOf(at(container.node, 'image')) ?? '') : null;
  return commandGiven(program === null || baseName(first) === program ? words : [program, ...words], { line: 1, around });
}

/** The program that an image starts with, by its name: `bitnami/kubectl`, `alpine/helm`. */
function programOf(image: string): string | null {
  const name = baseName(image.replace(/@.*$/, '')).replace(/:.*$/, '');
  return /(^|-)kubectl$/.test(name) ? 'kubectl' : /^helm3?$/.test(name) ? 'helm' : null;
}
