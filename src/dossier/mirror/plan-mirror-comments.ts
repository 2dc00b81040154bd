import { repositoryKey } from '../../words/key.ts';
import { isDone } from '../assess.ts';
import { slotText } from '../written/slot.ts';
import type { Dossier } from '../dossier.ts';
import type { Draft } from '../engine/draft.ts';
import type { WantedComment } from '../plan.ts';
import type { MirrorMemory } from '../state.ts';
import { addressees } from '../team.ts';
import { memoryOf } from './assess-mirrors.ts';
import { mirrorItems } from './mirror-items.ts';
import type { MirrorView } from './mirror-status.ts';
import { lookAgainForLog } from './late-log.ts';
import type { MirrorRun } from './repository-reading.ts';
import { isByFile } from './mirror-workflow.ts';

/** Remembers what the runs showed, and says what somebody must act on: pull requests to merge, a mirror that fails. */
export function watchMirrors(draft: Draft): Draft {
  const views = draft.dossier.mirrors;
  if (views.length === 0) return draft;
  const dossier = rememberRuns(draft.dossier);
  return {
    ...draft,
    dossier,
    comments: [...draft.comments, ...pullsComment(dossier, views), ...failureComments(dossier)],
    alarms: [...draft.alarms, ...views.flatMap((view) => lateLog(dossier, view))],
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

function rememberRuns(dossier: Dossier): Dossier {
  const news = dossier.mirrors.flatMap((view) => newMemory(dossier, view));
  return news.length === 0 ? dossier : dossier.with({ mirrors: { ...dossier.state.mirrors, ...Object.fromEntries(news) } });
}

/** What a run showed that is not remembered yet. */
function newMemory(dossier: Dossier, view: MirrorView): readonly (readonly [string, MirrorMemory])[] {
  const { name, status } = view;
  const run = runOf(dossier, view);
  const reading = run === null ? null : dossier.ask.repository(name);
  if (run === null || reading?.kind !== 'seen') return [];
  const before = memoryOf(dossier.state, name);
  const failing = before.failure !== null && !before.failure.cleared;
  if (status.kind === 'mirrored') {
    const platforms = Object.keys(reading.file?.transports ?? {});
    const seen = { platforms, url: run.url, at: run.at, pipeline: status.pipelines[0] ?? null };
    const unchanged = before.seen !== null && before.seen.platforms.join() === seen.platforms.join() && !isFirstTold(before.seen, seen);
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

/** The log of the run that is remembered came since, with the link of its pipeline. */
function isFirstTold(before: NonNullable<MirrorMemory['seen']>, now: NonNullable<MirrorMemory['seen']>): boolean {
  return before.url === now.url && before.pipeline === null && now.pipeline !== null;
}

/** One comment for the pull requests of a set of platforms, written when there is one to merge, then kept true. */
function pullsComment(dossier: Dossier, views: readonly MirrorView[]): readonly WantedComment[] {
  const { procedure, observation } = dossier;
  const { wanted, dropped, added } = dossier.platforms;
  const slot = slotText({ kind: 'mirror', to: wanted.map(({ id }) => id), without: dropped.map(({ id }) => id) });
  const exists = observation.comments.some((comment) => comment.slot === slot);
  const toDo = views.some(({ status }) => status.kind === 'proposed') || added.some((platform) => !isByFile(platform));
  if (!exists && !toDo) return [];
  const to = addressees(dossier);
  const options = dossier.mirrorOptions;
  const steps = mirrorItems(dossier);
  const done = isAllDone(dossier, views);
  return [{ slot, content: { kind: 'mirror-pulls', to, procedure, added, dropped, mirrors: views, options, steps, done } }];
}

/** Nothing is left to do for anybody: a copy was asked for from each repository, and people ticked what the App does not see. */
function isAllDone(dossier: Dossier, views: readonly MirrorView[]): boolean {
  const ticked = mirrorItems(dossier).every(isDone);
  const byHand = dossier.platforms.wanted.some((platform) => !isByFile(platform));
  return (!byHand || ticked) && views.every(({ status: { kind } }) => settled.includes(kind));
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
