import { say } from '../../words/sentence.ts';
import { imageOf, type ValuesFile } from '../helm/values.ts';
import { imageTool, isKubebuilderImage } from '../images/image-tool.ts';
import { versionOf } from '../images/version.ts';
import { textOf } from '../yaml/node.ts';
import { eachImage, unknownImage, type WrittenImage } from './each-image.ts';
import { replaceable, type RuleFinding, undetermined, yamlFix } from './finding.ts';
import type { Rule } from './rule.ts';

/** `disallow-latest`: each deployed image names a version. */
export const disallowLatest: Rule = (repository) => {
  const { paths } = repository;
  const tool = imageTool(paths);
  return eachImage(repository, { image: (image) => judge(image, { paths, tool }), given: unknownImage, values: judgeValues });
};

interface Around {
  readonly paths: readonly string[];
  /** What gives images their whole names. */
  readonly tool: string | null;
}

function judge({ written, place, resource }: WrittenImage, { paths, tool }: Around): readonly RuleFinding[] {
  const version = versionOf(written);
  if (version.kind === 'fixed') return [];
  if (version.kind === 'unknown')
    return [undetermined({ place, because: say`la version de l’image ${written} n’est connue qu’au déploiement` }, resource)];
  const fix = yamlFix(`image: ${version.name}:1.2.3 # la version publiée`);
  const because =
    version.kind === 'latest'
      ? say`l’image ${written} a la version ${'latest'}, qui change sans prévenir`
      : say`l’image ${written} n’a pas de version : c’est ${'latest'} qui est prise`;
  if (isKubebuilderImage(written, paths)) {
    const replaced = say`${because}, à moins que ${'kustomize edit set image'} ne la remplace avant le déploiement`;
    return [undetermined({ place, because: replaced, fix }, resource)];
  }
  if (version.kind === 'none' && tool !== null) {
    const named = say`${because}, à moins que l’outil que règle ${tool} ne la donne avant le déploiement`;
    return [undetermined({ place, because: named, fix }, resource)];
  }
  return [replaceable({ place, because, fix }, resource)];
}

function judgeValues({ maps }: ValuesFile): readonly RuleFinding[] {
  return maps.flatMap((entry) => {
    const tag = imageOf(entry)?.tag ?? null;
    if (tag === null || textOf(tag) !== 'latest') return [];
    const because = say`ces valeurs donnent la version ${'latest'} à une image ; un autre fichier de valeurs peut la remplacer`;
    return [undetermined({ place: tag.place, because, fix: yamlFix('tag: "1.2.3" # la version publiée') })];
  });
}
