import { repositoryKey } from '../words/key.ts';
import { type CommitReport, type FreshHead, reportKey } from '../dossier/checks/head-reading.ts';
import type { Needs, Observation } from '../dossier/observation.ts';
import type { Checks } from './checks.ts';
import type { Runs } from './runs.ts';

type Files = Pick<Observation, 'heads' | 'reports' | 'runs'>;

/**
 * What is known of the files of the repositories, completed with what is needed: one repository after the other, for the files of one are read several at a
 * time. One that can be read no more is an obstacle, whatever was asked of it.
 */
export async function readFiles(
  checks: Pick<Checks, 'head' | 'inspect'> & Pick<Runs, 'runs'>,
  known: Files,
  needs: Pick<Needs, 'heads' | 'reports' | 'runs'>,
): Promise<Files> {
  const heads: Record<string, FreshHead> = { ...known.heads };
  const reports: Record<string, CommitReport> = { ...known.reports };
  for (const need of needs.heads) heads[repositoryKey(need.name)] = { freshSince: need.freshSince, head: await checks.head(need) };
  for (const need of needs.reports) {
    const key = repositoryKey(need.name);
    const read = await checks.inspect(need);
    if ('report' in read) reports[reportKey(need.name, need.commit)] = read;
    else heads[key] = { freshSince: heads[key]?.freshSince ?? null, head: read };
  }
  const runs = { ...known.runs };
  for (const need of needs.runs) runs[repositoryKey(need.name)] = await checks.runs(need);
  return { heads, reports, runs };
}
