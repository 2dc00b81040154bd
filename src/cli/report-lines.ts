import type { CheckReport, Finding, RuleName } from '../dossier/checks/check.ts';
import { doubtsOf } from '../dossier/checks/doubts.ts';
import { gravity, ruleInfo, type Severity } from '../dossier/checks/rules.ts';

/** A finding as it is told: once, with all the rules that it concerns. */
export interface ReportLine {
  readonly rules: readonly [RuleName, ...RuleName[]];
  readonly finding: Finding;
}

/** Breaches and advice in the order of the rules, then each doubt once: a chart alone hides from a score of them. */
export function reportLines({ rules }: Pick<CheckReport, 'rules'>): readonly ReportLine[] {
  const known = rules.flatMap(({ rule, findings }) =>
    findings
      .filter(({ outcome }) => outcome === 'violation' || outcome === 'advice')
      .map((finding): ReportLine => ({ rules: [rule], finding })),
  );
  const doubts = doubtsOf(rules).flatMap(({ finding, rules: [first, ...others] }): ReportLine[] =>
    first === undefined ? [] : [{ rules: [first, ...others], finding }],
  );
  return [...known, ...doubts];
}

/** The gravest of the rules of a line. */
export function severityOf({ rules }: Pick<ReportLine, 'rules'>): Severity {
  return rules.map((rule) => ruleInfo[rule].severity).toSorted((a, b) => gravity[b] - gravity[a])[0] ?? 'audited';
}

/** How a severity is said of a rule that is not respected. */
export const severityWords = { blocks: 'bloquant', breaks: 'inopérant', audited: 'signalé' } as const satisfies Record<Severity, string>;
