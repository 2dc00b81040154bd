import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { say, type Sentence } from '../words/sentence.ts';
import type { Cluster } from '../config/production.ts';
import type { TextFile } from '../inspect/files/text-file.ts';
import { environmentOf } from '../inspect/helm/environments.ts';
import type { ChartPlan, EnvironmentValues } from '../inspect/helm/chart-plan.ts';
import type { ChartRendering, Rendered, Rendering, RenderingFailed } from '../inspect/helm/rendering.ts';
import type { InspectInput } from '../inspect/repository.ts';
import type { FoundHelm } from './find-helm.ts';
import { helmFailure } from './helm-error.ts';
import { askClusters } from './ask-clusters.ts';
import { inOwnFolder } from './in-own-folder.ts';
import { renderLeavingOut } from './leave-out.ts';
import { type OneAhead, oneAhead } from './one-ahead.ts';
import type { HelmAnswer, HelmCall } from './run-helm.ts';
import { inTurn } from './turn.ts';

/** Files of one chart that Helm is given, and characters of all its values. */
const MAX_FILES = 500;
const MAX_VALUES = 1_000_000;

/** Times that what was rendered may let others be rendered: an application that deploys one that deploys another. */
const MAX_ROUNDS = 3;

/** For all the charts of one repository; beyond, those that are left are a doubt. */
const TIME_MS = 30_000;
const MAX_MADE = 2_000_000;

/** What is left of both. */
interface Left {
  readonly until: number;
  characters: number;
}

/** The charts of a repository, and what renders them. */
export interface ToRender {
  readonly plans: readonly ChartPlan[];
  readonly helm: FoundHelm;
  /** For which they are rendered; none: for what Helm takes by itself. */
  readonly clusters?: readonly Cluster[];
  /** What to render with, instead of the chart's own values and of each environment's. */
  readonly wanted?: WantedValues;
  /** All that is to be rendered by what was; none where that is no more. */
  readonly further?: Further;
}

/** Plans the charts again by what Helm made of them. */
export type Further = (made: readonly ChartRendering[]) => Promise<readonly ChartPlan[]>;

/** The values of a file, or those of one environment. */
export type WantedValues = { readonly kind: 'file'; readonly file: TextFile } | { readonly kind: 'environment'; readonly name: string };

/**
 * What Helm makes of the charts of a repository, with the values of each environment, and of what they deploy in their turn. Rejects only where no file can be written, or as what plans
 * further does.
 */
export function renderCharts({
  plans,
  helm,
  clusters = [],
  wanted,
  further = nothingMore,
}: ToRender): Promise<Pick<InspectInput, 'renderings' | 'noHelm'>> {
  if (helm.kind === 'none') return Promise.resolve({ noHelm: helm.because });
  return inTurn(async () => {
    const renderer: Renderer = { helm: helm.path, clusters, left: { until: Date.now() + TIME_MS, characters: MAX_MADE } };
    let [asked, made]: [readonly ChartPlan[], readonly Made[]] = [plans, []];
    for (let round = 0; round <= MAX_ROUNDS && asked.length > 0; round += 1) {
      // oxlint-disable-next-line no-await-in-loop -- each round renders what the one before deploys
      made = await renderAll(asked, { renderer, wanted, made });
      // oxlint-disable-next-line no-await-in-loop -- as above
      asked = round < MAX_ROUNDS ? await further(made.map(({ rendering }) => rendering)) : [];
    }
    return { renderings: made.map(({ rendering }) => rendering) };
  });
}

const nothingMore: Further = () => Promise.resolve([]);

/** A chart, and the values to render it with; null: its own alone. */
interface Planned {
  readonly plan: ChartPlan;
  readonly values: readonly (EnvironmentValues | null)[];
}

function planned(plan: ChartPlan, wanted: WantedValues | undefined): Planned {
  if (plan.inflatedBy !== null) return { plan, values: plan.environments };
  if (wanted === undefined) return { plan, values: [null, ...plan.environments] };
  if (wanted.kind === 'file') return { plan, values: [wanted.file] };
  const named = plan.environments.filter(({ path }) => environmentOf(path) === wanted.name);
  return { plan, values: named.length === 0 ? [null] : named };
}

/** What renders, for which clusters, and within what. */
interface Renderer {
  readonly helm: string;
  readonly clusters: readonly Cluster[];
  readonly left: Left;
}

/** What Helm made of a chart, and with what. */
interface Made {
  readonly with: Planned;
  readonly rendering: ChartRendering;
}

interface Round {
  readonly renderer: Renderer;
  readonly wanted: WantedValues | undefined;
  readonly made: readonly Made[];
}

