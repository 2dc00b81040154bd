import { say } from '../../words/sentence.ts';
import { placeholderHost as placeholderIn } from '../images/placeholder.ts';
import { hostsOf } from '../kubernetes/backends.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { isTemplated } from '../kubernetes/templated.ts';
import type { Repository } from '../repository.ts';
import { type Node, textOf } from '../yaml/node.ts';
import { replaceable, type RuleFinding, undetermined } from './finding.ts';
import { isMadeByDefault } from './made-by-default.ts';
import { eachPart, type Rule } from './rule.ts';

/** `placeholder-host`: what is called from outside has the name of a machine that exists, and that Kubernetes takes. */
export const placeholderHost: Rule = (repository) =>
  eachPart(repository, {
    partsOf: ({ resource }) => hostsOf(resource),
    placeOf: ({ place }) => place,
    judge: (host, resource) => judge(host, { resource, repository }),
  });

function judge(
  host: Node,
  { resource, repository }: { readonly resource: Resource; readonly repository: Repository },
): readonly RuleFinding[] {
  const text = textOf(host);
  if (text === null || text === '') return [];
  const { place } = host;
  const found = placeholderIn(text);
  if (found === null) return judgeForm(text, { host, resource });
  if (found === 'perhaps') {
    const because = say`le nom ${text} n’est connu que d’un poste de développement, ou vient d’un exemple : l’adresse ne répondra pas sur la plateforme`;
    return [undetermined({ place, because }, resource)];
  }
  if (isTemplated(text))
    return [
      undetermined(
        { place, because: say`le nom ${text} tient la place du vôtre, à moins qu’un script ne le remplace avant le déploiement` },
        resource,
      ),
    ];
  if (isMadeByDefault(resource, repository)) {
    const because = say`le nom ${text} est celui d’un exemple, à moins qu’un fichier de valeurs déclaré dans la console ne le remplace`;
    return [undetermined({ place, because }, resource)];
  }
  return [replaceable({ place, because: say`le nom ${text} est celui d’un exemple : l’adresse ne répondra pas` }, resource)];
}

/** Kubernetes refuses what is no name in lower case ("IngressRule v1 networking.k8s.io", Kubernetes API reference). */
function judgeForm(text: string, { host, resource }: { readonly host: Node; readonly resource: Resource }): readonly RuleFinding[] {
  const { place } = host;
  if (isTemplated(text)) return [undetermined({ place, because: say`le nom ${text} n’est connu qu’au déploiement` }, resource)];
  if (/^(\*\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/.test(text) && !/^[\d.]+$/.test(text)) return [];
  const because = say`${text} n’est pas un nom de machine que Kubernetes accepte : ni adresse, ni port, ni chemin, ni majuscule`;
  return [replaceable({ place, because }, resource)];
}
