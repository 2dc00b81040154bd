import { say } from '../../words/sentence.ts';
import { type ImageBuild, imageBuilds } from '../ci/image-builds.ts';
import { at, type Node, textOf } from '../yaml/node.ts';
import { advice, type RuleFinding, undetermined, violation, yamlFix } from './finding.ts';
import { inPipeline } from './in-pipeline.ts';
import type { Rule } from './rule.ts';

/** `ci-image-names`: each job that builds an image names it by the variables that its template reads, as registries take names. */
export const ciImageNames: Rule = (repository) =>
  inPipeline(repository, (pipeline) =>
    imageBuilds(pipeline).flatMap((build) =>
      [...judgeGiven(build), ...judgeIgnored(build, pipeline.texts.join('\n'))].map((finding) => orDoubt(finding, build)),
    ),
  );

/** What was not read may change what a job does. */
function orDoubt(finding: RuleFinding, { sure }: ImageBuild): RuleFinding {
  return sure || finding.outcome !== 'violation'
    ? finding
    : {
        ...finding,
        outcome: 'undetermined',
        because: say`${finding.because}, à moins que ce qui est inclus d’ailleurs n’en décide autrement`,
      };
}

function judgeGiven(build: ImageBuild): readonly RuleFinding[] {
  const { job, template, variables } = build;
  if (template.names === 'IMAGE_NAMES') return judgeNames(variables.written('IMAGE_NAMES'));
  const outputs = build.templateName.startsWith('.buildkit') ? variables.written('OUTPUT_IMAGES') : null;
  if (outputs !== null) return judgeNames(outputs);
  const wanted = ['IMAGE_NAME', 'TAG', 'REGISTRY_URL'].filter((name) => (variables.written(name) ?? namedByList(build, name)) === null);
  const missing = wanted.map((name) =>
    undetermined({
      place: job.place,
      because: say`le modèle ${build.templateName} attend la variable ${name}, que ce fichier ne donne pas au job ${job.name} : sans elle dans GitLab, l’image n’a pas de nom complet`,
      fix: yamlFix('variables:', `  ${name}: ${examples[name] ?? 'mon-image'}`),
    }),
  );
  const name = variables.written('IMAGE_NAME') ?? namedByList(build, 'IMAGE_NAME');
  return [...judgeNames(name), ...judgeSingle(build, name), ...judgeTag(variables.written('TAG')), ...missing];
}

/** These templates put `:$TAG` after the one name that they are given. */
function judgeSingle({ templateName }: ImageBuild, node: Node | null): readonly RuleFinding[] {
  const text = textOf(node)?.trim() ?? '';
  const literal = text.replaceAll(/\$\{[^}]*\}|\$\w+/g, 'x');
  if (node === null || !/[:\s]/.test(literal)) return [];
  const because = say`le modèle ${templateName} attend un seul nom, sans étiquette, et y ajoute celle de TAG : ${text} fait échouer la construction`;
  return [violation({ place: node.place, because, fix: yamlFix(`IMAGE_NAME: ${/^[\w./-]+/.exec(text)?.[0] ?? 'mon-image'}`) })];
}

/** `.kaniko:simple-build-push` takes IMAGE_NAMES where there is no IMAGE_NAME. */
function namedByList({ variables, templateName }: ImageBuild, name: string): Node | null {
  return name === 'IMAGE_NAME' && templateName.startsWith('.kaniko') ? variables.written('IMAGE_NAMES') : null;
}

const examples: Readonly<Record<string, string>> = {
  TAG: '$CI_COMMIT_REF_SLUG',
  REGISTRY_URL: '$IMAGE_REPOSITORY',
  IMAGE_NAME: 'mon-image',
};

function judgeNames(node: Node | null): readonly RuleFinding[] {
  const text = textOf(node);
  if (node === null || text === null) return [];
  return text
    .split(/\s+/)
    .filter((name) => name !== '')
    .flatMap((name) => {
      // What a variable gives is not known; what stands around it is.
      const literal = name.replaceAll(/\$\{[^}]*\}|\$\w+/g, '');
      const [path = ''] = literal.split(':', 1);
      if (!/[A-Z]|[^\w./-]/.test(path)) return [];
      const fix = yamlFix(`IMAGE_NAMES: ${name.includes('$') ? 'mon-image:$CI_COMMIT_SHORT_SHA' : name.toLowerCase()}`);
      const because = say`le nom d’image ${name} n’est pas de ceux que les registres acceptent : minuscules, chiffres, « . », « _ », « - »`;
      return [violation({ place: node.place, because, fix: /[A-Z]/.test(path) ? fix : null })];
    });
}

/** The branch's own name may hold a slash, which no tag may. */
function judgeTag(node: Node | null): readonly RuleFinding[] {
  const text = textOf(node);
  if (node === null || text === null) return [];
  if (/^\$\{?CI_COMMIT_(REF_NAME|BRANCH)\}?$/.test(text)) {
    const because = say`l’étiquette ${text} est le nom de la branche tel quel : un « / » y fait échouer la construction`;
    return [advice({ place: node.place, because, fix: yamlFix('TAG: $CI_COMMIT_REF_SLUG') })];
  }
  const literal = text.replaceAll(/\$\{[^}]*\}|\$\w+/g, 'x');
  if (literal.includes('$') || /^[\w][\w.-]{0,127}$/.test(literal)) return [];
  const because = say`l’étiquette ${text} n’est pas de celles que les registres acceptent : lettres, chiffres, « . », « _ », « - »`;
  return [violation({ place: node.place, because, fix: yamlFix('TAG: $CI_COMMIT_REF_SLUG') })];
}

/** A name that the job gives and that its template does not read: the image goes by another one. */
function judgeIgnored({ job, template, templateName, variables }: ImageBuild, text: string): readonly RuleFinding[] {
  if (template.names !== 'IMAGE_NAMES' || variables.written('IMAGE_NAMES') !== null) return [];
  return ['IMAGE_NAME', 'TAG'].flatMap((name) => {
    const node = at(at(job.body, 'variables'), name);
    if (node === null || new RegExp(`\\$\\{?${name}\\b`).test(text)) return [];
    const because = say`le modèle ${templateName} ne lit pas ${name} : l’image du job ${job.name} porte le nom du dépôt`;
    const fix = yamlFix('variables:', '  IMAGE_NAMES: mon-image:$CI_COMMIT_SHORT_SHA mon-image:$CI_COMMIT_REF_SLUG');
    return [violation({ place: node.place, because, fix })];
  });
}
