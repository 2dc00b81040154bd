import type { TextFile } from '../files/text-file.ts';
import { asMap, at, entriesOf, itemsOf, type MapNode, type Node, textOf } from '../yaml/node.ts';
import { catalogue } from './catalogue.ts';
import { type Include, namesIn, type WrittenName } from './includes.ts';
import { type CiTree, joinIncludes } from './join-includes.ts';
import { followReferences } from './references.ts';

/** A job of the CI file; one whose name starts with a dot is a model for others. */
export interface CiJob extends WrittenName {
  readonly body: MapNode;
  readonly parents: readonly WrittenName[];
}

/** The CI file, parsed, over the files of its repository that it includes. */
export interface Pipeline {
  readonly path: string;
  readonly body: MapNode;
  readonly jobs: ReadonlyMap<string, CiJob>;
  /** What is included besides the repository's own files. */
  readonly includes: readonly Include[];
  /** Of the CI file, and of those of the repository that it includes. */
  readonly texts: readonly string[];
  /** Null where the file names none: GitLab's own serve. */
  readonly stages: readonly string[] | null;
}

/** Reads the CI file, with what it includes of its repository; null for one that holds no map, or is not read whole. Pure; never throws. */
export function readPipeline(file: TextFile, tree: CiTree): Pipeline | null {
  const joined = joinIncludes(file, tree);
  if (joined === null) return null;
  const { includes, texts } = joined;
  const body = texts.some((text) => text.includes('!reference')) ? followReferences(joined.body) : joined.body;
  const jobs = entriesOf(body).flatMap(({ key, place, value }): (readonly [string, CiJob])[] => {
    const job = asMap(value);
    return job === null || globalKeys.has(key) ? [] : [[key, { name: key, place, body: job, parents: namesIn(at(job, 'extends')) }]];
  });
  const stages = at(body, 'stages');
  return {
    path: file.path,
    body,
    jobs: new Map(jobs),
    includes,
    texts,
    stages: stages === null ? null : itemsOf(stages).flatMap((stage) => textOf(stage) ?? []),
  };
}

/** Keys of a CI file that are no job ("CI/CD YAML syntax reference", GitLab). */
const globalKeys = new Set([
  'default',
  'include',
  'stages',
  'variables',
  'workflow',
  'spec',
  'image',
  'services',
  'cache',
  'before_script',
  'after_script',
]);

/** A chain of models longer than this is refused by GitLab ("extends", CI/CD YAML syntax reference: eleven levels). */
const MAX_LEVELS = 11;

/** The job, then the models that it extends, the nearest first, as far as the file writes them. */
export function lineageOf(job: CiJob, { jobs }: Pick<Pipeline, 'jobs'>): readonly CiJob[] {
  const found = new Map<string, CiJob>();
  const visit = (one: CiJob, level: number): void => {
    if (found.has(one.name) || level > MAX_LEVELS) return;
    found.set(one.name, one);
    // The last model that is named decides.
    for (const { name } of one.parents.toReversed()) {
      const parent = jobs.get(name);
      if (parent !== undefined) visit(parent, level + 1);
    }
  };
  visit(job, 0);
  return [...found.values()];
}

/** The templates of the catalogue that a job extends, by itself or by a model of the file, which may also write one anew. */
export function templatesOf(job: CiJob, pipeline: Pick<Pipeline, 'jobs'>): readonly string[] {
  const lineage = lineageOf(job, pipeline);
  const named = lineage.flatMap(({ parents }) => parents.map(({ name }) => name));
  return named.filter((name) => catalogue.some(({ jobs }) => jobs.includes(name)));
}

/** The jobs that run. */
export function runningJobs({ jobs }: Pick<Pipeline, 'jobs'>): readonly CiJob[] {
  return [...jobs.values()].filter(({ name }) => !name.startsWith('.'));
}

/** What is written under a key by the job, or by the nearest model of the file. */
export function inherited(job: CiJob, pipeline: Pick<Pipeline, 'jobs'>, ...keys: readonly string[]): Node | null {
  return lineageOf(job, pipeline).flatMap(({ body }) => at(body, ...keys) ?? [])[0] ?? null;
}

/** What is included from elsewhere than the catalogue, and may define anything; null where nothing is. */
export function unreadInclude({ includes }: Pick<Pipeline, 'includes'>): Include | null {
  return includes.find(({ from }) => from !== 'catalogue') ?? null;
}
