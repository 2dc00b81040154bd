import type { Registries } from '../../config/registries-schema.ts';
import { type Sentence, say } from '../../words/sentence.ts';
import { imageOf, type ValuesFile } from '../helm/values.ts';
import { perhapsPlatformRegistry, refusedRegistry, registryStanding, withRegistry } from '../images/registries.ts';
import { eachImage, unknownImage, type WrittenImage } from './each-image.ts';
import { advice, policyTells, replaceable, type RuleFinding, undetermined, yamlFix } from './finding.ts';
import type { Rule } from './rule.ts';

/** `restrict-image-registry`: the name of each deployed image starts with a registry of the process. */
export const restrictImageRegistry: Rule = (repository) => {
  const { registries } = repository;
  return eachImage(repository, {
    image: (image) => judge(image, registries),
    given: unknownImage,
    values: (file) => judgeValues(file, registries),
  });
};

function judge({ written, place, resource }: WrittenImage, registries: Registries): readonly RuleFinding[] {
  const standing = registryStanding(written, registries);
  switch (standing.kind) {
    case 'allowed':
      return standing.remark === null ? [] : [advice({ place, because: [standing.remark] }, resource)];
    case 'implicit':
      return [undetermined({ place, because: implicit(written), fix: yamlFix(`image: ${withRegistry(written)}`) }, resource)];
    case 'unknown':
      return [undetermined({ place, because: say`le registre de l’image ${written} n’est connu qu’au déploiement` }, resource)];
    case 'perhaps-platform':
      return [undetermined({ place, because: perhapsPlatformRegistry(standing.registry) }, resource)];
    case 'public':
    case 'foreign':
      return [replaceable({ place, because: refusedRegistry(standing.registry, registries) }, resource)];
    default:
      return standing satisfies never;
  }
}

/** The policy of the ministry's own clusters is not public, and its name there may be another: the cluster tells. */
function implicit(written: string): Sentence {
  return say`le nom ${written} ne commence pas par ${'docker.io/'}, et la politique compare probablement le nom tel qu’il est écrit ${policyTells}`;
}

function judgeValues({ maps }: ValuesFile, registries: Registries): readonly RuleFinding[] {
  return maps.flatMap((entry) => {
    const found = imageOf(entry);
    if (found === null) return [];
    const { place } = entry.node;
    const name = found.registry === null || found.registry === '' ? found.repository : `${found.registry}/${found.repository}`;
    const standing = registryStanding(name, registries);
    if (standing.kind === 'allowed' || standing.kind === 'unknown') return [];
    const fix = standing.kind === 'implicit' ? yamlFix(`repository: ${withRegistry(found.repository)}`) : null;
    return [
      undetermined({ place, because: say`${told(name, standing, registries)} ; un autre fichier de valeurs peut remplacer celui-ci`, fix }),
    ];
  });
}

type Doubtful = Exclude<ReturnType<typeof registryStanding>, { kind: 'allowed' | 'unknown' }>;

function told(name: string, standing: Doubtful, registries: Registries): Sentence {
  if (standing.kind === 'implicit') return implicit(name);
  return standing.kind === 'perhaps-platform' ? perhapsPlatformRegistry(standing.registry) : refusedRegistry(standing.registry, registries);
}
