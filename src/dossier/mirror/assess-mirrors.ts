import { isOwnServer } from '../../config/github-host.ts';
import type { Dossier } from '../dossier.ts';
import { isAuthorised, isWithdrawing } from '../authorisations.ts';
import type { Facts } from '../facts.ts';
import { type DossierKey, hubKey, readKey, repositoryKey, sameRepository } from '../../words/key.ts';
import { onBehalfOf } from '../on-behalf-of.ts';
import { fullName, type Mention } from '../declared-repositories.ts';
import { mayBeTold } from '../repository-access.ts';
import type { DossierState, MirrorMemory } from '../state.ts';
import { type InternalName, nameInside } from './internal-name.ts';
import { causeOf, pipelinesOf } from './late-log.ts';
import { isMirrorBranch } from './mirror-branch.ts';
import type { MirrorStatus, MirrorStop, MirrorView, PullWanted } from './mirror-status.ts';
import { isByFile, isWrittenAs, type Platform, type RecognisedMirror } from './mirror-workflow.ts';
import { answersAsked, type MirrorFile, type MirrorRun, type RepositorySeen, type RepositoryReading } from './repository-reading.ts';
import { waitsSince } from './waits-since.ts';

/** Repositories looked at for one dossier; the others are named, and nothing is done there. */
const MAX_REPOSITORIES = 20;

const nothingRemembered: MirrorMemory = { asked: null, seen: null, failure: null };

/** What is remembered of the mirror of a repository. */
export function memoryOf({ mirrors }: DossierState, name: string): MirrorMemory {
  return mirrors[repositoryKey(name)] ?? nothingRemembered;
}

