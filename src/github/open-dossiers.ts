import { sameLabel } from '../words/label.ts';
import { type DossierKey, dossierKey } from '../words/key.ts';
import { declaredRepositories } from '../dossier/declared-repositories.ts';

import { platformsIn } from '../dossier/mirror/platforms.ts';
import { parseAnswers } from '../form/parse-answers.ts';
import type { HubSetup } from '../config/hub-setup.ts';
import { labelsOf } from './labels.ts';
import type { Repository } from './octokit.ts';
import type { IssueId } from './read-dossiers.ts';

/** What a list tells of an issue. */
export interface ListedIssue {
  readonly number: number;
  readonly body: string;
  readonly labels: readonly string[];
}

/** Any label of the procedure tells a dossier: its mark may have been taken off while nobody listened. */
export function isDossier({ labels }: Pick<ListedIssue, 'labels'>, { procedure }: HubSetup): boolean {
  const known = labelsOf(procedure);
  return labels.some((label) => known.some(({ name }) => sameLabel(name, label)));
}

/** The repositories whose mirror a dossier follows, as its labels and its form tell before anything else of it is read. */
export function carriedBy({ body, labels }: ListedIssue, { procedure, form }: HubSetup): readonly string[] {
  const phase = procedure.phases.find(({ label }) => labels.some((name) => sameLabel(label.name, name)));
  if (phase === undefined || platformsIn({ procedure, state: { transports: {} } }, phase.id).length === 0) return [];
  return declaredRepositories({ procedure, answers: parseAnswers(form, body).answers });
}

/** The open dossiers of a hub, and those closed that changed after `since`, if any. */
export async function listDossiers(hub: Repository, setup: HubSetup, since: Date | null): Promise<readonly DossierKey[]> {
  const open = await listIssues(hub, { state: 'open' });
  const closed = since === null ? [] : await listIssues(hub, { state: 'closed', since: since.toISOString() });
  return [...open, ...closed].filter((issue) => isDossier(issue, setup)).map(({ number }) => dossierKey(hub, number));
}

/** The issues of a hub, dossiers or not, without its pull requests. */
export async function listIssues(
  { octokit, owner, repo }: Repository,
  query: { readonly state: 'open' | 'closed'; readonly since?: string },
): Promise<readonly ListedIssue[]> {
  const all = await octokit.paginate(octokit.rest.issues.listForRepo, { owner, repo, per_page: 100, ...query });
  return all
    .filter(({ pull_request }) => pull_request === undefined)
    .map((issue) => ({ number: issue.number, body: issue.body ?? '', labels: labelNames(issue) }));
}

/** The closed dossiers whose label still says that somebody is waited for: they were closed while nobody listened, however long ago. */
export async function listLeftWaiting({ octokit, owner, repo }: Repository, { procedure }: HubSetup): Promise<readonly IssueId[]> {
  const { waitingProject, waitingServiceTeam } = procedure.labels;
  const query = { owner, repo, per_page: 100, state: 'closed' } as const;
  const found = [];
  for (const { name } of [waitingProject, waitingServiceTeam])
    found.push(...(await octokit.paginate(octokit.rest.issues.listForRepo, { ...query, labels: name })));
  return found
    .filter(({ pull_request }) => pull_request === undefined)
    .map(({ number, node_id: nodeId }) => ({ key: dossierKey({ owner, repo }, number), nodeId }));
}

/** The names of the labels of an issue, as REST lists them. */
export function labelNames({ labels }: { readonly labels: readonly (string | { name?: string | null })[] }): readonly string[] {
  return labels.map((label) => (typeof label === 'string' ? label : (label.name ?? '')));
}
