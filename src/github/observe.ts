import { type DossierKey, dossierKey, type RepositoryRef, repositoryKey } from '../words/key.ts';
import { sameLabel } from '../words/label.ts';
import { readMemory } from '../apply/read-memory.ts';
import type { Secrets } from '../apply/secrets.ts';
import { fixesKey } from '../dossier/checks/fixes-reading.ts';
import { carryOver } from '../dossier/carry-over.ts';
import { authorisedIds } from '../dossier/authorisations.ts';
import { nothingRead } from '../dossier/nothing-read.ts';
import type { Memory, Needs, Observation } from '../dossier/observation.ts';
import type { Observed } from '../dossier/engine/decide-fully.ts';
import { type DiagnosisRequest, readDiagnosis } from './diagnosis.ts';
import { readEventRows } from './event-rows.ts';
import { withNodeIds } from './former-events.ts';
import type { HubSetup } from '../config/hub-setup.ts';
import type { AppIdentity } from './identity.ts';
import type { HubAccess, Octokit } from './octokit.ts';
import { readAccountSight } from './read-account-sight.ts';
import type { Projects } from './projects.ts';
import { readBodyHistory } from './read-body-history.ts';
import { readRevisions } from './read-revisions.ts';
import { readFiles } from './read-files.ts';
import { freshen, StaleRead } from './fresh-reading.ts';
import type { Incidents } from './incidents.ts';
import type { OwnWrites } from './own-writes.ts';
import { completeDossier, type DossierReading, type NotRead, readDossier } from './read-dossier.ts';
import type { ReadingsAhead } from './readings-ahead.ts';
import { readServiceTeamRight } from './rights.ts';
import type { TeamReaches } from './team-reaches.ts';
import type { Clock } from '../queue/clock.ts';
import { together } from './together.ts';
import type { WrittenTimes } from './written-times.ts';