/** What each repository is called on the platforms, by `owner/name` in lower case or by its address. */
export function nameMentions(mentions: readonly Mention[]): ReadonlyMap<string, InternalName> {
  return nameInside(
    mentions.map((mention) => {
      if (mention.kind === 'github') return { key: keyOf(mention), owner: mention.owner, name: mention.name };
      const [owner = '', name = ''] = mention.url
        .replace(/(?:\.git)?\/*$/, '')
        .split('/')
        .slice(-2);
      return { key: keyOf(mention), owner, name };
    }),
  );
}

function keyOf(mention: Mention): string {
  return mention.kind === 'github' ? repositoryKey(fullName(mention)) : mention.url;
}

/** Every declared repository and where its mirror stands; before the phase that begins it, only those that `/miroir` asked for. */
export function assessMirrors(dossier: Dossier): readonly MirrorView[] {
  const { wanted, begun } = dossier.platforms;
  if (wanted.length === 0) return [];
  const asked = (mention: Mention) => mention.kind === 'github' && memoryOf(dossier.state, fullName(mention)).asked !== null;
  const concerned = dossier.mentions.filter((mention) => begun || asked(mention));
  return concerned.map((mention, rank): MirrorView => {
    const named = { name: mention.kind === 'github' ? fullName(mention) : mention.url, inside: insideOf(dossier, keyOf(mention)) };
    return { ...named, private: false, others: [], unread: [], ...assessMirror(dossier, { mention, rank }) };
  });
}

type Assessed = Pick<MirrorView, 'status'> & Partial<Pick<MirrorView, 'private' | 'others' | 'unread'>>;

function assessMirror(dossier: Dossier, { mention, rank }: { mention: Mention; rank: number }): Assessed {
  if (mention.kind !== 'github') return { status: { kind: 'elsewhere' } };
  const name = fullName(mention);
  const stop = stopBeforeLooking(dossier, name, rank);
  if (stop !== null) return { status: { kind: 'stopped', stop } };
  const reading = dossier.ask.repository(name);
  const isToRead = reading === null || (reading.kind === 'hidden' && isAuthorised(dossier.state, reading.id));
  if (isToRead) return { status: asRemembered(dossier, name) };
  const seen = whatIsTold(dossier, reading);
  // People need no App to follow steps on the platform.
  if (seen.kind === 'stopped') return { status: isByHand(dossier) ? { kind: 'by-hand', leftover: false, pull: null } : seen };
  return {
    status: judge(dossier, seen, name),
    private: seen.private,
    others: seen.others.map((other) => namedHere(dossier, other)),
    unread: seen.unread.map((file) => (seen.private ? null : file)),
  };
}

/** Where the mirror of a repository that was not read yet, or not since the authorisation that lets it be, stood last, for all that is remembered. */
function asRemembered(dossier: Dossier, name: string): MirrorStatus {
  const { seen, failure } = memoryOf(dossier.state, name);
  if (wasByOtherMeans(dossier, name)) return { kind: 'other-means', mirror: null };
  if (failure !== null && !failure.cleared) return { kind: 'failing', url: failure.url, cause: failure.cause };
  return seen === null
    ? { kind: 'waiting' }
    : { kind: 'mirrored', url: seen.url, pipelines: seen.pipeline === null ? [] : [seen.pipeline] };
}

/** True where a repository mirrors by other means, or did when it was last read and cannot be read now. */
export function isByOtherMeans(dossier: Dossier, { name, status }: MirrorView): boolean {
  return status.kind === 'other-means' || (isOutOfReach(status) && wasByOtherMeans(dossier, name));
}

/** Whether it mirrored by other means when it was last read. What its authorisation showed goes with it, by decision. */
function wasByOtherMeans(dossier: Dossier, name: string): boolean {
  if (memoryOf(dossier.state, name).otherMeans !== true) return false;
  const reading = dossier.ask.repository(name);
  const id = reading?.kind === 'seen' || reading?.kind === 'hidden' ? reading.id : null;
  return !isWithdrawing(dossier, { name, id });
}

/** True where GitHub does not show a repository, or refuses what must be read: that says nothing of it. */
export function isOutOfReach(status: MirrorStatus): boolean {
  return status.kind === 'stopped' && (status.stop.why === 'unreachable' || status.stop.why === 'unreadable');
}

function insideOf({ internalNames }: Dossier, key: string): InternalName {
  return internalNames.get(key) ?? { name: 'depot', why: 'nothing-left' };
}

/** No platform of the phase is reached by a file. */
function isByHand({ platforms: { wanted } }: Dossier): boolean {
  return !wanted.some(isByFile);
}

function stopBeforeLooking({ observation: { hub } }: Facts, name: string, rank: number): MirrorStop | null {
  if (rank >= MAX_REPOSITORIES) return { why: 'too-many' };
  return sameRepository(name, `${hub.owner}/${hub.repo}`) ? { why: 'hub' } : null;
}

/** What the dossier may know of a repository: a private one that its author may not see is out of reach, whatever is true of it. */
function whatIsTold(dossier: Dossier, reading: RepositoryReading): RepositorySeen | Extract<MirrorStatus, { kind: 'stopped' }> {
  const outOfReach = { kind: 'stopped', stop: { why: 'unreachable', install: installPage(dossier) } } as const;
  if (reading.kind === 'unreachable' || reading.kind === 'hidden') return outOfReach;
  if (reading.kind === 'seen') {
    // The pull request that the App opened for this dossier has told that there is such a repository.
    return reading.pullOf === dossier.observation.key || mayBeTold(reading, isAuthorised(dossier.state, reading.id)) ? reading : outOfReach;
  }
  // Without its id, nobody knows that it is the one that was authorised.
  const { because, namerWrites } = reading;
  return mayBeTold({ private: true, namerWrites }, false) ? { kind: 'stopped', stop: { why: 'unreadable', because } } : outOfReach;
}

/** A dossier of another hub is not named: that hub may be private. */
function namedHere({ observation: { key } }: Facts, other: DossierKey): DossierKey | null {
  return hubKey(readKey(other)) === hubKey(readKey(key)) ? other : null;
}

function judge(dossier: Dossier, seen: RepositorySeen, name: string): MirrorStatus {
  const other = otherMeans(seen);
  if (other !== null) return { kind: 'other-means', mirror: seen.private ? null : other };
  if (isByHand(dossier)) return byHand(dossier, seen);
  const run = isPlaced(dossier, seen.file) ? runStatus(dossier, seen, name) : null;
  const carrier = carriedBy(dossier, seen, name);
  if (carrier !== null && run?.kind !== 'mirrored') return { kind: 'stopped', stop: { why: 'carried', by: namedHere(dossier, carrier) } };
  if (run !== null && (carrier !== null || isUpToDate(dossier, seen.file))) return run;
  const own = stopByOwnBranch(dossier, seen);
  const status = own === null ? pullStatus(dossier, seen, name) : ({ kind: 'stopped', stop: own } as const);
  // What is there works, or is told why not, where the change to it is not to be proposed.
  return run === null || status.kind === 'to-propose' || status.kind === 'proposed' ? status : run;
}

/** What is left of a file goes only where no other dossier counts on it. */
function byHand(dossier: Dossier, { file, others, pull, pullOf }: RepositorySeen): MirrorStatus {
  const leftover = others.length === 0 && takenOut(dossier).some(({ id }) => standsIn(file, id));
  const own = pull?.state === 'open' && pullOf === dossier.observation.key;
  return { kind: 'by-hand', leftover, pull: own ? pull : null };
}

/** Platforms that must not stand in the file: those that earlier phases mirrored to, and those that another transport reaches. */
function takenOut({ platforms: { wanted, dropped } }: Dossier): readonly Platform[] {
  return [...dropped, ...wanted.filter((platform) => !isByFile(platform))];
}

function standsIn(file: MirrorFile | null, id: string): boolean {
  return file?.transports[id] !== undefined;
}

/** The file mirrors to all the platforms that it must, and to no other. */
function isPlaced(dossier: Dossier, file: MirrorFile | null): boolean {
  const { wanted } = dossier.platforms;
  return wanted.filter(isByFile).every(({ id }) => standsIn(file, id)) && !takenOut(dossier).some(({ id }) => standsIn(file, id));
}

/** It does so by the transports that they have now, and a tag deletes nothing. */
function isUpToDate({ platforms: { wanted } }: Dossier, file: MirrorFile | null): boolean {
  if (file === null || file.formerTags) return false;
  return wanted.filter(isByFile).every((platform) => isWrittenAs(file.transports[platform.id] ?? null, platform));
}

/** The App's own branch holds the file before its review: it is neither mirrored nor written over. */
function stopByOwnBranch({ mirrorOptions }: Dossier, { defaultBranch }: RepositorySeen): MirrorStop | null {
  if (defaultBranch !== null && isMirrorBranch(defaultBranch)) return { why: 'mirror-branch-default' };
  return mirrorOptions.namesMirrorBranch ? { why: 'mirror-branch-named' } : null;
}

/** May the App act in the repository for this dossier: by the right of whoever named it there, or by the Service Team's word? */
export function mayActIn(state: DossierState, { id, namerWrites }: Pick<RepositorySeen, 'id' | 'namerWrites'>): boolean {
  return namerWrites === 'yes' || isAuthorised(state, id);
}

/** What keeps the App from acting in the repository for this dossier; null once it may. */
function refusal(state: DossierState, seen: RepositorySeen): MirrorStop | null {
  if (mayActIn(state, seen)) return null;
  return { why: seen.namerWrites === 'no' ? 'not-authorised' : 'right-unverified' };
}

/** The workflow by which a repository mirrors without the App's own. */
function otherMeans({ mirrors }: RepositorySeen): RecognisedMirror | null {
  if (mirrors.some(({ by }) => by === 'accostage')) return null;
  return mirrors[0] ?? null;
}

/** Where somebody installs the App on an account, on the same GitHub as the dossier ("Sharing your GitHub App", GitHub documentation). */
function installPage({ observation: { app, issue }, procedure: { github } }: Facts): string {
  const origin = URL.canParse(issue.url) ? new URL(issue.url).origin : 'https://github.com';
  const page = isOwnServer(github) ? 'github-apps' : 'apps';
  return `${origin}/${page}/${app.replace(/\[bot\]$/, '')}/installations/new`;
}

/**
 * The dossier that has the pull request, or else the one that was opened first, carries a repository in which the App may act for several. A pull request that
 * a failure let another one have, while the first opened was waiting for it already, comes back to it.
 */
function carriedBy(dossier: Dossier, seen: RepositorySeen, name: string): DossierKey | null {
  const { pullOf, others, elder } = seen;
  if (others.length === 0 || pullOf === dossier.observation.key) return null;
  return pullOf !== null && others.includes(pullOf) && !wasPassedOver(dossier, seen, name) ? pullOf : elder;
}

/** The open pull request should have been of this dossier. One that is merged stays to whom it was of. */
function wasPassedOver(dossier: Dossier, seen: RepositorySeen, name: string): boolean {
  const { elder, pull, id } = seen;
  if (elder !== null || pull?.state !== 'open' || !mayActIn(dossier.state, seen)) return false;
  return waitsSince(dossier, { id, asked: memoryOf(dossier.state, name).asked }) < Date.parse(pull.openedAt);
}

/** A run counts when it ended after the pull request that brought the file as it is: GitHub's instants are whole seconds, and a run takes some. */
function counts({ pull }: Pick<RepositorySeen, 'pull'>, { at }: { readonly at: string }): boolean {
  return (pull?.state === 'merged' ? (pull.endedAt ?? '') : '') < at;
}

function runStatus({ state, now }: Dossier, seen: RepositorySeen, name: string): MirrorStatus {
  const { run, private: closed } = seen;
  const current = run !== null && counts(seen, run) ? run : null;
  if (current === null) return { kind: 'waiting' };
  const memory = memoryOf(state, name);
  if (!current.succeeded) return { kind: 'failing', url: current.url, cause: causeOf(current, memory, now) };
  return { kind: 'mirrored', url: current.url, pipelines: closed ? [] : pipelinesOf(current, memory) };
}

/** The run that succeeded behind one that did not, where both ran the file as it is: its event may have been lost. */
export function hiddenSuccess(dossier: Dossier, seen: RepositorySeen): MirrorRun['successBefore'] {
  const success = isPlaced(dossier, seen.file) ? (seen.run?.successBefore ?? null) : null;
  return success !== null && counts(seen, success) ? success : null;
}

function pullStatus({ state, phase, since }: Dossier, seen: RepositorySeen, name: string): MirrorStatus {
  const stop = stopBeforeProposing(state, seen);
  if (stop !== null) return { kind: 'stopped', stop };
  const { pull, branch, file } = seen;
  const allMerged = pull?.state === 'merged' && pull.head === branch?.sha;
  if (branch?.foreign === true && !allMerged) return { kind: 'stopped', stop: { why: 'foreign-commits' } };
  if (pull?.state === 'open') return { kind: 'proposed', pull };
  const refused = pull?.state === 'closed' || (pull?.state === 'merged' && file === null);
  const asked = memoryOf(state, name).asked;
  if (phase.closes && (asked === null || asked < since)) return { kind: 'stopped', stop: { why: 'ended' } };
  return refused && (asked === null || answersAsked(pull, asked)) ? { kind: 'declined', pull } : { kind: 'to-propose' };
}

function stopBeforeProposing(state: DossierState, seen: RepositorySeen): MirrorStop | null {
  if (seen.archived) return { why: 'archived' };
  if (seen.defaultBranch === null) return { why: 'empty' };
  if (seen.fork) return { why: 'fork' };
  const refused = refusal(state, seen);
  if (refused !== null) return refused;
  return seen.missingBranches.length > 0 ? { why: 'missing-branches', branches: seen.missingBranches } : null;
}

/** The pull requests that must be there: those to open, and those that are open, which follow the form until they are merged. */
export function wantPulls(dossier: Dossier): readonly PullWanted[] {
  const platforms = dossier.platforms.wanted.filter(isByFile);
  const { namesMirrorBranch: _, ...wish } = dossier.mirrorOptions;
  const { key, issue } = dossier.observation;
  return dossier.mirrors.flatMap(({ name, status, inside }): PullWanted[] => {
    const seen = status.kind === 'to-propose' || status.kind === 'proposed' ? dossier.ask.repository(name) : null;
    if (seen?.kind !== 'seen' || seen.defaultBranch === null) return [];
    const branches = wish.branches.length === 0 ? [seen.defaultBranch] : wish.branches;
    const reopen = status.kind === 'to-propose' && (seen.pull?.state === 'closed' || seen.pull?.state === 'lapsed');
    const behalf = onBehalfOf(dossier, { name, id: seen.id });
    if (behalf === null) return [];
    return [
      {
        seen,
        workflow: { ...wish, branches, platforms, internalName: inside.name },
        inside,
        dropped: takenOut(dossier),
        reopen,
        asked: memoryOf(dossier.state, name).asked,
        onBehalfOf: behalf,
        dossier: { key, url: issue.url },
      },
    ];
  });
}
