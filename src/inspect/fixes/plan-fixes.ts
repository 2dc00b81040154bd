import { doubtsOf } from '../../dossier/checks/doubts.ts';
import { type Change, fixableRules, type FixableRule, type FixPlan, type FixQuestion } from '../../dossier/checks/fix-plan.ts';
import type { CheckReport, Finding, RuleName } from '../../dossier/checks/check.ts';
import { parseDockerfile } from '../docker/parse-dockerfile.ts';
import { treeKinds } from '../files/tree-kinds.ts';
import { inspect } from '../inspect.ts';
import type { InspectInput } from '../repository.ts';
import { edited, type Fix } from './fix.ts';
import { fixers } from './fixers.ts';

/** A repository's files, and the rules for which fixes are wanted; all where none is named, but for those that were set aside. */
export interface FixRequest {
  readonly input: InspectInput;
  readonly rules: readonly RuleName[];
  readonly setAside: readonly RuleName[];
}

/** Files that are changed at most, so that people can read them. */
const MAX_FILES = 20;
/** Fixes of one rule that are tried one by one, where they do not do together. */
const MAX_TRIED = 20;

interface Mended {
  readonly input: InspectInput;
  readonly report: CheckReport;
  readonly changes: readonly Change[];
}

/**
 * The fixes of a repository that are certain, and what is asked of its team. Each was tried: the files were checked again with it, what it is for was gone and nothing
 * new had come; any other is left out, and its finding is a question. Applied to its own result, it changes nothing. Pure; never throws.
 */
export function planFixes({ input, rules, setAside }: FixRequest): FixPlan {
  const isWanted = (rule: RuleName) => (rules.length === 0 || rules.includes(rule)) && !setAside.includes(rule);
  let mended: Mended = { input, report: inspect(input), changes: [] };
  for (const rule of fixableRules) if (isWanted(rule)) mended = mend(mended, rule);
  const before = new Map(input.files.map(({ path, text }) => [path, text]));
  const isOwn = ({ path }: { path: string }) => input.followed?.has(path) !== true;
  const files = mended.input.files.filter((file) => isOwn(file) && before.get(file.path) !== file.text);
  return { files, changes: mended.changes, questions: questionsOf(mended.report).filter(({ rules: own }) => own.some(isWanted)) };
}

function mend(mended: Mended, rule: FixableRule): Mended {
  const found = mended.report.rules.find((result) => result.rule === rule)?.findings ?? [];
  const findings = found.filter(({ outcome }) => outcome === 'violation' || outcome === 'advice');
  const fixes = findings.length === 0 ? [] : fixers[rule]({ ...filesOf(mended.input), findings });
  if (fixes.length === 0) return mended;
  const together = attempt(mended, rule, fixes);
  if (together !== null) return together;
  let accepted: readonly Fix[] = [];
  for (const fix of fixes.slice(0, MAX_TRIED)) if (attempt(mended, rule, [...accepted, fix]) !== null) accepted = [...accepted, fix];
  return (accepted.length === 0 ? null : attempt(mended, rule, accepted)) ?? mended;
}

/** The repository with the fixes made; null where that does not mend the rule, or breaks another. */
function attempt({ input, report, changes }: Mended, rule: RuleName, fixes: readonly Fix[]): Mended | null {
  const byPath = Map.groupBy(fixes, ({ path }) => path);
  const texts = new Map(input.files.map(({ path, text }) => [path, text]));
  for (const [path, own] of byPath)
    texts.set(
      path,
      edited(
        texts.get(path) ?? '',
        own.flatMap(({ edits }) => edits),
      ),
    );
  if (new Set([...changes.map(({ path }) => path), ...byPath.keys()]).size > MAX_FILES) return null;
  const after = {
    ...input,
    paths: [...new Set([...input.paths, ...byPath.keys()])],
    // What stands for a file follows it.
    files: [...texts].map(([path, text]) => ({ path, text: texts.get(input.followed?.get(path) ?? path) ?? text })),
  };
  const mended = inspect(after);
  if (!isBetter({ before: report, after: mended, rule, fixes: fixes.length })) return null;
  return { input: after, report: mended, changes: [...changes, ...fixes.map(({ path, because }) => ({ rule, path, because }))] };
}

interface Comparison {
  readonly before: CheckReport;
  readonly after: CheckReport;
  readonly rule: RuleName;
  readonly fixes: number;
}

/** As many findings of the rule went as fixes were made, and in no file did more come of any rule: lines move, and what a finding says follows the text. */
function isBetter({ before, after, rule, fixes }: Comparison): boolean {
  const [had, has] = [countByKind(before), countByKind(after)];
  if ([...has].some(([kind, count]) => count > (had.get(kind) ?? 0))) return false;
  return findingsOf(before, rule) - findingsOf(after, rule) >= fixes;
}

function findingsOf({ rules }: CheckReport, rule: RuleName): number {
  return rules.find((result) => result.rule === rule)?.findings.length ?? 0;
}

function countByKind({ rules, unread }: CheckReport): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const count = (kind: string) => counts.set(kind, (counts.get(kind) ?? 0) + 1);
  for (const { rule, findings } of rules) for (const finding of findings) count(kindOf(rule, finding));
  for (const { path } of unread) count(path);
  return counts;
}

function kindOf(rule: RuleName, { place, outcome }: Finding): string {
  return JSON.stringify([rule, outcome, place?.path]);
}

/** What may be written: through a link, it would be in place of the link. */
function filesOf({ paths: tree, files: read, followed = new Map() }: InspectInput) {
  const kinds = treeKinds(tree);
  const [paths, files] = [tree.filter((path) => !followed.has(path)), read.filter(({ path }) => !followed.has(path))];
  const dockerfiles = files
    .filter(({ path }) => kinds.get(path) === 'dockerfile')
    .flatMap(({ path, text }) => parseDockerfile(path, text) ?? []);
  // What is not in UTF-8 was read with some of its signs lost: written back, they would be lost in the file.
  const whole = files.filter(({ text }) => !text.includes('\uFFFD'));
  return { paths, files: new Map(whole.map(({ path, text }) => [path, text])), dockerfiles };
}

/** What is still wrong, with the example that its rule gives, to be filled in. Doubts on what the files do not tell are the checks' to say. */
function questionsOf({ rules }: CheckReport): readonly FixQuestion[] {
  return doubtsOf(
    rules.map((result) => ({
      ...result,
      findings: result.findings.flatMap((finding) =>
        finding.outcome === 'violation' ? [{ ...finding, outcome: 'undetermined' as const }] : [],
      ),
    })),
  ).map(({ finding: { place, because, fix: example }, rules: own }) => ({ rules: own, place, because, example }));
}
