import { say } from '../../words/sentence.ts';
import { type Dockerfile, placeIn, type Stage } from '../docker/dockerfile.ts';
import { parseImage } from '../images/reference.ts';
import { dockerfileFix, type RuleFinding, undetermined, violation } from './finding.ts';
import { eachDockerfile, type Rule } from './rule.ts';

/** `pinned-base-image`: each FROM names a version or a digest. Earlier stages and scratch have none to name. */
export const pinnedBaseImage: Rule = (repository) =>
  eachDockerfile(repository, (dockerfile) => dockerfile.stages.flatMap((stage) => judge(dockerfile, stage)));

function judge(dockerfile: Dockerfile, stage: Stage): readonly RuleFinding[] {
  if (stage.base.kind !== 'image') return [];
  const { image, written } = stage.base;
  const place = placeIn(dockerfile, stage);
  const parsed = image === null ? null : parseImage(image);
  if (image === null || parsed === null) {
    const [, tag] = /[^$]:([\w.-]+)$/.exec(written) ?? [];
    if (/@sha256:[0-9a-f]{64}$/.test(written) || (tag !== undefined && tag !== 'latest')) return [];
    return [undetermined({ place, because: say`la version de l’image de base ${written} n’est connue qu’à la construction` })];
  }
  if (parsed.digest !== null || (parsed.tag !== null && parsed.tag !== 'latest')) return [];
  const name = image.replace(/:latest$/, '');
  const because =
    parsed.tag === null
      ? say`l’image de base ${image} n’a pas de version : c’est ${'latest'} qui est prise`
      : say`l’image de base ${image} a la version ${'latest'}, qui change sans prévenir`;
  return [violation({ place, because, fix: dockerfileFix('# remplacez 1.2.3 par la version voulue', `FROM ${name}:1.2.3`) })];
}
