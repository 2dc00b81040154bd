import { say } from '../../words/sentence.ts';
import { type Dockerfile, placeIn, type Stage } from '../docker/dockerfile.ts';
import { parseRegistry } from '../images/reference.ts';
import { allowedList, perhapsPlatformRegistry, refusedRegistry, registryStanding } from '../images/registries.ts';
import { type RuleFinding, undetermined, violation } from './finding.ts';
import { eachDockerfile, type Rule } from './rule.ts';

/** `base-image-registry`: each base image comes from a registry of the policy. A public one out of the list may be rebuilt by the platform: it is not a breach. */
export const baseImageRegistry: Rule = (repository) =>
  eachDockerfile(repository, (dockerfile) => dockerfile.stages.flatMap((stage) => judge(dockerfile, stage)));

function judge(dockerfile: Dockerfile, stage: Stage): readonly RuleFinding[] {
  if (stage.base.kind !== 'image') return [];
  const { image, written } = stage.base;
  const place = placeIn(dockerfile, stage);
  const registry = parseRegistry(image ?? written);
  if (registry === null) {
    return [undetermined({ place, because: say`le registre de l’image de base ${written} n’est connu qu’à la construction` })];
  }
  const standing = registryStanding(registry);
  switch (standing) {
    case 'allowed':
      return [];
    case 'perhaps-platform':
      return [undetermined({ place, because: perhapsPlatformRegistry(registry) })];
    case 'public':
      return [
        undetermined({
          place,
          because: say`le registre ${registry} est public sans être dans la liste (${allowedList}) : voyez avec la Service Team si la plateforme reconstruit cette image`,
        }),
      ];
    case 'foreign':
      return [violation({ place, because: refusedRegistry(registry) })];
    default:
      return standing satisfies never;
  }
}
