import { type RuleName, ruleNames } from '../config/procedure.ts';
import type { CheckReport, Finding, RuleResult } from '../dossier/checks/check.ts';
import { say, sentenceText } from '../dossier/sentence.ts';
import { type InspectInput, readRepository, type Repository } from './repository.ts';
import type { RuleFinding } from './rules/rule.ts';
import { rules } from './rules/rules.ts';

export type { InspectInput, TextFile } from './repository.ts';

/**
 * Checks a repository's files by every rule. `paths` is the whole tree, `files` those that `selectFiles` wanted and that could be read. Pure; never
 * throws; its time follows the length of the files.
 */
export function inspect(input: InspectInput): CheckReport {
  const repository = readRepository(input);
  return { facts: repository.facts, rules: ruleNames.map((rule) => judge(rule, repository)), unread: repository.unread };
}

function judge(rule: RuleName, repository: Repository): RuleResult {
  const { examined, findings } = rules[rule](repository);
  const assemblers = new Set(repository.resources.flatMap(({ assembledBy }) => assembledBy ?? []));
  return {
    rule,
    examined: new Set(examined.map(({ path, line }) => `${path}:${line}`)).size,
    findings: oncePerPlace(findings, assemblers.size),
  };
}

/** What several overlays have in common is said once; what only some of them have is said with their names. */
function oncePerPlace(findings: readonly RuleFinding[], assemblers: number): readonly Finding[] {
  const groups = Map.groupBy(
    findings,
    ({ outcome, place, because }) => `${outcome}\n${place?.path}:${place?.line}\n${sentenceText(because)}`,
  );
  return [...groups.values()].flatMap((group): readonly Finding[] => {
    const [first] = group;
    if (first === undefined) return [];
    const { assembledBy, ...finding } = first;
    const folders = [...new Set(group.flatMap((one) => one.assembledBy ?? []))];
    if (assembledBy === null || folders.length === assemblers) return [finding];
    const named = folders.map((folder) => (folder === '' ? '.' : folder)).join(', ');
    return [{ ...finding, because: say`${finding.because} (dans ${named})` }];
  });
}