async function renderAll(plans: readonly ChartPlan[], { renderer, wanted, made }: Round): Promise<readonly Made[]> {
  const all: Made[] = [];
  for (const plan of plans) {
    const former = made.find((one) => one.with.plan.chart === plan.chart && one.with.plan.inflatedBy === plan.inflatedBy);
    const one = planned(plan, wanted);
    // oxlint-disable-next-line no-await-in-loop -- one at a time
    all.push({ with: one, rendering: await renderOne(one, renderer, former) });
  }
  return all;
}

/** What was rendered already is kept. */
async function renderOne(one: Planned, renderer: Renderer, former: Made | undefined): Promise<ChartRendering> {
  const { chart, inflatedBy } = one.plan;
  const by = inflatedBy === null ? {} : { inflatedBy };
  const excess = excessOf(one);
  const clusters = former?.rendering.clusters ?? (await askClusters(one.plan, renderer));
  if (excess !== null)
    return {
      chart,
      ...by,
      clusters,
      renderings: [{ values: null, result: { kind: 'failed', because: excess, at: null, endless: false, passing: false } }],
    };
  const cluster = renderer.clusters.find((_, index) => clusters[index]?.takes !== 'no') ?? renderer.clusters[0];
  const call = { helm: renderer.helm, cluster: cluster === undefined ? [] : clusterArgs(cluster), left: renderer.left };
  return { chart, ...by, clusters, renderings: await renderInCopy(one, call, former === undefined ? new Map() : keptOf(former, one)) };
}

function excessOf({ plan: { files, shared }, values }: Planned): Sentence | null {
  if (files.length > MAX_FILES) return say`il a plus de ${MAX_FILES} fichiers`;
  const before = values.flatMap((one) => one?.before ?? []);
  const all = [...files.filter(({ path }) => path === 'values.yaml'), ...shared, ...before, ...values];
  const length = all.reduce((sum, file) => sum + (file?.text.length ?? 0), 0);
  return length > MAX_VALUES ? say`ses valeurs font plus de ${MAX_VALUES / 1_000_000} million de caractères` : null;
}

/** How one chart is rendered. */
interface Call {
  readonly helm: string;
  readonly cluster: readonly string[];
  readonly left: Left;
}

function clusterArgs({ kubernetes, apiVersions }: Cluster): readonly string[] {
  return ['--kube-version', kubernetes, ...apiVersions.flatMap((version) => ['--api-versions', version])];
}

/** What was rendered with the very values that bear the same name now. */
function keptOf({ with: before, rendering }: Made, { plan, values }: Planned): ReadonlyMap<string | null, Rendering> {
  const given = new Map(before.values.map((one) => [one?.path ?? null, contentOf(before.plan, one)]));
  const same = values.flatMap((one) => {
    const path = one?.path ?? null;
    return isDeepStrictEqual(given.get(path), contentOf(plan, one)) ? [path] : [];
  });
  return new Map(rendering.renderings.flatMap((one) => (same.includes(one.values) ? [[one.values, one] as const] : [])));
}

/** All that Helm is given besides the chart. */
function contentOf(plan: ChartPlan, values: EnvironmentValues | null) {
  const { name, namespace } = values?.release ?? plan.release;
  return { name, namespace, before: beforeOf(plan, values).map(({ text }) => text), text: values?.text ?? null };
}

function renderInCopy(one: Planned, call: Call, known: ReadonlyMap<string | null, Rendering>): Promise<readonly Rendering[]> {
  const runs = one.values.map((values, index): Run => ({ values, index, known: known.get(values?.path ?? null) ?? null }));
  if (runs.every((run) => run.known !== null)) return Promise.resolve(runs.flatMap((run) => run.known ?? []));
  return inOwnFolder(async (root) => {
    for (const folder of ['home', 'chart'].map((name) => join(root, name)))
      // oxlint-disable-next-line no-await-in-loop -- two
      await mkdir(folder);
    const asked = runs.map((run) => ({ ...run, call: callOf(one.plan, run, { root, call }) }));
    const helm = oneAhead(asked.flatMap((run) => (run.known === null ? [run.call] : [])));
    try {
      await writeCopy(one, root);
      return await renderEach(asked, { one, chart: join(root, 'chart'), left: call.left, helm });
    } finally {
      helm.end();
    }
  });
}

/** One set of values, and what was made of it already. */
interface Run {
  readonly values: EnvironmentValues | null;
  readonly index: number;
  readonly known: Rendering | null;
}

