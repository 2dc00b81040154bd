import { say, type Sentence } from '../../words/sentence.ts';
import { isTemplated } from '../kubernetes/templated.ts';
import { at, isAbsent, textOf } from '../yaml/node.ts';
import { replaceable, type RuleFinding, undetermined, yamlFix } from './finding.ts';
import { eachContainer, type InWorkload, type Rule } from './rule.ts';

/** `image-pull-policy`: where it is written, it is IfNotPresent (CCT Cloud Native, EXI-ARCH-27). */
export const imagePullPolicy: Rule = (repository) => eachContainer(repository, judge);

function judge({ workload: { resource }, container: { node, name } }: InWorkload): readonly RuleFinding[] {
  const policy = at(node, 'imagePullPolicy');
  const text = textOf(policy);
  // An empty one is none: Kubernetes chooses ("Container v1 core", Kubernetes API reference).
  if (policy === null || isAbsent(policy) || text === '' || text === 'IfNotPresent') return [];
  const { place } = policy;
  if (text !== null && isTemplated(text)) {
    return [undetermined({ place, because: say`la valeur ${text} n’est connue qu’au déploiement`, fix }, resource)];
  }
  const because = effects.get(text ?? '')?.(name) ?? say`${text ?? 'cette valeur'} n’est pas une valeur que Kubernetes accepte`;
  return [replaceable({ place, because, fix }, resource)];
}

/** What the other values do to a container. */
const effects: ReadonlyMap<string, (name: string) => Sentence> = new Map([
  [
    'Always',
    (name: string) =>
      say`le conteneur ${name} demande son image au registre à chaque démarrage (${'Always'}) : si le registre ne répond pas, il ne démarre pas`,
  ],
  [
    'Never',
    (name: string) => say`le conteneur ${name} n’ira jamais chercher son image (${'Never'}), que les nœuds n’ont pas : il ne démarrera pas`,
  ],
]);

const fix = yamlFix('imagePullPolicy: IfNotPresent');
