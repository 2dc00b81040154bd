import type { Place, RuleName, RuleResult } from './check.ts';
import { ruleInfo, ruleOutcome } from './rules.ts';
import type { InspectedRepository } from './sight.ts';

/** A rule that a repository breaks, with the first place. */
export interface BrokenRule {
  readonly rule: RuleName;
  readonly places: number;
  readonly first: Place | null;
}

export interface CheckCounts {
  /** Rules that are broken and block in production. */
  readonly blocking: number;
  readonly audited: number;
  readonly undetermined: number;
  readonly conforming: number;
}

/** What a dossier remembers of the checks of a repository at a commit. It stands in the hub: of a private repository, it only counts. */
export interface CheckSummary {
  readonly commit: string;
  /** The last demand to look again that was met. */
  readonly demand: string | null;
  readonly private: boolean;
  /** The details stand where they may be read. False while a private repository takes no issue: they are written once it does. */
  readonly reported: boolean;
  readonly counts: CheckCounts;
  /** Of a private repository: the boxes ticked when its details were written, as one word; null for a public one, whose details stand here. */
  readonly attested: string | null;
  /** Empty for a private repository. */
  readonly broken: readonly BrokenRule[];
  readonly dockerfiles: number;
  readonly ciFile: boolean;
  readonly infrastructure: boolean;
}

/** The summary of a repository that was inspected, by `demand` if there was one, while the boxes ticked were `attested`. */
export function summarise(inspected: InspectedRepository, { demand, attested }: { demand: string | null; attested: string }): CheckSummary {
  const {
    commit,
    private: closed,
    report: { facts, rules },
  } = inspected;
  return {
    commit,
    demand,
    private: closed,
    reported: !closed || inspected.hasIssues,
    counts: countRules(rules),
    attested: closed ? attested : null,
    broken: closed ? [] : brokenRules(rules),
    dockerfiles: facts.dockerfiles.length,
    ciFile: facts.ciFile !== null,
    infrastructure: facts.infrastructure.length > 0,
  };
}

/** How many rules hold, break or cannot be judged. */
export function countRules(rules: readonly RuleResult[]): CheckCounts {
  const count = (holds: (result: RuleResult) => boolean) => rules.filter(holds).length;
  const breaks = (severity: 'blocks' | 'audited') =>
    count((result) => ruleOutcome(result) === 'violation' && ruleInfo[result.rule].severity === severity);
  return {
    blocking: breaks('blocks'),
    audited: breaks('audited'),
    undetermined: count((result) => ruleOutcome(result) === 'undetermined'),
    conforming: count((result) => ruleOutcome(result) === 'conforming'),
  };
}

/** The rules that are broken, with where they first are. */
export function brokenRules(rules: readonly RuleResult[]): readonly BrokenRule[] {
  return rules.filter((result) => ruleOutcome(result) === 'violation').map(brokenRule);
}

function brokenRule({ rule, findings }: RuleResult): BrokenRule {
  const violations = findings.filter(({ outcome }) => outcome === 'violation');
  return { rule, places: violations.length, first: violations.find(({ place }) => place !== null)?.place ?? null };
}
