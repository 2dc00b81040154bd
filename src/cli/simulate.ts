import { compileProcedure } from '../config/compile-procedure.ts';
import { readDefaults } from '../defaults.ts';
import { decideFully } from '../dossier/engine/decide-fully.ts';
import type { Observation } from '../dossier/observation.ts';
import type { Plan } from '../dossier/plan.ts';
import type { PullWanted } from '../dossier/mirror/mirror-status.ts';
import { isLacking, type PrerequisiteResult } from '../dossier/prerequisite.ts';
import { sentenceText } from '../words/sentence.ts';
import { parseForm } from '../form/parse-form.ts';
import { type HubSetup, setupOf } from '../config/hub-setup.ts';
import { shippedUnder } from '../config/presets.ts';
import { renderWorkflow } from '../mirror/render-workflow.ts';
import { workflowPath } from '../mirror/workflow-model.ts';
import { renderComment } from '../render/render-comment.ts';
import { renderPull } from '../render/mirror-pull.ts';
import { renderStatus } from '../render/status.ts';
import { readYaml } from '../yaml/located-yaml.ts';
import { describeProblem, type Problem } from '../yaml/problem.ts';
import { type Run, type Terminal, UsageError } from './command.ts';
import { lacking, readObservation } from './observation-file.ts';
import { printableJson } from './printable.ts';
import { readInput, readOptions, refuseRest } from './read-options.ts';
import { simulated } from './simulated.ts';

/** `accostage simulate`: what the App would do with an issue, or with an observed dossier, as JSON. No network, no credentials. */
export const simulate: Run = async (args, terminal) => {
  const { options, rest } = readOptions(args, ['issue', 'labels', 'form', 'process', 'now', 'observation']);
  refuseRest(rest);
  const read = options['observation'] === undefined ? readIssue(options, terminal) : readObserved(options, terminal);
  if (!read.ok) {
    for (const problem of read.problems) terminal.err(`${describeProblem(problem)}\n`);
    return 1;
  }
  const { observation, plan } = await decideFully({ observation: read.observation, complete: lacking }, read.now);
  terminal.out(printableJson(describePlan(plan, observation)));
  return 0;
};

/** Where the plan is made from, and when. */
type ReadObservation =
  | { readonly ok: true; readonly observation: Observation; readonly now: string }
  | { readonly ok: false; readonly problems: readonly Problem[] };

function readObserved(options: Readonly<Record<string, string>>, terminal: Terminal): ReadObservation {
  const other = ['issue', 'labels', 'form', 'process'].find((name) => options[name] !== undefined);
  if (other !== undefined) throw new UsageError(`--${other} ne va pas avec --observation, qui dit tout`);
  const { observation: path = '' } = options;
  const { at, observation } = readObservation(readInput(path, terminal), path);
  return { ok: true, observation, now: readInstant(options['now'] ?? at, terminal) };
}

function readIssue(options: Readonly<Record<string, string>>, terminal: Terminal): ReadObservation {
  const { issue } = options;
  if (issue === undefined) throw new UsageError('il manque --issue, ou --observation');
  const body = readInput(issue, terminal);
  const setup = readSetup(options, terminal);
  if (!setup.ok) return setup;
  const now = readInstant(options['now'], terminal);
  const labels = (options['labels'] ?? '')
    .split(',')
    .map((label) => label.trim())
    .filter((label) => label !== '');
  return { ok: true, observation: simulated({ setup: setup.setup, body, labels, now }), now };
}

function describePlan(plan: Plan, { procedure }: Observation) {
  const status = { slot: 'status', body: renderStatus(plan.status, { failures: [], sealed: null }) };
  return {
    prerequisites: plan.prerequisites.map(describePrerequisite),
    phase: plan.state.phase,
    labels: plan.labels,
    comments: [status, ...plan.comments.map((wanted) => ({ slot: wanted.slot, body: renderComment(wanted) }))],
    pullRequests: plan.pulls.map((wanted) => describePull(wanted, procedure.mirror.console)),
    closes: plan.close,
  };
}

type Setup = { readonly ok: true; readonly setup: HubSetup } | { readonly ok: false; readonly problems: readonly Problem[] };

function readSetup(options: Readonly<Record<string, string>>, terminal: Terminal): Setup {
  const defaults = readDefaults();
  const { form: formPath, process: processPath } = options;
  const form = formPath === undefined ? ({ ok: true, form: defaults.form } as const) : parseForm(readInput(formPath, terminal), formPath);
  if (!form.ok) return form;
  const layer = processPath === undefined ? null : readYaml(readInput(processPath, terminal), processPath);
  if (layer?.ok === false) return layer;
  const layers = layer === null ? [] : [layer.yaml];
  const compiled = compileProcedure([shippedUnder(layers, defaults.presets), ...layers], form.form);
  return compiled.ok ? { ok: true, setup: setupOf(compiled.procedure, form.form) } : compiled;
}

function readInstant(given: string | undefined, { now }: Terminal): string {
  const time = given === undefined ? now() : new Date(given);
  if (Number.isNaN(time.getTime())) throw new UsageError(`date illisible : ${given ?? ''} (attendu : 2027-03-12T09:00:00Z)`);
  return time.toISOString();
}

function describePrerequisite(result: PrerequisiteResult) {
  const { id, title } = result.prerequisite;
  const reasons = isLacking(result)
    ? result.reasons.map(({ because, expected, example }) => ({ because: sentenceText(because), expected, example }))
    : [];
  const doubts = result.status === 'doubtful' ? result.doubts.map(sentenceText) : [];
  const until = result.status === 'promised' ? result.until : null;
  return { id, title, status: result.status, reasons, doubts, until };
}

function describePull(wanted: PullWanted, console: string) {
  const { title, body } = renderPull(wanted, console);
  return { repository: wanted.seen.name, title, body, files: [{ path: workflowPath, content: renderWorkflow(wanted.workflow) }] };
}
