import { z } from 'zod';
import { ruleNames } from '../../config/checks-schema.ts';
import { parisDate } from '../../words/calendar.ts';
import { digest } from '../../words/digest.ts';
import type { Frozen } from '../../words/frozen.ts';
import { repositoryKey } from '../../words/key.ts';
import type { CheckReport, RuleResult } from './check.ts';

/** A rule that the Service Team sets aside in a dossier: in one of its repositories (`owner/name` in lower case), or in all of them (null). */
export const ruleWaiverSchema = z.object({
  rule: z.enum(ruleNames),
  repository: z.string().nullable(),
  by: z.string(),
  at: z.string(),
  reason: z.string(),
  /** Its last day, ISO; null for ever, as in states of before it could be told. */
  until: z.string().nullable().default(null),
});
export type RuleWaiver = Frozen<z.infer<typeof ruleWaiverSchema>>;

/** What a dossier sets aside, and when it is looked at (ISO instant). */
interface SettingAside {
  readonly state: { readonly ruleWaivers: readonly RuleWaiver[] };
  readonly now: string;
}

/** Those that count in a repository now. */
export function waiversIn({ state, now }: SettingAside, name: string): readonly RuleWaiver[] {
  return state.ruleWaivers.filter(
    ({ repository, until }) => (repository === null || repository === repositoryKey(name)) && (until === null || parisDate(now) <= until),
  );
}

/** The waivers that count in a repository now, as one word; null where there is none. */
export function waivedDigest(dossier: SettingAside, name: string): string | null {
  const own = waiversIn(dossier, name);
  return own.length === 0 ? null : digest(JSON.stringify(own.map(({ rule, reason }) => [rule, reason])));
}

/** The report with the findings of those rules set aside, each with the reason; they stay shown and counted. */
export function setAside(report: CheckReport, waivers: readonly RuleWaiver[]): CheckReport {
  if (waivers.length === 0) return report;
  return { ...report, rules: report.rules.map((result) => setRuleAside(result, waivers)) };
}

function setRuleAside(result: RuleResult, waivers: readonly RuleWaiver[]): RuleResult {
  const waiver = waivers.findLast(({ rule }) => rule === result.rule);
  if (waiver === undefined) return result;
  const ignored = result.findings.map((finding) => ({ finding, by: 'service-team' as const, reason: waiver.reason }));
  return { ...result, findings: [], ignored: [...result.ignored, ...ignored] };
}
