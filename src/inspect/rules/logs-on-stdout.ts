import { say } from '../../words/sentence.ts';
import { commandWords } from '../docker/command.ts';
import { type Dockerfile, lineage, placeIn } from '../docker/dockerfile.ts';
import { isOwnLog, logFile } from '../docker/log-files.ts';
import { startWords } from '../kubernetes/workload.ts';
import { at, itemsOf, textOf } from '../yaml/node.ts';
import { type RuleFinding, together, undetermined, violation } from './finding.ts';
import { eachContainer, eachDockerfile, type InWorkload, type Rule } from './rule.ts';

/** `logs-on-stdout`: no start command writes its logs to a file. Only what the Dockerfile and the manifests show is judged. */
export const logsOnStdout: Rule = (repository) =>
  together([eachDockerfile(repository, judgeDockerfile), eachContainer(repository, judgeContainer)]);

function judgeDockerfile(dockerfile: Dockerfile): readonly RuleFinding[] {
  return lineage(dockerfile)
    .flatMap(({ instructions }) => instructions)
    .flatMap((instruction): RuleFinding[] => {
      const place = placeIn(dockerfile, instruction);
      if (instruction.keyword === 'CMD' || instruction.keyword === 'ENTRYPOINT') {
        const file = logFile(commandWords(instruction));
        return file === null ? [] : [violation({ place, because: say`la commande de démarrage écrit ses journaux dans ${file}` })];
      }
      if (instruction.keyword === 'VOLUME') {
        const word = instruction.words.find(({ text }) => /\/logs?\b/.test(text));
        return word === undefined ? [] : [undetermined({ place, because: say`ce volume (${word.text}) paraît recevoir des journaux` })];
      }
      if (instruction.keyword !== 'ENV') return [];
      return instruction.assignments
        .filter(({ name, value }) => value !== null && isOwnLog(name, value))
        .map((assignment) =>
          undetermined({
            place: placeIn(dockerfile, assignment),
            because: say`la variable ${assignment.name} paraît envoyer des journaux dans un fichier`,
          }),
        );
    });
}

function judgeContainer({ workload: { resource }, container }: InWorkload): readonly RuleFinding[] {
  const { node } = container;
  const words = startWords(container);
  const file = logFile(words.map((word) => textOf(word) ?? ''));
  const place = words[0]?.place ?? node.place;
  const written =
    file === null ? [] : [violation({ place, because: say`la commande de démarrage écrit ses journaux dans ${file}` }, resource)];
  const variables = itemsOf(at(node, 'env')).flatMap((item) => {
    const [name, value] = [textOf(at(item, 'name')), textOf(at(item, 'value'))];
    if (name === null || value === null || !isOwnLog(name, value)) return [];
    return [undetermined({ place: item.place, because: say`la variable ${name} paraît envoyer des journaux dans un fichier` }, resource)];
  });
  return [...written, ...variables];
}
