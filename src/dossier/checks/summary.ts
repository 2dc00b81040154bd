import { z } from 'zod';
import { ruleNames } from '../../config/checks-schema.ts';
import type { Frozen } from '../../words/frozen.ts';
import type { RuleResult } from './check.ts';
import { type Hurry, hurrySchema } from './hurry.ts';
import { ruleInfo, ruleOutcome, type Severity } from './rules.ts';
import type { InspectedRepository } from './inspected-repository.ts';

/** A rule that a repository breaks, with the first place. */
const brokenRuleSchema = z.object({
  rule: z.enum(ruleNames),
  places: z.number(),
  first: z.object({ path: z.string(), line: z.number() }).nullable(),
});
export type BrokenRule = Frozen<z.infer<typeof brokenRuleSchema>>;

const checkCounts = z.object({
  /** Rules that are broken and block in production. */
  blocking: z.number(),
  /** Rules that are broken, and with which the application deploys and does not work. */
  breaking: z.number().default(0),
  audited: z.number(),
  undetermined: z.number(),
  conforming: z.number(),
  /** Rules that hold in all that was seen, where charts of others were not. */
  asSeen: z.number().default(0),
  /** Rules of which nothing is left but what was set aside, with a reason. */
  ignored: z.number().default(0),
});
export type CheckCounts = Frozen<z.infer<typeof checkCounts>>;

/** What a dossier remembers of the checks of a repository at a commit. It stands in the hub: of a private repository, it only counts. */
export const checkSummarySchema = z.object({
  commit: z.string(),
  /** The last demand to look again that was met. */
  demand: z.string().nullable(),
  private: z.boolean(),
  /** The details stand where they may be read. False while those of a private repository are not written there. */
  reported: z.boolean().default(true),
  /** Of a private repository: the boxes ticked when its details were written, as one word; null for a public one, whose details stand here. */
  attested: z.string().nullable().default(null),
  /** The registries of the process when it was made, as one word; null before they were the process's to name. */
  registries: z.string().nullable().default(null),
  /** The rules that the Service Team set aside when it was made, as one word; null for none. */
  waived: z.string().nullable().default(null),
  /** Something was not judged for want of time; null where all was. */
  hurried: hurrySchema.nullable().default(null),
  counts: checkCounts,
  /** Empty for a private repository. */
  broken: z.array(brokenRuleSchema),
  dockerfiles: z.number(),
  ciFile: z.boolean(),
  infrastructure: z.boolean(),
});
export type CheckSummary = Frozen<z.infer<typeof checkSummarySchema>>;

/** What a summary was made under: the demand to look again, if there was one, the boxes that were ticked, the registries of the process, the rules set aside, and what `hurried` is of a report in which not all was judged. */
interface MadeUnder {
  readonly demand: string | null;
  readonly attested: string;
  readonly registries: string;
  readonly waived: string | null;
  readonly hurry: Hurry;
}

/** The summary of a repository that was inspected. */
export function summarise(inspected: InspectedRepository, { demand, attested, registries, waived, hurry }: MadeUnder): CheckSummary {
  const {
    commit,
    private: closed,
    report: { facts, rules, hurried },
  } = inspected;
  return {
    commit,
    demand,
    private: closed,
    reported: !closed,
    counts: countRules(rules),
    attested: closed ? attested : null,
    registries,
    waived,
    hurried: hurried ? hurry : null,
    broken: closed ? [] : brokenRules(rules),
    dockerfiles: facts.dockerfiles.length,
    ciFile: facts.ciFile === '.gitlab-ci-dso.yml',
    infrastructure: facts.infrastructure.length > 0,
  };
}

/** How many rules hold, break, cannot be judged or are set aside. */
export function countRules(rules: readonly RuleResult[]): CheckCounts {
  const count = (holds: (result: RuleResult) => boolean) => rules.filter(holds).length;
  const broken = (severity: Severity) =>
    count((result) => ruleOutcome(result) === 'violation' && ruleInfo[result.rule].severity === severity);
  return {
    blocking: broken('blocks'),
    breaking: broken('breaks'),
    audited: broken('audited'),
    undetermined: count((result) => ruleOutcome(result) === 'undetermined'),
    conforming: count((result) => ruleOutcome(result) === 'conforming'),
    asSeen: count((result) => ruleOutcome(result) === 'conforming-as-seen'),
    ignored: count((result) => ruleOutcome(result) === 'ignored'),
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
