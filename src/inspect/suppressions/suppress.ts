import type { Finding, IgnoredFinding, Place, Remark, RuleName } from '../../dossier/checks/check.ts';
import { say, sentenceText } from '../../words/sentence.ts';
import type { Suppression } from './read-suppressions.ts';

/** The findings of a rule, parted by whether the files set them aside. */
export interface Parted {
  readonly findings: readonly Finding[];
  readonly ignored: readonly IgnoredFinding[];
  /** The suppressions that set something aside. */
  readonly used: readonly Suppression[];
}

/** Sets aside the findings that a suppression of that rule covers, where they are or where they say that they are decided. What holds, and is only advised, is set aside as well. */
export function suppress(rule: RuleName, findings: readonly Finding[], suppressions: readonly Suppression[]): Parted {
  const ofRule = suppressions.filter((one) => one.rule === rule);
  if (ofRule.length === 0) return { findings, ignored: [], used: [] };
  const own = Map.groupBy(ofRule, ({ place }) => place.path);
  const judged = findings.map((finding) => ({
    finding,
    by: placesOf(finding)
      .flatMap((place) => own.get(place.path)?.find((one) => covers(one, place)) ?? [])
      .at(0),
  }));
  return {
    findings: judged.flatMap(({ finding, by }) => (by === undefined ? [finding] : [])),
    ignored: judged.flatMap(({ finding, by }) => (by === undefined ? [] : [{ finding, reason: by.reason, by: 'project' as const }])),
    used: judged.flatMap(({ by }) => by ?? []),
  };
}

/** Where a finding is, then the lines that it names as those of what decides it: a chart's values. */
function placesOf({ place, because }: Finding): readonly Place[] {
  const named = [...sentenceText(because).matchAll(/« ([^«»\n]{1,500}):(\d{1,7}) »/g)];
  return [...(place === null ? [] : [place]), ...named.map(([, path = '', line]) => ({ path, line: Number(line) }))];
}

function covers({ covered }: Suppression, { line }: Place): boolean {
  return covered.from <= line && line <= covered.to;
}

/** What is said of the suppressions that set nothing aside any more: they would hide the next mistake. */
export function unusedSuppressions(suppressions: readonly Suppression[], used: readonly Suppression[]): readonly Remark[] {
  const served = new Set(used);
  return suppressions
    .filter((one) => !served.has(one))
    .map(({ place, rule }) => ({ place, because: say`rien n’est à ignorer ici pour la règle ${rule} : retirez ce commentaire` }));
}
