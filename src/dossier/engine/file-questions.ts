import { repositoryKey } from '../../words/key.ts';
import { type ReportNeed, reportKey } from '../checks/head-reading.ts';
import { fixesKey, type FixesNeed } from '../checks/fixes-reading.ts';
import type { RunsNeed } from '../checks/run.ts';
import type { Questions } from '../facts.ts';
import type { Namings, Observation } from '../observation.ts';

/** Look-ups of what the files of repositories say, of the check runs that tell it and of what mends them; and what they lack. */
export function fileQuestions(observation: Pick<Observation, 'reports' | 'runs' | 'fixes'>, namings: Namings) {
  const reports = new Map<string, ReportNeed>();
  const runs = new Map<string, RunsNeed>();
  const fixes = new Map<string, FixesNeed>();

  function reportOf(need: Omit<ReportNeed, 'namer'>) {
    const key = reportKey(need.name, need.commit);
    const known = observation.reports[key];
    if (known === undefined) reports.set(key, { ...need, namer: namings[repositoryKey(need.name)] ?? null });
    return known ?? null;
  }

  const ask: Pick<Questions, 'report' | 'pullReport' | 'runs' | 'fixes'> = {
    report: (name, commit, production) => reportOf({ name, commit, ...production, of: 'default-branch' })?.report ?? null,
    pullReport: (name, commit, production) => {
      const known = reportOf({ name, commit, ...production, of: 'pull-request' });
      return known === null ? null : (known.report ?? 'unreadable');
    },
    runs: (need) => {
      const key = repositoryKey(need.name);
      const known = observation.runs[key];
      if (known?.beside === need.commit) return known;
      // The demand stands although the dossier, further on in the same look, counts it as met.
      runs.set(key, { ...need, freshSince: need.freshSince ?? runs.get(key)?.freshSince ?? null });
      return null;
    },
    fixes: (need) => {
      const key = fixesKey(need);
      const known = observation.fixes[key];
      if (known === undefined) fixes.set(key, need);
      return known ?? null;
    },
  };
  return { ask, needs: () => ({ reports: [...reports.values()], runs: [...runs.values()], fixes: [...fixes.values()] }) };
}
