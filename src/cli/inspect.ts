import type { CheckReport, Finding, RuleName, Unread } from '../dossier/checks/check.ts';
import { doubtsOf } from '../dossier/checks/doubts.ts';
import { ruleInfo, ruleOutcome } from '../dossier/checks/rules.ts';
import { say, sentenceText } from '../words/sentence.ts';
import { selectFiles } from '../inspect/files/select-files.ts';
import type { TextFile } from '../inspect/files/text-file.ts';
import { inspect as inspectFiles } from '../inspect/inspect.ts';
import { type Run, type Terminal, UsageError } from './command.ts';
import { printableJson } from './printable.ts';
import { readOptions } from './read-options.ts';

/** `accostage inspect`: checks the files of a directory (a project's checkout) by the platform's technical rules. No network. */
export const inspect: Run = (args, terminal) => {
  const { rest, flags } = readOptions(args, [], ['json']);
  if (rest.length > 1) throw new UsageError('un seul dossier attendu');
  const report = check(rest[0] ?? '.', terminal);
  if (flags.has('json')) terminal.out(printableJson(report));
  else print(report, terminal);
  return report.rules.some((result) => ruleOutcome(result) === 'violation') ? 1 : 0;
};

function check(directory: string, terminal: Terminal): CheckReport {
  const tree = readTree(directory, terminal);
  const { wanted, unread } = selectFiles(tree);
  const read = wanted.map((path) => readText(directory, path, terminal));
  return inspectFiles({
    paths: tree.map(({ path }) => path),
    files: read.flatMap(({ file }) => file ?? []),
    unread: [...unread, ...read.flatMap(({ missed }) => missed ?? [])],
  });
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
function print({ rules, unread }: CheckReport, terminal: Terminal): void {
  for (const { rule, findings } of rules) {
    for (const finding of findings.filter(({ outcome }) => outcome !== 'undetermined')) terminal.out(describe([rule], finding));
  }
  for (const { rules: kept, finding } of doubtsOf(rules)) terminal.out(describe(kept, finding));
  for (const { path, because } of unread) terminal.err(`${path} : non lu, ${sentenceText(because)}\n`);
  const count = (wanted: ReturnType<typeof ruleOutcome>) => rules.filter((result) => ruleOutcome(result) === wanted).length;
  terminal.err(
    `${rules.length} règles : ${plural(count('conforming'), 'conforme')}, ${plural(count('violation'), 'non conforme')}, ${plural(count('undetermined'), 'indéterminée')}, ${count('not-applicable')} sans objet.\n`,
  );
}

/** « 0 conforme », « 2 conformes »: zero is singular in French. */
function plural(count: number, word: string): string {
  return `${count} ${word}${count > 1 ? 's' : ''}`;
}

function describe(rules: readonly RuleName[], { place, outcome, because, fix }: Finding): string {
  const where = place === null ? '.' : `${place.path}:${place.line}`;
  const severity = rules.some((rule) => ruleInfo[rule].severity === 'blocks') ? 'bloquant' : 'signalé';
  const verdict = { violation: `non conforme (${severity})`, undetermined: 'indéterminé', advice: 'conseil' }[outcome];
  const lines = (fix?.text ?? '').split('\n').filter((line) => line !== '');
  return `${where}: ${rules.join(', ')}: ${verdict} : ${sentenceText(because)}\n${lines.map((line) => `    ${line}\n`).join('')}`;
}
