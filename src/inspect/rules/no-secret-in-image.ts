import { say } from '../../words/sentence.ts';
import { type BuildContext, buildContexts, contextSources, copiedSecret, entriesOf, MAX_COMPARISONS } from '../docker/copies.ts';
import { type Assignment, type Dockerfile, type Instruction, lineage, placeIn, type Word } from '../docker/dockerfile.ts';
import { preparesFiles, secretBesideVariables, secretIn, secretInCommand } from '../docker/secret-names.ts';
import { holdsSecret } from '../../words/secrets.ts';
import { isForTrying, isOfOthers } from '../files/file-kind.ts';
import { parentFolder } from '../files/paths.ts';
import { hidesSecret } from '../files/secret-files.ts';
import { dockerfileFix, type RuleFinding, undetermined, violation } from './finding.ts';
import { eachDockerfile, type Rule } from './rule.ts';

/** `no-secret-in-image`: no secret among ENV, ARG and commands, no file of secrets copied. A secret found is never repeated. */
export const noSecretInImage: Rule = (repository) => {
  const found = repository.paths.filter((path) => hidesSecret(path) && !isOfOthers(path));
  const secrets = [...found.filter((path) => !isForTrying(path)), ...found.filter((path) => isForTrying(path))].slice(0, 100);
  const tree = { entries: entriesOf(repository.paths), ignores: repository.ignores, budget: { left: MAX_COMPARISONS } };
  return eachDockerfile(repository, (dockerfile) => {
    const isTried = (path: string) => isForTrying(path, parentFolder(dockerfile.path));
    const contexts = buildContexts(dockerfile, { ...tree, secrets: secrets.filter((path) => !isTried(path)) });
    const tried = buildContexts(dockerfile, { ...tree, secrets: secrets.filter(isTried) });
    const final = new Set(lineage(dockerfile));
    return [
      ...dockerfile.globals.flatMap((assignment) => judgeAssignment(dockerfile, { assignment, keyword: 'ARG' })),
      ...dockerfile.stages.flatMap((stage) =>
        stage.instructions.flatMap((instruction) =>
          judgeInstruction(dockerfile, { instruction, contexts, tried, isFinal: final.has(stage) }),
        ),
      ),
    ];
  });
};

interface InStage {
  readonly instruction: Instruction;
  readonly contexts: readonly BuildContext[];
  /** The same contexts, with the secrets of tests, examples and documentation instead of the others. */
  readonly tried: readonly BuildContext[];
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
  const text = [...seen.instruction.flags, ...words].map((word) => word.text).join(' ');
  if (holdsSecret(text)) {
    const place = placeIn(dockerfile, words.find((word) => holdsSecret(word.text)) ?? seen.instruction);
    return [violation({ place, because: say`un secret est écrit dans cette instruction : révoquez-le, puis retirez-le`, fix: mount })];
  }
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

function judgeCopy(dockerfile: Dockerfile, { instruction, contexts, tried, isFinal }: InStage): readonly RuleFinding[] {
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
    const secret = copiedSecret(source, tried);
    if (secret === null) continue;
    const because = say`cette instruction copie le fichier ${secret.path} dans l’image ; il paraît servir à des essais, à un exemple ou à une documentation : à écarter s’il contient un vrai secret`;
    return [undetermined({ place, because, fix })];
  }
  return [];
}

const mount = dockerfileFix('RUN --mount=type=secret,id=mon_secret commande');