interface InCopy {
  readonly one: Planned;
  /** The chart's folder. */
  readonly chart: string;
  readonly left: Left;
  readonly helm: OneAhead;
}

async function renderEach(
  runs: readonly (Run & { readonly call: HelmCall })[],
  { one, chart, left, helm }: InCopy,
): Promise<readonly Rendering[]> {
  const renderings: Rendering[] = [];
  let late: Rendering['result'] | null = null;
  for (const { values, known, call } of runs) {
    if (known !== null) {
      renderings.push(known);
      if (known.result.kind === 'failed' && known.result.endless) late = known.result;
      continue;
    }
    const once = async () => excessIn(left) ?? renderedBy(await helm.run(call));
    // A chart whose own values are not enough is deployed with others.
    const isDeployed = values !== null || one.values.length === 1;
    // oxlint-disable-next-line no-await-in-loop -- one at a time
    const result: Rendering['result'] =
      late ?? (await (isDeployed ? renderLeavingOut({ plan: one.plan, folder: chart, render: once }) : once()));
    if (result.kind === 'rendered') left.characters -= result.text.length;
    // What has no end with some values is not tried with others: whoever waits has waited enough.
    if (result.kind === 'failed' && result.endless) late = result;
    renderings.push({ values: values?.path ?? null, result });
  }
  return renderings;
}

/** What it is given first is empty: it waits for its end before it reads anything. */
function callOf(plan: ChartPlan, { values, index }: Run, { root, call }: { readonly root: string; readonly call: Call }): HelmCall {
  const { name, namespace } = values?.release ?? plan.release;
  const before = beforeOf(plan, values).map((_, at) => join(root, beforeFile(index, at)));
  const given = ['-', ...before, ...(values === null ? [] : [join(root, valuesFile(index))])];
  const args = ['template', name, join(root, 'chart'), '--namespace', namespace, ...call.cluster];
  const how = ['--skip-schema-validation', '--include-crds'];
  return { helm: call.helm, folder: join(root, 'home'), args: [...args, ...given.flatMap((path) => ['--values', path]), ...how] };
}

function excessIn({ until, characters }: Left): RenderingFailed | null {
  if (characters <= 0) return tooLong;
  return Date.now() < until ? null : tooLate;
}

const notManifests: RenderingFailed = {
  kind: 'failed',
  because: say`ce que Helm a répondu n’est pas fait d’objets`,
  at: null,
  endless: false,
  passing: false,
};

const tooLong: RenderingFailed = {
  kind: 'failed',
  because: say`les charts de ce dépôt produisent plus de ${MAX_MADE / 1_000_000} millions de caractères`,
  at: null,
  endless: true,
  passing: false,
};

const tooLate: RenderingFailed = {
  kind: 'failed',
  because: say`les charts de ce dépôt demandent plus de ${TIME_MS / 1_000} s`,
  at: null,
  endless: true,
  passing: true,
};

/** Texts that were read, under the folder alone: no link, no path that leaves it. */
async function writeCopy({ plan, values }: Planned, root: string): Promise<void> {
  const written = [
    ...plan.files.map(({ path, text }) => ({ path: `chart/${path}`, text })),
    ...values.flatMap((file, index) => (file === null ? [] : [{ path: valuesFile(index), text: file.text }])),
    ...values.flatMap((file, index) => beforeOf(plan, file).map(({ text }, at) => ({ path: beforeFile(index, at), text }))),
  ];
  for (const folder of new Set(written.map(({ path }) => dirname(path))))
    // oxlint-disable-next-line no-await-in-loop -- few, and one within another
    await mkdir(join(root, folder), { recursive: true });
  await Promise.all(written.map(({ path, text }) => writeFile(join(root, path), text)));
}

function valuesFile(index: number): string {
  return `values-${index}.yaml`;
}

function beforeFile(index: number, at: number): string {
  return `values-${index}-${at}.yaml`;
}

/** What is given before the values of an environment; nothing before those that somebody asks for. */
function beforeOf({ environments, shared }: ChartPlan, values: EnvironmentValues | null): readonly TextFile[] {
  if (values === null || !environments.includes(values)) return [];
  return values.before ?? shared;
}

function renderedBy(answer: HelmAnswer): Rendered | RenderingFailed {
  if (answer.kind !== 'done' || answer.code !== 0) return helmFailure(answer);
  // A line is left empty where all that is made are hooks.
  const out = answer.out.trimStart();
  const isMade = out === '' || out.startsWith('---\n# Source: ');
  return isMade ? { kind: 'rendered', text: answer.out, leftOut: [] } : notManifests;
}
