import type { Place } from '../../dossier/checks/check.ts';
import { say, type Sentence } from '../../words/sentence.ts';
import { type Dockerfile, placeIn } from '../docker/dockerfile.ts';
import { asideFolders } from '../files/aside-folders.ts';
import { groupOf, isOwnGroup } from '../kubernetes/kinds.ts';
import { type Neighbours, neighbourhoods } from '../kubernetes/neighbours.ts';
import type { Resource } from '../kubernetes/resource.ts';
import type { Container, DeployedObject, Workload } from '../kubernetes/workload.ts';
import type { Repository } from '../repository.ts';
import { type Judged, type RuleFinding, together, undetermined } from './finding.ts';

/** A rule over a repository's parsed files. Pure; never throws. */
export type Rule = (repository: Repository) => Judged;

/** A container of a workload. */
export interface InWorkload {
  readonly workload: Workload;
  readonly container: Container;
}

/** Judges what `partsOf` finds in each object: the object itself, its claims of storage… */
export function eachPart<Part>({ objects }: Pick<Repository, 'objects'>, { partsOf, placeOf, judge }: PartRule<Part>): Judged {
  return objects.judged((object) => {
    const parts = partsOf(object);
    const findings = parts.flatMap((part) => judge(part, object.resource));
    return { examined: parts.map(placeOf), findings: withNotes(object.resource, inTemplate(object.resource, findings)) };
  });
}

/** Of an object that a template writes, only what stands there in full is told: the rest is the chart's doubt. What only some values write may never be. */
function inTemplate({ conditional }: Resource, findings: readonly RuleFinding[]): readonly RuleFinding[] {
  if (conditional === null) return findings;
  return findings
    .filter(({ outcome }) => outcome === 'violation')
    .map((finding) => {
      if (finding.place === null || !conditional.has(finding.place.line)) return finding;
      return {
        ...finding,
        outcome: 'undetermined',
        because: say`${finding.because} ; le gabarit n’écrit cette ligne que selon les valeurs`,
      };
    });
}

/** What Helm made stands on no line of a file: what is known of the line that made it is said. Notes are looked for where there is something to say. */
function withNotes(resource: Resource, findings: readonly RuleFinding[]): readonly RuleFinding[] {
  if (findings.length === 0) return findings;
  const { notes, place } = resource;
  return findings.map((finding) => {
    // A patch of a kustomization may have written the line elsewhere.
    const known = finding.place?.path === place.path ? (notes.get(finding.place.made ?? 0) ?? []) : [];
    const told = known.filter(({ about }) => about === null || about.some((value) => names(finding.because, value)));
    return told.length === 0 ? finding : { ...finding, because: [...finding.because, ...told.flatMap(({ sentence }) => sentence)] };
  });
}

function names(because: Sentence, value: string): boolean {
  return because.some((part) => (typeof part === 'object' && 'quoted' in part ? part.quoted : part) === value);
}

interface PartRule<Part> {
  readonly partsOf: (object: DeployedObject) => readonly Part[];
  readonly placeOf: (part: Part) => Place;
  readonly judge: (part: Part, resource: Resource) => readonly RuleFinding[];
}

/** Judges each object of a kind of Kubernetes. */
export function eachOfKind(
  { objects }: Pick<Repository, 'objects'>,
  kind: string,
  judge: (resource: Resource) => readonly RuleFinding[],
): Judged {
  return eachPart(
    { objects },
    {
      partsOf: ({ resource }) => (resource.kind === kind && isOwnGroup(groupOf(resource)) ? [resource] : []),
      placeOf: ({ place }) => place,
      judge,
    },
  );
}

/**
 * Judges each object by those that are deployed with it; null: the object is none of the rule's. Objects that a template writes, of which only a part is known, are
 * left to the doubt that their chart makes.
 */
