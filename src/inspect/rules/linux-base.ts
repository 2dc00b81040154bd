import { say } from '../../words/sentence.ts';
import { type Dockerfile, placeIn, type Stage } from '../docker/dockerfile.ts';
import { isWindowsImage } from '../images/windows.ts';
import type { Workload } from '../kubernetes/workload.ts';
import { at, textOf } from '../yaml/node.ts';
import { replaceable, type RuleFinding, together, undetermined, violation } from './finding.ts';
import { eachImage, type WrittenImage } from './each-image.ts';
import { eachDockerfile, eachWorkload, type Rule } from './rule.ts';

/** `linux-base`: images start from Linux ones, and pods ask for Linux nodes. */
export const linuxBase: Rule = (repository) =>
  together([
    eachDockerfile(repository, (dockerfile) => dockerfile.stages.flatMap((stage) => judgeStage(dockerfile, stage))),
    eachWorkload(repository, judgeWorkload),
    eachImage(repository, { image: judgeImage, given: () => [], values: () => [] }),
  ]);

function judgeStage(dockerfile: Dockerfile, stage: Stage): readonly RuleFinding[] {
  const place = placeIn(dockerfile, stage);
  if (stage.platform !== null && /^["']?windows\b/i.test(stage.platform)) {
    return [
      violation({ place, because: say`cette étape demande la plateforme ${stage.platform} : seuls les conteneurs Linux s’exécutent` }),
    ];
  }
  if (stage.base.kind !== 'image') return [];
  const { image, written } = stage.base;
  const name = image ?? written;
  if (isWindowsImage(name)) {
    return [violation({ place, because: say`l’image de base ${name} est faite pour Windows : seuls les conteneurs Linux s’exécutent` })];
  }
  // A version left to put in does not change a Linux image into another.
  const isKnown = image !== null || /^[a-z0-9_./-]+$/.test(name.replace(/:[^/]*$/, ''));
  return isKnown ? [] : [undetermined({ place, because: say`l’image de base ${name} n’est connue qu’à la construction` })];
}

function judgeImage({ written, place, resource }: WrittenImage): readonly RuleFinding[] {
  if (!isWindowsImage(written)) return [];
  return [
    replaceable({ place, because: say`l’image ${written} est faite pour Windows : seuls les conteneurs Linux s’exécutent` }, resource),
  ];
}

function judgeWorkload({ pod, resource }: Workload): readonly RuleFinding[] {
  const selector = at(pod, 'nodeSelector');
  const nodes = [at(selector, 'kubernetes.io/os'), at(selector, 'beta.kubernetes.io/os'), at(pod, 'os', 'name')];
  return nodes.flatMap((node) =>
    node !== null && textOf(node)?.toLowerCase() === 'windows'
      ? [
          violation(
            { place: node.place, because: say`ce pod demande des nœuds Windows : seuls les conteneurs Linux s’exécutent` },
            resource,
          ),
        ]
      : [],
  );
}
