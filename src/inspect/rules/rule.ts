import type { Finding, Place, Snippet } from '../../dossier/checks/check.ts';
import { type Sentence, say } from '../../words/sentence.ts';
import { type Dockerfile, placeIn } from '../docker/dockerfile.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { type Container, type Workload } from '../kubernetes/workload.ts';
import type { Repository } from '../repository.ts';

/** A finding that still knows which kustomization assembles the object: several may say the same of one line. */
export interface RuleFinding extends Finding {
  readonly assembledBy: string | null;
}

/** What a rule saw: the places of the objects it looked at, and what it has to say. */
export interface Judged {
  readonly examined: readonly Place[];
  readonly findings: readonly RuleFinding[];
}

/** A rule over a repository's parsed files. Pure; never throws. */
export type Rule = (repository: Repository) => Judged;

/** Where, why, and what to write instead. */
export interface Told {
  readonly place: Place | null;
  readonly because: Sentence;
  readonly fix?: Snippet | null;
}

/** Something that is surely not as it must be. */
export function violation({ place, because, fix = null }: Told, resource: Resource | null = null): RuleFinding {
  return { outcome: 'violation', place, because, fix, assembledBy: resource?.assembledBy ?? null };
}

/** Something that the repository's files do not tell. */
export function undetermined({ place, because, fix = null }: Told, resource: Resource | null = null): RuleFinding {
  return { outcome: 'undetermined', place, because, fix, assembledBy: resource?.assembledBy ?? null };
}

/** Something that an object lacks, or that is often replaced later: no violation where what is not read may still change it. */
export function lacking(told: Told, resource: Resource): RuleFinding {
  if (resource.open === null) return violation(told, resource);
  return undetermined({ ...told, because: [...told.because, ' ; ', ...resource.open] }, resource);
}

/** A YAML snippet. */
export function yamlFix(...lines: readonly string[]): Snippet {
  return { language: 'yaml', text: lines.join('\n') };
}

/** A Dockerfile snippet. */
export function dockerfileFix(...lines: readonly string[]): Snippet {
  return { language: 'dockerfile', text: lines.join('\n') };
}

/** What is seen and said of several things together. */
export function together(all: readonly Judged[]): Judged {
  return { examined: all.flatMap(({ examined }) => examined), findings: all.flatMap(({ findings }) => findings) };
}

/** One finding for each object that hides from the rules: a chart's templates, a remote base. */
export function hidden({ opaques }: Repository, ...hides: readonly ('objects' | 'data')[]): Judged {
  const seen = opaques.filter((opaque) => hides.includes(opaque.hides));
  return { examined: seen.map(({ place }) => place), findings: seen.map(({ place, because }) => undetermined({ place, because })) };
}

/** A container of a workload. */
export interface InWorkload {
  readonly workload: Workload;
  readonly container: Container;
}

/** Judges each container of each workload that `applies` keeps. */
export function eachContainer(
  { workloads }: Repository,
  judge: (seen: InWorkload) => readonly RuleFinding[],
  applies: (seen: InWorkload) => boolean = () => true,
): Judged {
  const seen = workloads.flatMap((workload) => workload.containers.map((container) => ({ workload, container }))).filter(applies);
  return { examined: seen.map(({ container }) => container.node.place), findings: seen.flatMap(judge) };
}

/** Judges each Dockerfile; what is wrong in one for development or tests is not held against the project, since it may never be deployed. */
export function eachDockerfile({ dockerfiles }: Repository, judge: (dockerfile: Dockerfile) => readonly RuleFinding[]): Judged {
  return {
    examined: dockerfiles.map((dockerfile) => placeIn(dockerfile, { line: 1 })),
    findings: dockerfiles.flatMap((dockerfile) => judge(dockerfile).map(isForDevelopment(dockerfile.path) ? soften : (finding) => finding)),
  };
}

/** True for a Dockerfile whose name or folder tells that its image is not deployed. */
export function isForDevelopment(path: string): boolean {
  return forDevelopment.test(path);
}
const forDevelopment =
  /(^|\/)(tests?|e2e|ci|\.ci|examples?|samples?|docs?|dev|demos?|hack|tools|scripts|benchmarks?|contrib)\/|(^|[/._-])(dev|devel|development|local|tests?|testing|ci|debug|e2e|playwright|storybook|gitpod|lint)([._-][^/]*)?$/i;

function soften(finding: RuleFinding): RuleFinding {
  const because = say`${finding.because} ; ce fichier paraît servir au développement ou aux tests : à corriger si son image est déployée`;
  return { ...finding, outcome: 'undetermined', because };
}
