import type { Place } from '../../dossier/checks/check.ts';
import { say } from '../../words/sentence.ts';
import { type Dockerfile, lineage, placeIn, type Stage, type Word } from '../docker/dockerfile.ts';
import { expand } from '../docker/variables.ts';
import { knownUser } from '../images/known-bases.ts';
import { parseImageName } from '../images/reference.ts';
import { at, booleanOf, isAbsent, type Node, textOf } from '../yaml/node.ts';
import { dockerfileFix, type RuleFinding, together, undetermined, violation, yamlFix } from './finding.ts';
import { eachContainer, eachRunImage, type InWorkload, type Rule } from './rule.ts';

/**
 * `rootless`: the final stage of a Dockerfile ends with a user that is not root, its own or that of its base; a manifest asks for none. A manifest that
 * says nothing leaves it to the image, and is not judged, unless it runs an image known to start as root.
 */
export const rootless: Rule = (repository) =>
  together([eachRunImage(repository, judgeDockerfile), eachContainer(repository, judgeContainer, isJudged)]);

function judgeDockerfile(dockerfile: Dockerfile): readonly RuleFinding[] {
  const name = dockerfile.stages.at(-1)?.name ?? '';
  const findings = judgeStages(dockerfile);
  if (!/test|essai|dev|debug|lint|storybook|e2e|cypress|playwright|coverage|bench|(^|[._-])(ci|qa|check|docs?)([._-]|$)/.test(name))
    return findings;
  // People seldom mean it: the last stage is the one that is built unless another is named.
  return findings.map((finding) => ({
    ...finding,
    because: say`${finding.because} ; l’étape ${name}, la dernière, est celle qui est construite`,
  }));
}

function judgeStages(dockerfile: Dockerfile): readonly RuleFinding[] {
  for (const stage of lineage(dockerfile)) {
    const user = stage.instructions.findLast(({ keyword }) => keyword === 'USER');
    const [word] = user?.words ?? [];
    if (word !== undefined) return judgeUser(dockerfile, { word, stage });
  }
  const last = lineage(dockerfile).at(-1);
  return last === undefined ? [] : judgeBase(dockerfile, last);
}

function judgeUser(dockerfile: Dockerfile, { word, stage }: { word: Word; stage: Stage }): readonly RuleFinding[] {
  const place = placeIn(dockerfile, word);
  const user = expand(word.text.replaceAll(/["']/g, ''), stage.variables);
  // Microsoft's .NET images set this one, and it is not root.
  if (user === null && /^\$\{?APP_UID\}?$/.test(word.text)) return [];
  if (user === null) return [undetermined({ place, because: say`l’utilisateur ${word.text} n’est connu qu’à la construction`, fix })];
  const name = (user.split(':')[0] ?? '').trim();
  if (!/^(root|[+-]?0+)?$/i.test(name)) return [];
  return [violation({ place, because: say`l’image finale s’exécute sous ${name === '' ? 'root' : name} (root)`, fix })];
}

/** What starts from nothing and starts nothing often only carries files, to an export or to another image. */
function judgeScratch(dockerfile: Dockerfile, place: Place): RuleFinding {
  const isStarted = lineage(dockerfile).some(({ instructions }) => instructions.some(({ keyword }) => /^(CMD|ENTRYPOINT)$/.test(keyword)));
  if (isStarted) return violation({ place, because: say`aucune instruction USER : une image vide (scratch) s’exécute sous root`, fix });
  const because = say`aucune instruction USER, et une image vide (scratch) s’exécute sous root ; celle-ci ne démarre rien d’elle-même : à corriger si elle est déployée`;
  return undetermined({ place, because, fix });
}

function judgeBase(dockerfile: Dockerfile, stage: Stage): readonly RuleFinding[] {
  const place = placeIn(dockerfile, stage);
  if (stage.base.kind === 'scratch') return [judgeScratch(dockerfile, place)];
  if (stage.base.kind === 'stage') return [];
  if (stage.base.kind === 'some-stage') {
    const because = say`aucune instruction USER : l’utilisateur est celui de l’étape ${stage.base.written}, qui n’est connue qu’à la construction`;
    return [undetermined({ place, because, fix })];
  }
  const { image, written } = stage.base;
  const parsed = parseImageName(image ?? written);
  const user = parsed === null ? 'unknown' : knownUser(parsed);
  if (user === 'rootless') return [];
  if (user === 'root')
    return [violation({ place, because: say`aucune instruction USER, et l’image de base ${image ?? written} s’exécute sous root`, fix })];
  return [
    undetermined({
      place,
      because: say`aucune instruction USER : l’utilisateur est celui de l’image de base ${image ?? written}, qui n’est pas connu`,
      fix,
    }),
  ];
}

/** The value of a key of the security context: the container's own, or the pod's. */
function secured({ workload, container }: InWorkload, key: string): Node | null {
  const own = at(container.node, 'securityContext', key);
  return isAbsent(own) ? at(workload.pod, 'securityContext', key) : own;
}

/** Where one container of a pod says something, the silence of another is no longer the whole manifest's choice. */
function isJudged({ workload, container }: InWorkload): boolean {
  return saysSomething({ workload, container }) || workload.containers.some((other) => saysSomething({ workload, container: other }));
}

function saysSomething(seen: InWorkload): boolean {
  return ['runAsUser', 'runAsNonRoot', 'privileged'].some((key) => secured(seen, key) !== null) || startsAsRoot(seen);
}

function startsAsRoot({ container }: InWorkload): boolean {
  const image = parseImageName(textOf(at(container.node, 'image')) ?? '');
  return image !== null && knownUser(image) === 'root';
}

function judgeContainer(seen: InWorkload): readonly RuleFinding[] {
  const { resource } = seen.workload;
  const { name, node } = seen.container;
  const privileged = at(node, 'securityContext', 'privileged');
  if (privileged !== null && booleanOf(privileged) === true) {
    return [
      violation(
        {
          place: privileged.place,
          because: say`le conteneur ${name} est privilégié : il a les droits de root sur le nœud`,
          fix: yamlFix('securityContext:', '  privileged: false', '  runAsNonRoot: true'),
        },
        resource,
      ),
    ];
  }
  const user = secured(seen, 'runAsUser');
  if (user !== null && /^0+$/.test(textOf(user) ?? '')) {
    return [
      violation(
        {
          place: user.place,
          because: say`le conteneur ${name} s’exécute sous root (runAsUser: 0)`,
          fix: yamlFix('securityContext:', '  runAsNonRoot: true # et retirez runAsUser: 0'),
        },
        resource,
      ),
    ];
  }
  if (user !== null && /^[1-9]\d*$/.test(textOf(user) ?? '')) return [];
  const guard = secured(seen, 'runAsNonRoot');
  if (booleanOf(guard) === true) return [];
  const place = (user ?? guard ?? at(node, 'image') ?? node).place;
  const because = startsAsRoot(seen)
    ? say`l’image du conteneur ${name} démarre sous root, et rien n’y impose un autre utilisateur`
    : say`rien n’empêche le conteneur ${name} de s’exécuter sous root`;
  return [undetermined({ place, because, fix: nonRoot }, resource)];
}

/** OpenShift chooses the user at random and always gives it the group 0. */
const fix = dockerfileFix(
  '# l’UID est choisi par OpenShift : le groupe 0 doit pouvoir lire et écrire',
  'RUN chgrp -R 0 /app && chmod -R g=u /app',
  'USER 1001:0',
);
const nonRoot = yamlFix('securityContext:', '  runAsNonRoot: true');
