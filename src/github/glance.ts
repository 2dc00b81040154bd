import { readMemory } from '../apply/read-memory.ts';
import type { Secrets } from '../apply/secrets.ts';
import { commentWrites, labelWrites } from '../apply/writes.ts';
import type { HubSetup } from '../config/hub-setup.ts';
import { decideUnread } from '../dossier/engine/decide.ts';
import type { Snapshot } from '../portfolio/snapshot.ts';
import { type DossierKey, dossierKey, type RepositoryRef } from '../words/key.ts';
import type { Watched } from './followers.ts';
import { isFormer } from './former-events.ts';
import type { AppIdentity } from './identity.ts';
import { observationOf } from './observe.ts';
import type { DossierRow } from './queries/dossier.ts';
import { isQuiet } from './quiet-dossiers.ts';
import { readingOf } from './read-dossier.ts';
import { watchedIn } from './reconcile-dossier.ts';

/** What a dossier shows before its repositories are read again. */
export interface Glance {
  readonly key: DossierKey;
  readonly snapshot: Snapshot;
  /** The repositories whose files it follows. */
  readonly watched: readonly Watched[];
  /** When something comes by time alone, ISO; null for never. */
  readonly due: string | null;
}

/** What a row is understood with. */
export interface GlanceAt {
  readonly hub: RepositoryRef;
  readonly setup: HubSetup;
  readonly app: AppIdentity;
  readonly secrets: Secrets;
  readonly now: Date;
}

/**
 * What a dossier shows by its issue, its comments, its labels and its sealed state alone: its repositories are as it remembers them. Null for one that must be
 * looked at: somebody did something there, something is due since its status was written, more than its repositories must be read, or what the App wrote there is
 * not as it left it: a label that goes from the hub, or a comment that is deleted, leaves no instant.
 */
export function glance(row: DossierRow, { hub, setup, app, secrets, now }: GlanceAt): Glance | null {
  if (!isQuiet(row, app)) return null;
  const key = dossierKey(hub, row.number);
  const reading = readingOf(row, app);
  const memory = readMemory({ ...reading, app: app.login }, { hubId: reading.repository.id, number: row.number, key, secrets });
  if (memory.kind !== 'kept' || memory.state.writtenAt === null || isFormer({ memory, comments: reading.comments })) return null;
  // Nothing is written: no text leads to a page.
  const observation = observationOf(reading, { hub, setup, app, pages: null, memory });
  const due = decideUnread(observation, memory.state.writtenAt)?.again ?? null;
  if (due !== null && Date.parse(due) <= now.getTime()) return null;
  const plan = decideUnread(observation, now.toISOString());
  if (plan === null) return null;
  const writes = [...commentWrites({ plan, observation, now: now.toISOString() }), ...labelWrites(plan)];
  if (writes.some(({ action }) => action !== null)) return null;
  return { key, snapshot: plan.snapshot, watched: watchedIn(plan, observation), due };
}
