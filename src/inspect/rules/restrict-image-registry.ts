import { say } from '../../words/sentence.ts';
import { imageOf, type ValuesFile } from '../helm/values.ts';
import { parseRegistry } from '../images/reference.ts';
import { perhapsPlatformRegistry, refusedRegistry, registryStanding } from '../images/registries.ts';
import { eachImage, type WrittenImage } from './each-image.ts';
import { replaceable, type RuleFinding, undetermined } from './finding.ts';
import type { Rule } from './rule.ts';

/** `restrict-image-registry`: each deployed image comes from a registry of the policy, Docker Hub being the one of names without registry. */
export const restrictImageRegistry: Rule = (repository) => eachImage(repository, { image: judge, values: judgeValues });

function judge({ written, place, resource }: WrittenImage): readonly RuleFinding[] {
  const registry = parseRegistry(written);
  if (registry === null)
    return [undetermined({ place, because: say`le registre de l’image ${written} n’est connu qu’au déploiement` }, resource)];
  const standing = registryStanding(registry);
  if (standing === 'allowed') return [];
  if (standing === 'perhaps-platform') return [undetermined({ place, because: perhapsPlatformRegistry(registry) }, resource)];
  return [replaceable({ place, because: refusedRegistry(registry) }, resource)];
}

function judgeValues({ maps }: ValuesFile): readonly RuleFinding[] {
  return maps.flatMap((entry) => {
    const found = imageOf(entry);
    if (found === null) return [];
    const registry = parseRegistry(
      found.registry === null || found.registry === '' ? found.repository : `${found.registry}/${found.repository}`,
    );
    if (registry === null || registryStanding(registry) === 'allowed') return [];
    const because = say`${refusedRegistry(registry)} ; un autre fichier de valeurs peut remplacer celui-ci`;
    return [undetermined({ place: entry.node.place, because })];
  });
}
