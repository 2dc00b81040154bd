import type { Place } from '../../dossier/checks/check.ts';
import { say } from '../../words/sentence.ts';
import {
  type BuildContext,
  buildContexts,
  contextSources,
  copiedSecret,
  destinationOf,
  entriesOf,
  MAX_COMPARISONS,
} from '../docker/copies.ts';
import { type Assignment, type Dockerfile, type Instruction, lineage, placeIn, type Word } from '../docker/dockerfile.ts';
import { commandText } from '../docker/command.ts';
import { passwordInLabel, preparesFiles, secretBesideVariables, secretIn, secretInCommand } from '../docker/secret-names.ts';
import { holdsSecret } from '../../words/secrets.ts';
import { isForTrying, isOfOthers } from '../files/file-kind.ts';
import { parentFolder } from '../files/paths.ts';
import { hidesSecret, isHarmless, isPlaceOfSecret, mayHideSecret } from '../files/secret-files.ts';
import { dockerfileFix, type RuleFinding, undetermined, violation } from './finding.ts';
import { eachDockerfile, type Rule } from './rule.ts';

/** `no-secret-in-image`: no secret among ENV, ARG and commands, no file of secrets copied. A secret found is never repeated. */
export const noSecretInImage: Rule = (repository) => {
  const { credentials } = repository;
  const own = repository.paths.filter((path) => !isOfOthers(path));
  const found = own.filter((path) => credentials.get(path) ?? hidesSecret(path));
  const perhaps = own
    .filter((path) => !credentials.has(path) && !hidesSecret(path) && mayHideSecret(path) && !isForTrying(path))
    .slice(0, 100);
  const secrets = [...found.filter((path) => !isForTrying(path)), ...found.filter((path) => isForTrying(path))].slice(0, 100);
  const tree = { entries: entriesOf(repository.paths), ignores: repository.ignores, budget: { left: MAX_COMPARISONS } };
  return eachDockerfile(repository, (dockerfile) => {
    const isTried = (path: string) => isForTrying(path, parentFolder(dockerfile.path));
    const contexts = buildContexts(dockerfile, { ...tree, secrets: secrets.filter((path) => !isTried(path)) });
    const doubtful = buildContexts(dockerfile, { ...tree, secrets: [...secrets.filter(isTried), ...perhaps] });
    const final = new Set(lineage(dockerfile));
    return [
      ...dockerfile.globals.flatMap((assignment) => judgeAssignment(dockerfile, { assignment, keyword: 'ARG' })),
      ...dockerfile.stages.flatMap((stage) =>
        stage.instructions.flatMap((instruction) =>
          judgeInstruction(dockerfile, { instruction, contexts, doubtful, credentials, isFinal: final.has(stage) }),
        ),
      ),
    ];
  });
};

interface InStage {
  readonly instruction: Instruction;
  readonly contexts: readonly BuildContext[];
  /** The same contexts, with the files that may hold no secret instead of the others: of tests, examples and documentation, or by their name alone. */
  readonly doubtful: readonly BuildContext[];
  /** Files of credentials that were read. */
  readonly credentials: ReadonlyMap<string, boolean>;
  /** Of a stage that the final image is made of. */
  readonly isFinal: boolean;
}

function judgeInstruction(dockerfile: Dockerfile, seen: InStage): readonly RuleFinding[] {
  const { keyword, assignments, words, documents } = seen.instruction;
  if (keyword === 'ENV' || keyword === 'ARG')
    return assignments.flatMap((assignment) => judgeAssignment(dockerfile, { assignment, keyword }));
  const written = documents.flatMap((line) => judgeDocument(dockerfile, line)).slice(0, 1);
  if (keyword === 'COPY' || keyword === 'ADD') return [...written, ...judgeCopy(dockerfile, seen)];
  if (written.length > 0) return written;
  const text = commandText(seen.instruction);
  if (holdsSecret(text)) {
    const place = placeIn(dockerfile, words.find((word) => holdsSecret(word.text)) ?? seen.instruction);
    return [violation({ place, because: say`un secret est écrit dans cette instruction : révoquez-le, puis retirez-le`, fix: mount })];
  }
  if (keyword === 'LABEL') return words.flatMap((word) => judgeLabel(dockerfile, word));
  const name = isCommand(keyword) ? secretInCommand(text) : null;
  if (name === null) return [];
  if (keyword === 'RUN' && preparesFiles(text) && secretBesideVariables(text) === null) {
    const because = say`cette commande écrit ${name} pour préparer des fichiers : si c’est sa vraie valeur, révoquez-la, et donnez-en une factice`;
    return [undetermined({ place: placeIn(dockerfile, seen.instruction), because, fix: null })];
  }
  const because = say`cette commande écrit un secret en clair (${name}) : révoquez-le, puis retirez-le`;
  return [violation({ place: placeIn(dockerfile, seen.instruction), because, fix: mount })];
}

