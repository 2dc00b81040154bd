import { say } from '../../words/sentence.ts';
import { type Dockerfile, placeIn, type Stage } from '../docker/dockerfile.ts';
import { versionOf } from '../images/version.ts';
import { dockerfileFix, type RuleFinding, undetermined, violation } from './finding.ts';
import { eachDockerfile, type Rule } from './rule.ts';

/** `pinned-base-image`: each FROM names a version or a digest. Earlier stages and scratch have none to name. */
export const pinnedBaseImage: Rule = (repository) =>
  eachDockerfile(repository, (dockerfile) => dockerfile.stages.flatMap((stage) => judge(dockerfile, stage)));

function judge(dockerfile: Dockerfile, stage: Stage): readonly RuleFinding[] {
  if (stage.base.kind !== 'image') return [];
  const { image, written } = stage.base;
  const place = placeIn(dockerfile, stage);
  const version = versionOf(image ?? written);
  if (version.kind === 'fixed') return [];
  if (version.kind === 'unknown')
    return [undetermined({ place, because: say`la version de l’image de base ${written} n’est connue qu’à la construction` })];
  const name = image ?? written;
  const because =
    version.kind === 'none'
      ? say`l’image de base ${name} n’a pas de version : c’est ${'latest'} qui est prise`
      : say`l’image de base ${name} a la version ${'latest'}, qui change sans prévenir`;
  return [violation({ place, because, fix: dockerfileFix('# remplacez 1.2.3 par la version voulue', `FROM ${version.name}:1.2.3`) })];
}
