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
import { isByFile } from './mirror-workflow.ts';

/** Remembers what the runs showed, and says what somebody must act on: pull requests to merge, a mirror that fails. */
export function watchMirrors(draft: Draft): Draft {
  const views = draft.dossier.mirrors;
  if (views.length === 0) return draft;
  const dossier = rememberRuns(draft.dossier);
  return { ...draft, dossier, comments: [...draft.comments, ...pullsComment(dossier, views), ...failureComments(dossier)] };
}

function rememberRuns(dossier: Dossier): Dossier {
  const news = dossier.mirrors.flatMap((view) => newMemory(dossier, view));
  return news.length === 0 ? dossier : dossier.with({ mirrors: { ...dossier.state.mirrors, ...Object.fromEntries(news) } });
}

/** What a run showed that is not remembered yet. */
function newMemory(dossier: Dossier, { name, status }: MirrorView): readonly (readonly [string, MirrorMemory])[] {
  const reading = status.kind === 'mirrored' || status.kind === 'failing' ? dossier.ask.repository(name) : null;
  const run = reading?.kind === 'seen' ? reading.run : null;
  const before = memoryOf(dossier.state, name);
  if (reading?.kind !== 'seen' || run === null) return [];
  const failing = before.failure !== null && !before.failure.cleared;
  if (status.kind === 'mirrored') {
    const platforms = Object.keys(reading.file?.transports ?? {});
    const seen = { platforms, url: run.url, at: run.at, pipeline: status.pipelines[0] ?? null };
    const unchanged = before.seen !== null && before.seen.platforms.join() === seen.platforms.join();
    if (unchanged && !failing) return [];
    const failure = before.failure === null ? null : { ...before.failure, cleared: true };
    return [[repositoryKey(name), { ...before, seen: unchanged ? before.seen : seen, failure }]];
  }
  if (failing && before.failure?.url === run.url && before.failure.cause === run.cause) return [];
  const failure = { run: failing ? (before.failure?.run ?? run.id) : run.id, url: run.url, cause: run.cause, cleared: false };
  return [[repositoryKey(name), { ...before, failure }]];
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
