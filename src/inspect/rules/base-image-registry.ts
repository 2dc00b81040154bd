import type { Registries } from '../../config/registries-schema.ts';
import { say } from '../../words/sentence.ts';
import { type Dockerfile, placeIn, type Stage } from '../docker/dockerfile.ts';
import { allowedList, perhapsPlatformRegistry, refusedRegistry, registryStanding } from '../images/registries.ts';
import { advice, type RuleFinding, undetermined, violation } from './finding.ts';
import { eachDockerfile, type Rule } from './rule.ts';

/** `base-image-registry`: each base image comes from a registry of the policy. A public one out of the list may be rebuilt by the platform: it is not a breach. */
export const baseImageRegistry: Rule = (repository) =>
  eachDockerfile(repository, (dockerfile) => dockerfile.stages.flatMap((stage) => judge(dockerfile, stage, repository.registries)));

function judge(dockerfile: Dockerfile, stage: Stage, registries: Registries): readonly RuleFinding[] {
  if (stage.base.kind !== 'image') return [];
  const { image, written } = stage.base;
  const place = placeIn(dockerfile, stage);
  const standing = registryStanding(image ?? written, registries);
  switch (standing.kind) {
    case 'allowed':
      return standing.remark === null ? [] : [advice({ place, because: [standing.remark] })];
    // Engines that build images take Docker Hub.
    case 'implicit':
      return [];
    case 'unknown':
      return [undetermined({ place, because: say`le registre de l’image de base ${written} n’est connu qu’à la construction` })];
    case 'perhaps-platform':
      return [undetermined({ place, because: perhapsPlatformRegistry(standing.registry) })];
    case 'public': {
      const list = allowedList(registries);
      const because = say`le registre ${standing.registry} est public sans être dans la liste (${list}) : voyez avec la Service Team si la plateforme reconstruit cette image`;
      return [undetermined({ place, because })];
    }
    case 'foreign':
      return [violation({ place, because: refusedRegistry(standing.registry, registries) })];
    default:
      return standing satisfies never;
  }
}
