import { counted } from '../../words/dates.ts';
import { say } from '../../words/sentence.ts';
import { parseQuantity } from '../kubernetes/quantity.ts';
import { at, entriesOf, type Node, textOf } from '../yaml/node.ts';
import { replaceable, type RuleFinding, undetermined, yamlFix } from './finding.ts';
import { eachContainer, type InWorkload, type Rule } from './rule.ts';

/** Less than this, no container starts: OpenShift's engine refuses it ("minimum memory", CRI-O), and a unit was forgotten. */
const LEAST_MEMORY = 6 * 2 ** 20;

/** More processors than a node has: `500` was written for `500m`. */
const MANY_CORES = 100;

/** `coherent-resources`: limits have their unit, and are not below what is asked for, which Kubernetes refuses. */
export const coherentResources: Rule = (repository) => eachContainer(repository, judge);

function judge({ workload: { resource }, container: { node, name } }: InWorkload): readonly RuleFinding[] {
  const resources = at(node, 'resources');
  const [limits, requests] = [at(resources, 'limits'), at(resources, 'requests')];
  const keys = new Set([limits, requests].flatMap(entriesOf).map(({ key }) => key));
  return [...keys].flatMap((key): readonly RuleFinding[] => {
    const [limit, request] = [at(limits, key), at(requests, key)];
    const [most, least] = [quantityOf(limit), quantityOf(request)];
    if (limit !== null && most !== null && least !== null && most < least) {
      const because = say`le conteneur ${name} demande plus de ${words.get(key) ?? key} (${textOf(request) ?? ''}) que sa limite (${textOf(limit) ?? ''}) : Kubernetes refuse le pod`;
      return [replaceable({ place: limit.place, because }, resource)];
    }
    return [limit, request].flatMap((quantity) => {
      const amount = quantityOf(quantity);
      if (quantity === null || amount === null) return [];
      const told = { place: quantity.place, written: textOf(quantity) ?? '' };
      if (key === 'memory' && quantity === limit && amount > 0 && amount < LEAST_MEMORY) {
        const because = say`la limite de mémoire ${told.written} du conteneur ${name} fait ${[counted(Math.ceil(amount), 'octet', 'octets')]}, trop peu pour démarrer : il manque son unité`;
        return [replaceable({ place: told.place, because, fix: memoryFix(told.written) }, resource)];
      }
      if (key !== 'cpu' || amount < MANY_CORES) return [];
      const because = say`${told.written} est un nombre de processeurs, plus que n’en a un nœud : ${`${told.written}m`} est un nombre de millièmes`;
      return [undetermined({ place: told.place, because, fix: yamlFix(`cpu: ${told.written}m`) }, resource)];
    });
  });
}

const words: ReadonlyMap<string, string> = new Map([
  ['memory', 'mémoire'],
  ['cpu', 'processeur'],
]);

function memoryFix(written: string) {
  const digits = written.replace(/[^\d.].*$/, '');
  return yamlFix(`memory: ${digits}${Number(digits) < 10 ? 'Gi' : 'Mi'}`);
}

function quantityOf(node: Node | null): number | null {
  const text = textOf(node);
  return text === null ? null : parseQuantity(text);
}
