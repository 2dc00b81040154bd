import type { Place } from '../../dossier/checks/check.ts';
import type { TextFile } from '../files/text-file.ts';
import { asMap, at, entriesOf, itemsOf, type MapNode, type Node, textOf } from '../yaml/node.ts';
import { readDocuments } from '../yaml/read-documents.ts';
import { catalogue } from './catalogue.ts';

/** A name as the CI file writes it. */
export interface WrittenName {
  readonly name: string;
  readonly place: Place;
}

/** A job of the CI file; one whose name starts with a dot is a model for others. */
export interface CiJob extends WrittenName {
  readonly body: MapNode;
  readonly parents: readonly WrittenName[];
}

/** What `include` brings. */
export type Include =
  /** A file of the platform's catalogue; `isMain`: of the branch that the list of its jobs was made from. */
  | (WrittenName & { readonly from: 'catalogue'; readonly isMain: boolean })
  /** Anything else, which was not read. */
  | (WrittenName & { readonly from: 'elsewhere' });

/** The CI file, parsed. */
export interface Pipeline {
  readonly path: string;
  readonly body: MapNode;
  readonly jobs: ReadonlyMap<string, CiJob>;
  readonly includes: readonly Include[];
  /** Null where the file names none: GitLab's own serve. */
  readonly stages: readonly string[] | null;
}

/** Reads the CI file; null for one that holds no map, or is not read whole. Pure; never throws. */
export function readPipeline(file: TextFile): Pipeline | null {
  const { documents, troubles } = readDocuments(file);
  if (troubles.some(({ kind }) => kind !== 'ambiguous')) return null;
  // A first document may only declare inputs ("CI/CD inputs", GitLab).
  const body = asMap(documents.at(-1) ?? null);
  if (body === null) return null;
  const jobs = entriesOf(body).flatMap(({ key, place, value }): (readonly [string, CiJob])[] => {
    const job = asMap(value);
    return job === null || globalKeys.has(key) ? [] : [[key, { name: key, place, body: job, parents: namesIn(at(job, 'extends')) }]];
  });
  const stages = at(body, 'stages');
  return {
    path: file.path,
    body,
    jobs: new Map(jobs),
    includes: listed(at(body, 'include')).flatMap(readInclude),
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

/** The items of a list, or the one thing that stands where a list may. */
function listed(node: Node | null): readonly Node[] {
  if (node === null) return [];
  return node.kind === 'list' ? node.items : [node];
}

function namesIn(node: Node | null): readonly WrittenName[] {
  return listed(node).flatMap((item) => {
    const name = textOf(item);
    return name === null ? [] : [{ name, place: item.place }];
  });
}

function readInclude(node: Node): readonly Include[] {
  const project = textOf(at(node, 'project'));
  const { place } = node;
  if (project === null) {
    const name =
      textOf(node) ?? ['local', 'remote', 'template', 'component'].flatMap((key) => textOf(at(node, key)) ?? []).at(0) ?? 'include';
    return [{ from: 'elsewhere', name, place }];
  }
  const files = namesIn(at(node, 'file'));
  if (!/^\$\{?CATALOG_PATH\}?$/.test(project)) return [{ from: 'elsewhere', name: project, place }];
  const ref = textOf(at(node, 'ref'));
  const isMain = ref === null || /^(main|HEAD)$/.test(ref);
  return files.map((file) => ({ from: 'catalogue', name: file.name.replace(/^\//, ''), place: file.place, isMain }));
}

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
  return includes.find(({ from }) => from === 'elsewhere') ?? null;
}
