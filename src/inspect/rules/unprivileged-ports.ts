import { type Sentence, say } from '../../words/sentence.ts';
import { commandWords, lastOf } from '../docker/command.ts';
import { type Dockerfile, type Instruction, lineage, placeIn, type Stage } from '../docker/dockerfile.ts';
import { listeningPorts, portOf, portVariable, readPorts } from '../docker/ports.ts';
import { expand } from '../docker/variables.ts';
import { officialName, parseImageName } from '../images/reference.ts';
import { isTemplated } from '../kubernetes/templated.ts';
import { startWords } from '../kubernetes/workload.ts';
import { at, itemsOf, type Node, textOf } from '../yaml/node.ts';
import { dockerfileFix, type RuleFinding, together, undetermined, violation, yamlFix } from './finding.ts';
import { eachContainer, eachRunImage, type InWorkload, type Rule } from './rule.ts';

/** The ports up to this one are root's; what listens must be above. */
const PRIVILEGED = 1024;

/** `unprivileged-ports`: what a Dockerfile exposes, sets or starts, and what a manifest declares, listens above 1024. */
export const unprivilegedPorts: Rule = (repository) =>
  together([eachRunImage(repository, judgeDockerfile), eachContainer(repository, judgeContainer)]);

function judgeDockerfile(dockerfile: Dockerfile): readonly RuleFinding[] {
  const stages = lineage(dockerfile);
  const exposed = stages.flatMap((stage) =>
    stage.instructions.filter(({ keyword }) => keyword === 'EXPOSE').flatMap((expose) => judgeExpose(dockerfile, { stage, expose })),
  );
  const variables = stages.flatMap((stage) => judgeVariables(dockerfile, stage));
  const started = ['ENTRYPOINT', 'CMD'].flatMap((keyword) => {
    const command = stages.map(({ instructions }) => lastOf(instructions, keyword)).find((found) => found !== null) ?? null;
    return command === null ? [] : commandWords(command).map((word): StartWord => ({ word, command }));
  });
  return [...exposed, ...variables, ...judgeStart(dockerfile, started), ...judgeSilence(dockerfile, stages)];
}

function judgeExpose(dockerfile: Dockerfile, { stage, expose }: { stage: Stage; expose: Instruction }): readonly RuleFinding[] {
  return expose.words.flatMap((word) => {
    const place = placeIn(dockerfile, word);
    const ports = readPorts(expand(word.text.replaceAll(/["']/g, ''), stage.variables));
    if (ports === null) {
      const because = word.text.includes('$')
        ? say`le port ${word.text} n’est connu qu’à la construction`
        : say`${word.text} n’est pas un port que Docker comprend`;
      return [undetermined({ place, because, fix: exposeFix })];
    }
    return isPrivileged(ports[0]) ? [violation({ place, because: tooLow(ports[0], say`exposé par l’image`), fix: exposeFix })] : [];
  });
}

function judgeVariables(dockerfile: Dockerfile, stage: Stage): readonly RuleFinding[] {
  return stage.instructions
    .filter(({ keyword }) => keyword === 'ENV')
    .flatMap(({ assignments }) => assignments)
    .filter(({ name }) => portVariable.test(name))
    .flatMap((assignment) => {
      const port = portOf(stage.variables.get(assignment.name) ?? '');
      if (!isPrivileged(port)) return [];
      const fix = dockerfileFix(`ENV ${assignment.name}=8080`);
      return [
        violation({ place: placeIn(dockerfile, assignment), because: tooLow(port, say`donné par la variable ${assignment.name}`), fix }),
      ];
    });
}

/** A word of the start command, and the instruction that gives it: CMD follows ENTRYPOINT. */
interface StartWord {
  readonly word: string;
  readonly command: Instruction;
}

function judgeStart(dockerfile: Dockerfile, started: readonly StartWord[]): readonly RuleFinding[] {
  return listeningPorts(started.map(({ word }) => word)).flatMap(({ port, index }) => {
    const command = started[index]?.command;
    if (command === undefined || !isPrivileged(port)) return [];
    return [violation({ place: placeIn(dockerfile, command), because: tooLow(port, say`donné par la commande de démarrage`) })];
  });
}

/** Web servers listen on 80 unless told otherwise, which a file copied into the image may do. */
function judgeSilence(dockerfile: Dockerfile, stages: readonly Stage[]): readonly RuleFinding[] {
  const first = stages.at(-1);
  const image = first?.base.kind === 'image' ? parseImageName(first.base.image ?? first.base.written) : null;
  const isWebServer = image !== null && /^(nginx|httpd|caddy|wordpress|drupal|nextcloud)$/.test(officialName(image) ?? '');
  const exposes = stages.some(({ instructions }) => instructions.some(({ keyword }) => keyword === 'EXPOSE'));
  if (first === undefined || !isWebServer || exposes) return [];
  const because = say`l’image de base écoute sur le port 80 par défaut, et aucune instruction EXPOSE ne dit qu’elle en a changé`;
  return [undetermined({ place: placeIn(dockerfile, first), because, fix: exposeFix })];
}

function judgeContainer({ workload: { resource }, container }: InWorkload): readonly RuleFinding[] {
  const { node } = container;
  // A port of the node (hostPort) is the node's affair: nothing in the container listens on it.
  const declared = itemsOf(at(node, 'ports')).flatMap((port) => at(port, 'containerPort') ?? []);
  const variables = itemsOf(at(node, 'env')).flatMap((item) => {
    const value = at(item, 'value');
    return value !== null && portVariable.test(textOf(at(item, 'name')) ?? '') ? [value] : [];
  });
  const words = startWords(container);
  const listened = listeningPorts(words.map((word) => textOf(word) ?? '')).filter(({ port }) => isPrivileged(port));
  return [
    ...[...declared, ...variables].flatMap((value) => judgeValue(value, resource)),
    ...listened.map(({ port, index }) =>
      violation(
        { place: (words[index] ?? node).place, because: tooLow(port, say`donné par la commande de démarrage`), fix: portFix },
        resource,
      ),
    ),
  ];
}

function judgeValue({ place, ...value }: Node, resource: InWorkload['workload']['resource']): readonly RuleFinding[] {
  const written = value.kind === 'scalar' ? (value.text ?? '') : '';
  const port = portOf(written);
  if (isPrivileged(port)) return [violation({ place, because: tooLow(port, say`déclaré`), fix: portFix }, resource)];
  if (port !== null || !isTemplated(written)) return [];
  return [undetermined({ place, because: say`le port ${written} n’est connu qu’au déploiement`, fix: portFix }, resource)];
}

function isPrivileged(port: number | null): port is number {
  return port !== null && port > 0 && port <= PRIVILEGED;
}

function tooLow(port: number, how: Sentence): Sentence {
  return say`le port ${port}, ${how}, n’est pas supérieur à ${PRIVILEGED} : il faudrait être root pour y écouter`;
}

const exposeFix = dockerfileFix('EXPOSE 8080');
const portFix = yamlFix('containerPort: 8080');