export interface ObserveRequest extends HubAccess {
  readonly key: DossierKey;
  readonly number: number;
  readonly app: AppIdentity;
  /** Where the pages of the portfolio are; null where they are off. */
  readonly pages: string | null;
  readonly setup: HubSetup;
  readonly secrets: Secrets;
  readonly projects: Pick<Projects, 'see' | 'seeFixes' | 'head' | 'inspect' | 'runs' | 'access'>;
  readonly installations: DiagnosisRequest['installations'];
  readonly ahead: Pick<ReadingsAhead, 'take'>;
  readonly ownWrites: OwnWrites;
  readonly teamReaches: TeamReaches;
  readonly incidents: Pick<Incidents, 'count'>;
  readonly writtenTimes: Pick<WrittenTimes, 'of'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** Nothing to follow at a number: no issue that can be read there, or one that never was a dossier. */
export type NothingThere = NotRead | 'no-dossier';

/** Observes one dossier, or tells that there is none. Throws StaleRead where GitHub does not show yet what this process wrote. */
export async function observe(request: ObserveRequest): Promise<Observed | NothingThere> {
  const { hub, key, number, app, pages, setup } = request;
  const reading = await readNow(request);
  if (typeof reading === 'string') return reading;
  const seal = { hubId: reading.repository.id, number, key, secrets: request.secrets };
  const remembered = readMemory({ ...reading, app: app.login }, seal);
  const { memory, comments } = await withNodeIds(hub, number, { memory: remembered, comments: reading.comments });
  const marked = reading.issue.labels.some((label) => sameLabel(label, setup.procedure.labels.dossier.name));
  if (memory.kind !== 'kept' && !marked) return 'no-dossier';
  const read = observationOf({ ...reading, comments }, { hub, setup, app, pages, memory });
  const observation = { ...read, written: request.writtenTimes.of(key) };
  return { observation, complete: (current, needs) => complete(request, current, needs) };
}

/** What a reading is understood with, and what the App remembers. */
interface Understood extends Pick<ObserveRequest, 'setup' | 'app' | 'pages'> {
  readonly hub: RepositoryRef;
  readonly memory: Memory;
}

/** What was read of a dossier, before anything that `decide` asks for. */
export function observationOf(reading: DossierReading, { hub, setup, app, pages, memory }: Understood): Observation {
  const { issue, events, comments, repository } = reading;
  return carryOver({
    key: dossierKey(hub, issue.number),
    hub: { owner: hub.owner, repo: hub.repo, ...repository },
    app: app.login,
    ...(pages === null ? {} : { pages }),
    issue,
    events,
    formerLabels: null,
    bodyHistory: null,
    comments,
    memory,
    procedure: setup.procedure,
    form: setup.form,
    ...nothingRead,
  });
}

type ReadRequest = Pick<ObserveRequest, 'hub' | 'key' | 'number' | 'app' | 'ahead' | 'ownWrites' | 'incidents'>;

/** What GitHub shows of the dossier, no older than what this process wrote, or that there is none. Throws StaleRead where GitHub does not show that yet. */
export async function readNow({ hub, key, number, app, ahead, ownWrites, incidents }: ReadRequest): Promise<DossierReading | NotRead> {
  const row = ahead.take(key);
  const reading = row === null ? await readDossier(hub, number, app) : await completeDossier(hub.octokit, row, app);
  if (typeof reading === 'string') return reading;
  try {
    const fresh = await freshen(reading, { octokit: hub.octokit, key, app, ownWrites });
    if (fresh !== reading) incidents.count('stale-reads');
    return fresh;
  } catch (error) {
    if (error instanceof StaleRead) incidents.count('stale-reads');
    throw error;
  }
}

async function complete(request: ObserveRequest, current: Observation, needs: Needs): Promise<Observation> {
  const { setup } = request;
  const rights = await together(
    needs.rights.map(async (login) => [login, await readServiceTeamRight(request, setup.procedure.serviceTeam, login)] as const),
  );
  return {
    ...current,
    rights: { ...current.rights, ...Object.fromEntries(rights) },
    formerLabels: needs.formerLabels ? await readFormerLabels(request) : current.formerLabels,
    bodyHistory: needs.bodyHistory ? await readBodyHistory(request.hub.octokit, current.issue.nodeId, setup) : current.bodyHistory,
    mirrors: { ...current.mirrors, ...(await seeMirrors(request, current, needs.mirrors)) },
    fixes: { ...current.fixes, ...(await seeFixes(request, current, needs.fixes)) },
    ...(await readFiles(request.projects, current, needs)),
    teamReach: { ...current.teamReach, ...(await seeTeamReach(request, needs.teamReach)) },
    revisions: { ...current.revisions, ...(await seeRevisions(request, current, needs.revisions)) },
    accounts: { ...current.accounts, ...(await seeAccounts(request.hub.octokit, needs.accounts)) },
    diagnosis: needs.diagnosis === null ? current.diagnosis : await readDiagnosis(request, current, needs.diagnosis),
  };
}

async function readFormerLabels({ hub, number }: ObserveRequest): Promise<Readonly<Record<string, string>>> {
  const rows = await readEventRows(hub, number);
  return Object.fromEntries(rows.flatMap(({ nodeId, label }) => (label === null ? [] : [[nodeId, label]])));
}

async function seeTeamReach(request: ObserveRequest, comment: string | null): Promise<Observation['teamReach']> {
  const { team } = request.setup.procedure.serviceTeam;
  if (comment === null || team === undefined) return {};
  const reach = await request.teamReaches.of(request, team, comment);
  if (reach.kind === 'unreached') request.incidents.count('team-unreached');
  return { [comment]: reach };
}

async function seeRevisions(
  { hub, clock }: ObserveRequest,
  { comments }: Observation,
  wanted: Needs['revisions'],
): Promise<Observation['revisions']> {
  const edited = comments.filter(({ nodeId }) => wanted.includes(nodeId));
  return Object.fromEntries(
    await together(edited.map(async (comment) => [comment.nodeId, await readRevisions(hub.octokit, comment, clock.now())] as const)),
  );
}

async function seeAccounts(octokit: Octokit, logins: readonly string[]) {
  return Object.fromEntries(await together(logins.map(async (login) => [login, await readAccountSight(octokit, login)] as const)));
}

async function seeMirrors({ key, app, projects }: ObserveRequest, { procedure, memory }: Observation, wanted: Needs['mirrors']) {
  const authorised = memory.kind === 'kept' ? authorisedIds(memory.state) : [];
  const asked = { platforms: procedure.mirror.platforms, app, authorised };
  const readings = await together(
    wanted.map(
      async ({ name, namer, branches }) => [repositoryKey(name), await projects.see(name, key, { ...asked, namer, branches })] as const,
    ),
  );
  return Object.fromEntries(readings);
}

async function seeFixes({ key, app, projects }: ObserveRequest, { memory }: Observation, wanted: Needs['fixes']) {
  const authorised = memory.kind === 'kept' ? authorisedIds(memory.state) : [];
  const readings = await together(
    wanted.map(async (need) => [fixesKey(need), await projects.seeFixes(key, { ...need, app, authorised })] as const),
  );
  return Object.fromEntries(readings);
}
