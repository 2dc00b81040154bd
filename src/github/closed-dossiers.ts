import type { HubSetup } from '../config/hub-setup.ts';
import { dossierKey } from '../words/key.ts';
import { listClosedSince } from './changed-issues.ts';
import type { Repository } from './octokit.ts';
import { isDossier, listLeftWaiting } from './open-dossiers.ts';
import type { IssueId } from './read-dossiers.ts';

/** A closed dossier; one that is over is long closed, and is read without anything being written there. */
export interface ClosedDossier extends IssueId {
  readonly isOver: boolean;
}

/** How far back closed dossiers are looked for, and since when those that changed are not over. */
export interface FarBack {
  readonly since: Date;
  readonly overBefore: Date;
}

/** The closed dossiers of a hub that changed since then, and those whose label still says that somebody is waited for, however old: they are not over. */
export async function listClosedDossiers(
  hub: Repository,
  setup: HubSetup,
  { since, overBefore }: FarBack,
): Promise<readonly ClosedDossier[]> {
  const closed = (await listClosedSince(hub, since))
    .filter(({ labels }) => isDossier({ labels }, setup))
    .map(({ number, nodeId, at }) => ({ key: dossierKey(hub, number), nodeId, isOver: Date.parse(at) < overBefore.getTime() }));
  const waiting = (await listLeftWaiting(hub, setup)).map((issue) => ({ ...issue, isOver: false }));
  return [...new Map([...closed, ...waiting].map((dossier) => [dossier.key, dossier])).values()];
}
