import { sameLabel } from '../words/label.ts';
import { type DossierKey, dossierKey } from '../words/key.ts';
import { declaredRepositories } from '../dossier/declared-repositories.ts';

import { platformsIn } from '../dossier/mirror/platforms.ts';
import { parseAnswers } from '../form/parse-answers.ts';
import type { HubSetup } from '../config/hub-setup.ts';
import { labelsOf } from './labels.ts';
import type { Repository } from './octokit.ts';

export interface FoundDossier {
  readonly key: DossierKey;
  /** ISO. */
  readonly openedAt: string;
  /** When something last happened to one that is closed, ISO; null for an open one. */
  readonly closedSince: string | null;
  /** The repositories whose mirror it follows, as its labels and its form tell before anything else of it is read. */
  readonly carries: () => readonly string[];
}

/**
 * The dossiers of a hub to look at in a sweep: every open one, and those closed that changed after `since`, if any. Any label of the procedure tells one, because
 * the mark of a dossier may have been taken off while nobody listened.
 */
export async function listDossiers(hub: Repository, setup: HubSetup, since: Date | null): Promise<readonly FoundDossier[]> {
  const { octokit, owner, repo } = hub;
  const query = { owner, repo, per_page: 100 };
  const open = await octokit.paginate(octokit.rest.issues.listForRepo, { ...query, state: 'open' });
  const closed =
    since === null
      ? []
      : await octokit.paginate(octokit.rest.issues.listForRepo, { ...query, state: 'closed', since: since.toISOString() });
  const known = labelsOf(setup.procedure).map(({ name }) => name);
  return [...open, ...closed]
    .filter(({ pull_request }) => pull_request === undefined)
    .map(({ number, state, body, labels, created_at: openedAt, updated_at: updatedAt }) => ({
      number,
      openedAt,
      closedSince: state === 'open' ? null : updatedAt,
      body: state === 'open' ? (body ?? '') : '',
      labels: labels.map((label) => (typeof label === 'string' ? label : (label.name ?? ''))),
    }))
    .filter(({ labels }) => labels.some((label) => known.some((name) => sameLabel(name, label))))
    .map((issue) => ({
      key: dossierKey({ owner, repo }, issue.number),
      openedAt: issue.openedAt,
      closedSince: issue.closedSince,
      carries: () => carried(issue, setup),
    }));
}

/** The closed dossiers whose label still says that somebody is waited for: they were closed while nobody listened, however long ago. */
export async function listLeftWaiting({ octokit, owner, repo }: Repository, { procedure }: HubSetup): Promise<readonly DossierKey[]> {
  const { waitingProject, waitingServiceTeam } = procedure.labels;
  const query = { owner, repo, per_page: 100, state: 'closed' } as const;
  const found = [];
  for (const { name } of [waitingProject, waitingServiceTeam])
    found.push(...(await octokit.paginate(octokit.rest.issues.listForRepo, { ...query, labels: name })));
  return found.filter(({ pull_request }) => pull_request === undefined).map(({ number }) => dossierKey({ owner, repo }, number));
}

function carried({ body, labels }: { body: string; labels: readonly string[] }, { procedure, form }: HubSetup): readonly string[] {
  const phase = procedure.phases.find(({ label }) => labels.some((name) => sameLabel(label.name, name)));
  if (phase === undefined || platformsIn({ procedure, state: { transports: {} } }, phase.id).length === 0) return [];
  return declaredRepositories({ procedure, answers: parseAnswers(form, body).answers });
}