export function eachAmongOthers(
  { objects }: Pick<Repository, 'objects'>,
  judge: (object: DeployedObject, neighbours: Neighbours) => readonly RuleFinding[] | null,
): Judged {
  return objects.judgedTogether((all) => {
    const known = all.filter(({ resource }) => resource.conditional === null);
    const neighboursOf = neighbourhoods(known);
    const judged = known.flatMap((object): Judged[] => {
      const neighbours = neighboursOf(object);
      const findings = neighbours.count > MAX_NEIGHBOURS ? [tooMany(object)] : judge(object, neighbours);
      return findings === null ? [] : [{ examined: [object.resource.place], findings: withNotes(object.resource, findings) }];
    });
    return together(judged);
  });
}

/** Objects that are held against one another at most: their comparisons grow with the square. */
const MAX_NEIGHBOURS = 1_000;

function tooMany({ resource }: DeployedObject): RuleFinding {
  return undetermined(
    { place: resource.place, because: say`trop d’objets sont déployés ensemble pour que les leurs soient comparés` },
    resource,
  );
}

/** Judges each workload. */
export function eachWorkload(repository: Repository, judge: (workload: Workload) => readonly RuleFinding[]): Judged {
  return eachPart(repository, { partsOf: ({ workloads }) => workloads, placeOf: ({ resource }) => resource.place, judge });
}

/** Judges each container of each workload that `applies` keeps. */
export function eachContainer(
  repository: Repository,
  judge: (seen: InWorkload) => readonly RuleFinding[],
  applies: (seen: InWorkload) => boolean = () => true,
): Judged {
  const partsOf = ({ workloads }: DeployedObject): readonly InWorkload[] =>
    workloads.flatMap((workload) => workload.containers.map((container) => ({ workload, container }))).filter(applies);
  return eachPart(repository, { partsOf, placeOf: ({ container }) => container.node.place, judge });
}

/** Judges each Dockerfile; what is wrong in one for development or tests is not held against the project, since it may never be deployed. */
export function eachDockerfile({ dockerfiles }: Repository, judge: (dockerfile: Dockerfile) => readonly RuleFinding[]): Judged {
  return dockerfiles.judged((dockerfile) => ({
    examined: [placeIn(dockerfile, { line: 1 })],
    findings: judge(dockerfile).map(isForDevelopment(dockerfile.path) ? soften : (finding) => finding),
  }));
}

/** The same for a rule on what runs: an image from which others are built is seldom started itself. */
export function eachRunImage(repository: Repository, judge: (dockerfile: Dockerfile) => readonly RuleFinding[]): Judged {
  return eachDockerfile(repository, (dockerfile) => {
    const findings = judge(dockerfile);
    if (!isForBuilding(dockerfile.path)) return findings;
    return findings.map((finding) => ({
      ...finding,
      outcome: 'undetermined',
      because: say`${finding.because} ; ce fichier paraît faire une image dont d’autres partent : à corriger si elle est déployée`,
    }));
  });
}

/** True for `Dockerfile.base`, `base/Dockerfile`, `builder.Dockerfile`… */
function isForBuilding(path: string): boolean {
  return /(^|\/)(base|builder)([-_]image)?\/[^/]*$|(^|[/._-])(base|builder)([._-][^/]*)?$/i.test(path);
}

/** True for a Dockerfile whose name or folder tells that its image is not deployed. */
export function isForDevelopment(path: string): boolean {
  return forDevelopment.test(path);
}
const forDevelopment = new RegExp(
  String.raw`(^|/)(${asideFolders}|ci|\.ci|dev|tools|scripts|bench|benchmarks?|contrib|((docker(files?)?|project|app)[-_])?templates|skeletons?|playgrounds?|(tests?|examples?|exemples?|samples?|demos?)[-_]?apps?)/|(^|[/._-])(dev|devel|develop|development|local|tests?|testing|ci|debug|e2e|playwright|cypress|storybook|gitpod|lint)([._-][^/]*)?$`,
  'i',
);

function soften(finding: RuleFinding): RuleFinding {
  const because = say`${finding.because} ; ce fichier paraît servir au développement ou aux tests, ou n’être que gardé : à corriger si son image est déployée`;
  return { ...finding, outcome: 'undetermined', because };
}
