import { repositoryKey } from '../../words/key.ts';
import { isDone } from '../assess.ts';
import { holdsPart } from '../written/parts.ts';
import { readSlot, type SlotText, slotText } from '../written/slot.ts';
import type { Dossier } from '../dossier.ts';
import type { Draft } from '../engine/draft.ts';
import type { Comment } from '../observation.ts';
import type { MirrorPullsView, PhasePart, WantedComment } from '../plan.ts';
import type { MirrorMemory } from '../state.ts';
import { addressees } from '../team.ts';
import { hiddenSuccess, isByOtherMeans, memoryOf } from './assess-mirrors.ts';
import { mirrorItems } from './mirror-items.ts';
import type { MirrorView } from './mirror-status.ts';
import { lookAgainForLog } from './late-log.ts';
import type { MirrorRun, RepositorySeen } from './repository-reading.ts';
import { isByFile } from './mirror-workflow.ts';

/** Remembers what the runs showed, and tells of a mirror that fails. */
export function watchMirrors(draft: Draft): Draft {
  if (draft.dossier.mirrors.length === 0) return draft;
  const dossier = rememberRuns(draft.dossier);
  return {
    ...draft,
    dossier,
    comments: [...draft.comments, ...failureComments(dossier)],
    alarms: [...draft.alarms, ...draft.dossier.mirrors.flatMap((view) => lateLog(dossier, view))],
  };
}

/** When to look again for the log of a run that counts. */
function lateLog(dossier: Dossier, view: MirrorView): readonly string[] {
  const run = runOf(dossier, view);
  const again = run === null ? null : lookAgainForLog(run, dossier.now);
  return again === null ? [] : [again];
}

/** The run that a mirror's status tells of. */
function runOf(dossier: Dossier, { name, status }: MirrorView): MirrorRun | null {
  const reading = status.kind === 'mirrored' || status.kind === 'failing' ? dossier.ask.repository(name) : null;
  return reading?.kind === 'seen' ? reading.run : null;
}

/** Each by what the one before it brought to mind. */
function rememberRuns(start: Dossier): Dossier {
  return [formerProof, newMemory, newMeans].reduce(
    (dossier, newsOf) =>
      remember(
        dossier,
        start.mirrors.flatMap((view) => newsOf(dossier, view)),
      ),
    start,
  );
}

type News = readonly (readonly [string, MirrorMemory])[];

function remember(dossier: Dossier, news: News): Dossier {
  return news.length === 0 ? dossier : dossier.with({ mirrors: { ...dossier.state.mirrors, ...Object.fromEntries(news) } });
}

/** A run that succeeded is a proof, whatever came after it: one whose event was lost is found behind the failure that hides it. */
function formerProof(dossier: Dossier, view: MirrorView): News {
  const { status } = view;
  const isHidden = status.kind === 'failing' || (status.kind === 'stopped' && status.stop.why === 'carried');
  const reading = isHidden ? dossier.ask.repository(view.name) : null;
  const success = reading?.kind === 'seen' ? hiddenSuccess(dossier, reading) : null;
  if (reading?.kind !== 'seen' || success === null) return [];
  const before = memoryOf(dossier.state, view.name);
  const seen = { platforms: platformsOf(reading), ...success, pipeline: null };
  return isSameProof(before.seen, seen) ? [] : [[repositoryKey(view.name), { ...before, seen }]];
}

function platformsOf({ file }: RepositorySeen): readonly string[] {
  return Object.keys(file?.transports ?? {});
}

function isSameProof(before: MirrorMemory['seen'], now: NonNullable<MirrorMemory['seen']>): boolean {
  return before !== null && before.platforms.join() === now.platforms.join() && !isFirstTold(before, now);
}

/** What a run showed that is not remembered yet. */
function newMemory(dossier: Dossier, view: MirrorView): News {
  const { name, status } = view;
  const run = runOf(dossier, view);
  const reading = run === null ? null : dossier.ask.repository(name);
  if (run === null || reading?.kind !== 'seen') return [];
  const before = memoryOf(dossier.state, name);
  const failing = before.failure !== null && !before.failure.cleared;
  if (status.kind === 'mirrored') {
    const seen = { platforms: platformsOf(reading), url: run.url, at: run.at, pipeline: status.pipelines[0] ?? null };
    const unchanged = isSameProof(before.seen, seen);
    if (unchanged && !failing) return [];
    const failure = before.failure === null ? null : { ...before.failure, cleared: true };
    return [[repositoryKey(name), { ...before, seen: unchanged ? before.seen : seen, failure }]];
  }
  // People are told once the log tells why, or is waited for no longer.
  if (status.kind !== 'failing' || status.cause === 'not-yet') return [];
  const { cause } = status;
  if (failing && before.failure?.url === run.url && before.failure.cause === cause) return [];
  const failure = { run: failing ? (before.failure?.run ?? run.id) : run.id, url: run.url, cause, cleared: false };
  return [[repositoryKey(name), { ...before, failure }]];
}

