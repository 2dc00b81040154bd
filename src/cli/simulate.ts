import { compileProcedure } from '../config/compile-procedure.ts';
import { readDefaults } from '../defaults.ts';
import { decide } from '../dossier/engine/decide.ts';
import type { PullWanted } from '../dossier/mirror/mirror-status.ts';
import type { PrerequisiteResult } from '../dossier/prerequisite.ts';
import { sentenceText } from '../words/sentence.ts';
import { parseForm } from '../form/parse-form.ts';
import { type HubSetup, setupOf } from '../config/hub-setup.ts';
import { renderWorkflow } from '../mirror/render-workflow.ts';
import { workflowPath } from '../mirror/workflow-model.ts';
import { renderComment } from '../render/render-comment.ts';
import { renderPull } from '../render/mirror-pull.ts';
import { renderStatus } from '../render/status.ts';
import { readYaml } from '../yaml/located-yaml.ts';
import { describeProblem, type Problem } from '../yaml/problem.ts';
import { type Subcommand, type Terminal, UsageError } from './command.ts';
import { printableJson } from './printable.ts';
import { readInput, readOptions, refuseRest, requireOption } from './read-options.ts';
import { simulated } from './simulated.ts';

/** `accostage simulate`: what the App would do with an issue, as JSON. No network, no credentials. */
export const simulate: Subcommand = {
  name: 'simulate',
  usage: 'accostage simulate --issue CORPS.md [--labels a,b] [--form FORMULAIRE.yml] [--process PROCESSUS.yml] [--now DATE_ISO]',
  summary: 'montre en JSON ce que l’application ferait d’un ticket, sans réseau ni identifiants',
  help: 'Sans --form ni --process, ceux qui sont fournis servent. « - » à la place d’un fichier lit l’entrée standard.',
  run: (args, terminal) => {
    const { options, rest } = readOptions(args, ['issue', 'labels', 'form', 'process', 'now']);
    refuseRest(rest);
    const body = readInput(requireOption(options, 'issue'), terminal);
    const setup = readSetup(options, terminal);
    if (!setup.ok) {
      for (const problem of setup.problems) terminal.err(`${describeProblem(problem)}\n`);
      return 1;
    }
    const now = readInstant(options['now'], terminal);
    const labels = (options['labels'] ?? '')
      .split(',')
      .map((label) => label.trim())
      .filter((label) => label !== '');
    const decision = decide(simulated({ setup: setup.setup, body, labels, now }), now);
    if (decision.kind === 'needs') throw new Error('a simulation has nobody to ask about');
    const { plan } = decision;
    const status = { slot: 'status', body: renderStatus(plan.status, { failures: [], sealed: null }) };
    const printed = {
      prerequisites: plan.prerequisites.map(describePrerequisite),
      phase: plan.state.phase,
      labels: plan.labels,
      comments: [status, ...plan.comments.map((wanted) => ({ slot: wanted.slot, body: renderComment(wanted) }))],
      pullRequests: plan.pulls.map((wanted) => describePull(wanted, setup.setup.procedure.mirror.console)),
    };
    terminal.out(printableJson(printed));
    return 0;
  },
};

type Setup = { readonly ok: true; readonly setup: HubSetup } | { readonly ok: false; readonly problems: readonly Problem[] };

function readSetup(options: Readonly<Record<string, string>>, terminal: Terminal): Setup {
  const defaults = readDefaults();
  const { form: formPath, process: processPath } = options;
  const form = formPath === undefined ? ({ ok: true, form: defaults.form } as const) : parseForm(readInput(formPath, terminal), formPath);
  if (!form.ok) return form;
  const layer = processPath === undefined ? null : readYaml(readInput(processPath, terminal), processPath);
  if (layer?.ok === false) return layer;
  const compiled = compileProcedure(layer === null ? [defaults.layer] : [defaults.layer, layer.yaml], form.form);
  return compiled.ok ? { ok: true, setup: setupOf(compiled.procedure, form.form) } : compiled;
}

function readInstant(given: string | undefined, { now }: Terminal): string {
  const time = given === undefined ? now() : new Date(given);
  if (Number.isNaN(time.getTime())) throw new UsageError(`date illisible : ${given ?? ''} (attendu : 2027-03-12T09:00:00Z)`);
  return time.toISOString();
}

function describePrerequisite(result: PrerequisiteResult) {
  const { id, title } = result.prerequisite;
  const reasons =
    result.status === 'missing' || result.status === 'invalid'
      ? result.reasons.map(({ because, expected, example }) => ({ because: sentenceText(because), expected, example }))
      : [];
  return { id, title, status: result.status, reasons };
}

function describePull(wanted: PullWanted, console: string) {
  const { title, body } = renderPull(wanted, console);
  return { repository: wanted.seen.name, title, body, files: [{ path: workflowPath, content: renderWorkflow(wanted.workflow) }] };
}
