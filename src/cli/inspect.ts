import type { CheckReport, Finding, IgnoredFinding, RuleName, Unread } from '../dossier/checks/check.ts';
import { doubtsOf } from '../dossier/checks/doubts.ts';
import { ruleInfo, ruleOutcome } from '../dossier/checks/rules.ts';
import { say, sentenceText } from '../words/sentence.ts';
import { renderCharts, type WantedValues } from '../helm/render-charts.ts';
import { MAX_SIZE, selectFiles } from '../inspect/files/select-files.ts';
import { environmentOf } from '../inspect/helm/environments.ts';
import { type ChartPlan, planCharts } from '../inspect/helm/plan-charts.ts';
import type { TextFile } from '../inspect/files/text-file.ts';
import { inspect as inspectFiles } from '../inspect/inspect.ts';
import { type Run, type Terminal, UsageError } from './command.ts';
import { printableJson } from './printable.ts';
import { readInput, readOptions } from './read-options.ts';

/** `accostage inspect`: checks the files of a directory (a project's checkout), or the manifests of standard input, by the platform's technical rules. No network. */
export const inspect: Run = async (args, terminal) => {
  const { rest, flags, options } = readOptions(args, ['values', 'environment'], ['json']);
  if (rest.length > 1) throw new UsageError('un seul dossier attendu');
  const [directory = '.'] = rest;
  const report = directory === '-' ? checkManifests(terminal) : await check(directory, wantedValues(options, terminal), terminal);
  if (flags.has('json')) terminal.out(printableJson(report));
  else print(report, terminal);
  return report.rules.some((result) => ruleOutcome(result) === 'violation') ? 1 : 0;
};

function wantedValues(options: Readonly<Record<string, string>>, terminal: Terminal): WantedValues | undefined {
  const { values, environment: name } = options;
  if (values !== undefined && name !== undefined) throw new UsageError('--values ou --environment, pas les deux');
  if (values !== undefined) return { kind: 'file', file: { path: values, text: readInput(values, terminal) } };
  return name === undefined ? undefined : { kind: 'environment', name };
}

/** What `helm template`, `kustomize build` or `oc process` wrote. */
function checkManifests(terminal: Terminal): CheckReport {
  const text = readInput('-', terminal);
  if (text.length > MAX_SIZE) throw new UsageError(`l’entrée standard dépasse ${MAX_SIZE / 1024} ko : donnez ses objets en plusieurs fois`);
  const file = { path: 'entree-standard.yaml', text };
  return inspectFiles({ paths: [file.path], files: [file], unread: [] });
}

async function check(directory: string, wanted: WantedValues | undefined, terminal: Terminal): Promise<CheckReport> {
  const tree = readTree(directory, terminal);
  const { wanted: selected, unread } = selectFiles(tree);
  const read = selected.map((path) => readText(directory, path, terminal));
  const paths = tree.map(({ path }) => path);
  const files = read.flatMap(({ file }) => file ?? []);
  const helm = await terminal.helm();
  if (helm.kind === 'none' && wanted !== undefined) throw new UsageError(`pas de chart calculé : ${sentenceText(helm.because)}`);
  const plans = planCharts({ paths, files });
  refuseUnknown(wanted, plans);
  const rendered = await renderCharts({ plans, helm, ...(wanted === undefined ? {} : { wanted }) });
  return inspectFiles({ paths, files, unread: [...unread, ...read.flatMap(({ missed }) => missed ?? [])], ...rendered });
}

function refuseUnknown(wanted: WantedValues | undefined, plans: readonly ChartPlan[]): void {
  if (wanted?.kind !== 'environment') return;
  const known = new Set(plans.flatMap(({ environments }) => environments.flatMap(({ path }) => environmentOf(path) ?? [])));
  if (known.has(wanted.name)) return;
  const named = known.size === 0 ? 'aucun fichier de valeurs d’un environnement' : `environnements : ${[...known].join(', ')}`;
  throw new UsageError(`environnement inconnu : ${wanted.name} (${named})`);
}

function readTree(directory: string, terminal: Terminal) {
  try {
    return terminal.listTree(directory);
  } catch {
    throw new UsageError(`dossier illisible : ${directory}`);
  }
}

function readText(directory: string, path: string, terminal: Terminal): { file: TextFile | null; missed: Unread | null } {
  try {
    return { file: { path, text: terminal.readFile(`${directory}/${path}`) }, missed: null };
  } catch {
    return { file: null, missed: { path, because: say`ce fichier n’a pas pu être lu` } };
  }
}

/** A line for each finding, with the fix below it, then one for each doubt, with the rules that it concerns; the count goes with the messages. */
function print({ rules, unread, remarks }: CheckReport, terminal: Terminal): void {
  for (const { rule, findings } of rules) {
    for (const finding of findings.filter(({ outcome }) => outcome !== 'undetermined')) terminal.out(describe([rule], finding));
  }
  for (const { rules: kept, finding } of doubtsOf(rules)) terminal.out(describe(kept, finding));
  for (const { rule, ignored } of rules) for (const one of ignored) terminal.out(describeIgnored(rule, one));
  for (const { place, because } of remarks) terminal.out(`${place.path}:${place.line}: remarque : ${sentenceText(because)}\n`);
  for (const { path, because } of unread) terminal.err(`${path} : non lu, ${sentenceText(because)}\n`);
  const count = (wanted: ReturnType<typeof ruleOutcome>) => rules.filter((result) => ruleOutcome(result) === wanted).length;
  const ignored = count('ignored');
  terminal.err(
    `${rules.length} règles : ${plural(count('conforming'), 'conforme')}, ${plural(count('violation'), 'non conforme')}, ${plural(count('undetermined'), 'indéterminée')}, ${ignored === 0 ? '' : `${plural(ignored, 'ignorée')} avec un motif, `}${count('not-applicable')} sans objet.\n`,
  );
}

/** « 0 conforme », « 2 conformes »: zero is singular in French. */
function plural(count: number, word: string): string {
  return `${count} ${word}${count > 1 ? 's' : ''}`;
}

function describeIgnored(rule: RuleName, { finding: { place, because }, reason }: IgnoredFinding): string {
  const where = place === null ? '.' : `${place.path}:${place.line}`;
  return `${where}: ${rule}: ignoré par l’équipe (${reason}) : ${sentenceText(because)}\n`;
}

function describe(rules: readonly RuleName[], { place, outcome, because, fix }: Finding): string {
  const where = place === null ? '.' : `${place.path}:${place.line}`;
  const severity = rules.some((rule) => ruleInfo[rule].severity === 'blocks') ? 'bloquant' : 'signalé';
  const verdict = { violation: `non conforme (${severity})`, undetermined: 'indéterminé', advice: 'conseil' }[outcome];
  const lines = (fix?.text ?? '').split('\n').filter((line) => line !== '');
  return `${where}: ${rules.join(', ')}: ${verdict} : ${sentenceText(because)}\n${lines.map((line) => `    ${line}\n`).join('')}`;
}