/** Whether it mirrors by other means, where that is no longer as it is remembered. */
function newMeans(dossier: Dossier, view: MirrorView): News {
  const before = memoryOf(dossier.state, view.name);
  const otherMeans = isByOtherMeans(dossier, view);
  return otherMeans === (before.otherMeans ?? false) ? [] : [[repositoryKey(view.name), { ...before, otherMeans }]];
}

/** The log of the run that is remembered came since, with the link of its pipeline. */
function isFirstTold(before: NonNullable<MirrorMemory['seen']>, now: NonNullable<MirrorMemory['seen']>): boolean {
  return before.url === now.url && before.pipeline === null && now.pipeline !== null;
}

/**
 * The mirror's part of a phase's comment, which stands in `body`, or is to be written (null). It begins with the comment, where there is something to announce:
 * what appears later asks somebody to act, and has a comment of its own.
 */
export function mirrorPart(dossier: Dossier, body: string | null): PhasePart | null {
  const slot = mirrorSlot(dossier);
  const view = viewOf(dossier);
  if (dossier.mirrors.length === 0 || dossier.phase.closes) return null;
  const begins = !view.done && (hasSteps(view) || view.mirrors.some(({ status: { kind } }) => kind !== 'stopped'));
  return (body === null ? begins : holdsPart(body, slot)) ? { kind: 'mirror', slot, view } : null;
}

/** A comment of its own for the mirror to a set of platforms, written when there is a pull request to merge or steps elsewhere, then kept true. */
export function mirrorComment(dossier: Dossier): readonly WantedComment[] {
  if (dossier.mirrors.length === 0) return [];
  const slot = mirrorSlot(dossier);
  const view = viewOf(dossier);
  const exists = dossier.observation.comments.some((comment) => comment.slot === slot);
  const toDo = !view.done && (hasSteps(view) || view.mirrors.some(({ status }) => status.kind === 'proposed'));
  return exists || toDo ? [{ slot, content: { kind: 'mirror-pulls', to: addressees(dossier), view } }] : [];
}

/** The comments on the mirror of other platforms than those of now: what they ask no longer holds. */
export function goneMirrors(dossier: Dossier): readonly Comment[] {
  if (dossier.mirrors.length === 0) return [];
  return dossier.observation.comments.filter(({ slot }) => readSlot(slot ?? '')?.kind === 'mirror' && slot !== mirrorSlot(dossier));
}

function mirrorSlot({ platforms: { wanted, dropped } }: Dossier): SlotText {
  return slotText({ kind: 'mirror', to: wanted.map(({ id }) => id), without: dropped.map(({ id }) => id) });
}

function viewOf(dossier: Dossier): MirrorPullsView {
  const { procedure, mirrors, mirrorOptions: options } = dossier;
  const { dropped, added } = dossier.platforms;
  return { procedure, added, dropped, mirrors, options, steps: mirrorItems(dossier), done: isAllDone(dossier) };
}

/** People follow steps elsewhere for one of the platforms. */
function hasSteps({ added }: MirrorPullsView): boolean {
  return added.some((platform) => !isByFile(platform));
}

/** Nothing is left to do for anybody: a copy was asked for from each repository, and people ticked what the App does not see. */
function isAllDone(dossier: Dossier): boolean {
  const ticked = mirrorItems(dossier).every(isDone);
  const byHand = dossier.platforms.wanted.some((platform) => !isByFile(platform));
  return (!byHand || ticked) && dossier.mirrors.every(({ status: { kind } }) => settled.includes(kind));
}

const settled: readonly MirrorView['status']['kind'][] = ['mirrored', 'other-means', 'by-hand', 'elsewhere'];

/** One comment for each row of failures; it says so once a run succeeds again. */
function failureComments(dossier: Dossier): readonly WantedComment[] {
  const { procedure, observation } = dossier;
  return Object.entries(dossier.state.mirrors).flatMap(([repository, { failure }]): WantedComment[] => {
    if (failure === null) return [];
    const slot = slotText({ kind: 'mirror-failure', run: failure.run });
    if (failure.cleared && observation.comments.every((comment) => comment.slot !== slot)) return [];
    return [{ slot, content: { kind: 'mirror-failed', to: addressees(dossier), repository, failure, procedure } }];
  });
}