/** A line that a here-document puts into a file, or gives to a shell; what a comment gives there is an example, unless it has the form of a secret. */
function judgeDocument(dockerfile: Dockerfile, line: Word): readonly RuleFinding[] {
  const name = line.text.trimStart().startsWith('#') ? null : secretInCommand(line.text);
  if (name === null && !holdsSecret(line.text)) return [];
  const what = name === null ? say`` : say` (${name})`;
  const because = say`ce texte de l’image donne un secret en clair${what} : révoquez-le, puis retirez-le`;
  return [violation({ place: placeIn(dockerfile, line), because, fix: mount })];
}

function judgeLabel(dockerfile: Dockerfile, word: Word): readonly RuleFinding[] {
  const [, name = '', value = ''] = /^["']?([\w.-]+)["']?=("[^"]*"|'[^']*'|[^"']*)$/.exec(word.text) ?? [];
  if (passwordInLabel({ name, value, line: word.line }) === null) return [];
  const because = say`l’étiquette ${name} donne un secret en clair : révoquez-le, puis retirez-le`;
  return [violation({ place: placeIn(dockerfile, word), because, fix: mount })];
}

function isCommand(keyword: string): boolean {
  return ['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK'].includes(keyword);
}

function judgeAssignment(
  dockerfile: Dockerfile,
  { assignment, keyword }: { assignment: Assignment; keyword: string },
): readonly RuleFinding[] {
  const place = placeIn(dockerfile, assignment);
  const { name } = assignment;
  const secret = secretIn(assignment, keyword);
  switch (secret) {
    case 'written':
      return [violation({ place, because: say`la variable ${name} donne un secret en clair : révoquez-le, puis retirez-le`, fix: mount })];
    case 'expected':
      return [
        undetermined({
          place,
          because: say`le secret ${name}, donné à la construction, resterait lisible dans l’historique de l’image`,
          fix: mount,
        }),
      ];
    case 'stand-in':
      return [
        undetermined({
          place,
          because: say`la variable ${name} paraît tenir la place d’un secret, à ne donner qu’au déploiement`,
          fix: null,
        }),
      ];
    case null:
      return [];
    default:
      return secret satisfies never;
  }
}

function judgeCopy(dockerfile: Dockerfile, { instruction, contexts, doubtful, credentials, isFinal }: InStage): readonly RuleFinding[] {
  const place = placeIn(dockerfile, instruction);
  const fix = { language: 'text', text: '# .dockerignore\n**/.env\n**/.env.*\n' } as const;
  for (const source of contextSources(instruction)) {
    const secret = copiedSecret(source, contexts);
    if (secret === null) continue;
    if (!isFinal) {
      return [
        undetermined({
          place,
          because: say`cette étape intermédiaire prend le fichier ${secret.path} : il ne doit pas arriver dans l’image finale`,
          fix,
        }),
      ];
    }
    return secret.sure
      ? [violation({ place, because: say`cette instruction copie le fichier ${secret.path} dans l’image`, fix })]
      : [
          undetermined({
            place,
            because: say`cette instruction copie le fichier ${secret.path} dans l’image, selon le dossier d’où elle est construite`,
            fix,
          }),
        ];
  }
  for (const source of contextSources(instruction)) {
    const secret = copiedSecret(source, doubtful);
    if (secret === null) continue;
    const why = mayHideSecret(secret.path)
      ? say`son nom annonce un secret`
      : say`il paraît servir à des essais, à un exemple ou à une documentation`;
    const because = say`cette instruction copie le fichier ${secret.path} dans l’image ; ${why} : à écarter s’il contient un vrai secret`;
    return [undetermined({ place, because, fix })];
  }
  return isFinal ? judgeDestination(place, { instruction, credentials }) : [];
}

/** What tools read as their credentials, whatever it is called in the repository. */
function judgeDestination(
  place: Place,
  { instruction, credentials }: Pick<InStage, 'instruction' | 'credentials'>,
): readonly RuleFinding[] {
  const destination = destinationOf(instruction);
  const [source] = contextSources(instruction).filter((one) => !isHarmless(one) && !credentials.has(one.replace(/^\.\//, '')));
  if (source === undefined || !isPlaceOfSecret(destination)) return [];
  const because = say`cette instruction copie ${source} vers ${destination}, d’où un outil lit des secrets : à écarter s’il en contient un`;
  return [undetermined({ place, because, fix: mount })];
}

const mount = dockerfileFix('RUN --mount=type=secret,id=mon_secret commande');
