import type { Finding, IgnoredFinding, Remark, RuleName } from '../../dossier/checks/check.ts';
import { say } from '../../words/sentence.ts';
import type { Suppression } from './read-suppressions.ts';

/** The findings of a rule, parted by whether the files set them aside. */
export interface Parted {
  readonly findings: readonly Finding[];
  readonly ignored: readonly IgnoredFinding[];
  /** The suppressions that set something aside. */
  readonly used: readonly Suppression[];
}

/** Sets aside the findings that a suppression of that rule covers. What holds, and is only advised, is set aside as well. */
export function suppress(rule: RuleName, findings: readonly Finding[], suppressions: readonly Suppression[]): Parted {
  const own = Map.groupBy(
    suppressions.filter((one) => one.rule === rule),
    ({ place }) => place.path,
  );
  if (own.size === 0) return { findings, ignored: [], used: [] };
  const judged = findings.map((finding) => ({ finding, by: own.get(finding.place?.path ?? '')?.find((one) => covers(one, finding)) }));
  return {
    findings: judged.flatMap(({ finding, by }) => (by === undefined ? [finding] : [])),
    ignored: judged.flatMap(({ finding, by }) => (by === undefined ? [] : [{ finding, reason: by.reason, by: 'project' as const }])),
    used: judged.flatMap(({ by }) => by ?? []),
  };
}

function covers({ place, covered }: Suppression, finding: Finding): boolean {
  return (
    finding.place !== null && finding.place.path === place.path && covered.from <= finding.place.line && finding.place.line <= covered.to
  );
}

/** What is said of the suppressions that set nothing aside any more: they would hide the next mistake. */
export function unusedSuppressions(suppressions: readonly Suppression[], used: readonly Suppression[]): readonly Remark[] {
  const served = new Set(used);
  return suppressions
    .filter((one) => !served.has(one))
    .map(({ place, rule }) => ({ place, because: say`rien n’est à ignorer ici pour la règle ${rule} : retirez ce commentaire` }));
}
