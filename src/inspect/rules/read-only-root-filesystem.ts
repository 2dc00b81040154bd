import { say } from '../../words/sentence.ts';
import { isTemplated } from '../kubernetes/templated.ts';
import { at, booleanOf, isAbsent, placeOfKey, textOf } from '../yaml/node.ts';
import { lacking, type RuleFinding, undetermined, violation, yamlFix } from './finding.ts';
import { eachContainer, type InWorkload, type Rule } from './rule.ts';

/** `read-only-root-filesystem`: each container asks for it; Kubernetes' default is a writable one. */
export const readOnlyRootFilesystem: Rule = (repository) => eachContainer(repository, judge);

function judge({ workload: { resource }, container: { node, name } }: InWorkload): readonly RuleFinding[] {
  const value = at(node, 'securityContext', 'readOnlyRootFilesystem');
  if (value === null || isAbsent(value)) {
    const because = say`le conteneur ${name} n’a pas readOnlyRootFilesystem: true, son système de fichiers racine est donc accessible en écriture`;
    return [lacking({ place: placeOfKey(node, 'securityContext'), because, fix }, resource)];
  }
  const isReadOnly = booleanOf(value);
  if (isReadOnly === true) return [];
  if (isReadOnly === null && isTemplated(textOf(value) ?? ''))
    return [
      undetermined({ place: value.place, because: say`la valeur ${textOf(value) ?? ''} n’est connue qu’au déploiement`, fix }, resource),
    ];
  return [
    violation(
      { place: value.place, because: say`le système de fichiers racine du conteneur ${name} est accessible en écriture`, fix },
      resource,
    ),
  ];
}

const fix = yamlFix('securityContext:', '  readOnlyRootFilesystem: true # et un volume emptyDir là où l’application écrit');
