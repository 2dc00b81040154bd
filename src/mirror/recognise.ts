import { z } from 'zod';
import type { Advice, RecognisedMirror } from '../dossier/mirror/mirror-workflow.ts';
import { readYaml } from '../yaml/located-yaml.ts';
import { isOurs } from './change-platforms.ts';
import { MAX_WORKFLOW_SIZE } from './workflow-model.ts';

/** A file of a repository's `.github/workflows`. */
export interface WorkflowFile {
  readonly path: string;
  readonly text: string;
}

const reusable = /^dnum-mi\/fabnum-cicd\/\.github\/workflows\/sync-cpin\.ya?ml@(.+)$/i;
const triggerCall = /\/trigger\/pipeline\b/;

const values = z.unknown().optional();
const stepSchema = z.object({ run: z.string().optional(), uses: z.string().optional(), env: values, with: values });
const jobSchema = z.object({
  uses: z.string().optional(),
  permissions: z.unknown().optional(),
  'runs-on': values,
  env: values,
  with: values,
  steps: z.array(stepSchema.catch({})).catch([]),
});
const workflowSchema = z.object({
  on: z.unknown().optional(),
  env: values,
  permissions: z.unknown().optional(),
  jobs: z.record(z.string(), jobSchema.catch({ steps: [] })).catch({}),
});
type Workflow = z.infer<typeof workflowSchema>;

/** The mirroring workflows among the files: those of the App, those that call GitLab's trigger API, those that use the organisation's reusable one. Never throws. */
export function recogniseMirrors(files: readonly WorkflowFile[]): readonly RecognisedMirror[] {
  return files.flatMap(({ path, text }): RecognisedMirror[] => {
    const workflow = readWorkflow(path, text);
    if (workflow === null) return [];
    if (isOurs(text)) return [{ path, by: 'accostage', advice: [] }];
    const uses = Object.values(workflow.jobs).flatMap(({ uses: own, steps }) =>
      [own, ...steps.map((step) => step.uses)].filter((use) => use !== undefined),
    );
    const scripts = Object.values(workflow.jobs).flatMap(({ steps }) => steps.map((step) => withoutComments(step.run ?? '')));
    const advice = () => advise(workflow, { uses, scripts });
    if (uses.some((use) => reusable.test(use))) return [{ path, by: 'reusable', advice: advice() }];
    return [...scripts, ...valuesIn(workflow)].some((said) => triggerCall.test(said))
      ? [{ path, by: 'trigger-api', advice: advice() }]
      : [];
  });
}

/** What a workflow hands to its scripts and actions: the address of the call may stand there. */
function valuesIn({ env, jobs }: Workflow): readonly string[] {
  const handed = Object.values(jobs).flatMap((job) => [job.env, job.with, ...job.steps.flatMap((step) => [step.env, step.with])]);
  return [env, ...handed].map((value) => JSON.stringify(value ?? ''));
}

/** Null for what is no YAML, or no workflow: GitHub does not run it either. */
function readWorkflow(path: string, text: string): Workflow | null {
  const read = readYaml(text, path, MAX_WORKFLOW_SIZE);
  return (read.ok ? workflowSchema.safeParse(read.yaml.value).data : undefined) ?? null;
}

function advise(workflow: Workflow, { uses, scripts }: { uses: readonly string[]; scripts: readonly string[] }): readonly Advice[] {
  const calls = scripts.filter((script) => triggerCall.test(script)).join('\n');
  const found: readonly (readonly [Advice, boolean])[] = [
    ['token-in-clear', /\bglptt-[\w-]{10,}|\btoken=[A-Za-z0-9][\w-]{15,}/.test(calls)],
    ['token-in-address', calls.split(/[\s"']+/).some(hasTokenInQuery)],
    ['plain-http', /\bhttp:\/\/(?!127\.|localhost)/.test(calls)],
    ['certificate-unchecked', calls.replaceAll('\\\n', ' ').split('\n').some(isUncheckedCurl)],
    ['name-in-script', scripts.some(hasNameInExpression)],
    ['deletes-inside', asksForAll.test(`${calls}\n${valuesIn(workflow).join('\n')}`)],
    ['retired-api', /\/api\/v3\//.test(calls)],
    ['retired-runner', Object.values(workflow.jobs).some((job) => retiredRunner.test(JSON.stringify(job['runs-on'] ?? '')))],
    ['unpinned-action', uses.some((use) => /^[\w.-]+\/[\w./-]+@/.test(use) && !/@[0-9a-f]{40}$/.test(use))],
    ['pull-request-target', JSON.stringify(workflow.on ?? '').includes('pull_request_target')],
    [
      'broad-permissions',
      workflow.permissions === undefined && Object.values(workflow.jobs).some(({ permissions }) => permissions === undefined),
    ],
  ];
  return found.flatMap(([advice, holds]) => (holds ? [advice] : []));
}

// Read piece by piece: one expression for all of it would begin again at each of its characters.
function hasTokenInQuery(word: string): boolean {
  const query = word.indexOf('?');
  return query !== -1 && word.includes('token=', query);
}

function isUncheckedCurl(line: string): boolean {
  const start = line.search(/\bcurl\b/);
  const words = start === -1 ? [] : line.slice(start).split(/\s+/).slice(1);
  return words.some((word) => /^--insecure\b/.test(word) || (/^-[a-zA-Z]+$/.test(word) && word.includes('k')));
}

function hasNameInExpression(script: string): boolean {
  const expressions = script.split('${{').slice(1);
  return expressions.some((expression) => /\b(?:ref_name|head_ref|head_commit)\b/.test(expression.split('}', 1)[0] ?? ''));
}

/** Everything, always or at each tag. Bounded: one without an end would begin again at each name. */
const asksForAll = /SYNC_ALL\]?["']?[=:]["']?(?:true\b|\$\{\{[^}]{0,80}ref_type == 'tag')/i;

/** Images that GitHub no longer runs: a job that asks for one waits for ever. */
const retiredRunner = /\bubuntu-(?:16\.04|18\.04|20\.04)\b/;

/** A script without its comment lines: a call that is commented out is none. */
function withoutComments(script: string): string {
  return script
    .split('\n')
    .filter((line) => !/^\s*#/.test(line))
    .join('\n');
}
