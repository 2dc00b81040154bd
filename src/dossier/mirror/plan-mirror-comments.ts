import type { Draft } from '../engine/draft.ts';
import type { Facts } from '../facts.ts';
import type { WantedComment } from '../plan.ts';
import type { DossierState, MirrorMemory } from '../state.ts';
import { addressees } from '../team.ts';
import { assessMirrors, memoryOf } from './assess-mirrors.ts';
import type { MirrorView } from './mirror-status.ts';
import type { Platform } from './mirror-workflow.ts';
import { droppedPlatforms, newPlatforms, wantedPlatforms } from './mirror-options.ts';

/** Remembers what the runs showed, and says what somebody must act on: pull requests to merge, a mirror that fails. */
export function watchMirrors(facts: Facts, draft: Draft): Draft {
  const views = assessMirrors(facts, draft.state);
  if (views.length === 0) return draft;
  const mirrors = Object.fromEntries(views.flatMap((view) => remembered(facts, draft.state, view)));
  const state = { ...draft.state, mirrors: { ...draft.state.mirrors, ...mirrors } };
  return { ...draft, state, comments: [...draft.comments, ...pullsComment(facts, state, views), ...failureComments(facts, state)] };
}

function remembered(facts: Facts, state: DossierState, { name, status }: MirrorView): readonly (readonly [string, MirrorMemory])[] {
  const sight = status.kind === 'mirrored' || status.kind === 'failing' ? facts.ask.repository(name) : null;
  const run = sight?.kind === 'seen' ? sight.run : null;
  const before = memoryOf(state, name);
  if (sight?.kind !== 'seen' || run === null) return [];
  const failing = before.failure !== null && !before.failure.cleared;
  if (status.kind === 'mirrored') {
    const seen = { platforms: sight.file?.platforms ?? [], url: run.url, at: run.at };
    const unchanged = before.seen !== null && before.seen.platforms.join() === seen.platforms.join();
    const failure = before.failure === null ? null : { ...before.failure, cleared: true };
    return [[name.toLowerCase(), { ...before, seen: unchanged ? before.seen : seen, failure }]];
  }
  const failure = { run: failing ? (before.failure?.run ?? run.id) : run.id, url: run.url, cause: run.cause, cleared: false };
  return [[name.toLowerCase(), { ...before, failure }]];
}

/** One comment for the pull requests of a set of platforms, written when there is one to merge, then kept true. */
function pullsComment(facts: Facts, state: DossierState, views: readonly MirrorView[]): readonly WantedComment[] {
  const { procedure, observation } = facts;
  const platforms = wantedPlatforms(facts, state);
  const dropped = droppedPlatforms(facts, state);
  const ids = (of: readonly Platform[]) => of.map(({ id }) => id).join('_');
  const slot = dropped.length === 0 ? `mirror/${ids(platforms)}` : `mirror/${ids(platforms)}/sans/${ids(dropped)}`;
  const exists = observation.comments.some((comment) => comment.slot === slot);
  if (!exists && views.every(({ status }) => status.kind !== 'proposed')) return [];
  const to = addressees(facts, state);
  return [{ slot, content: { kind: 'mirror-pulls', to, procedure, added: newPlatforms(facts, state), dropped, mirrors: views } }];
}

/** One comment for each row of failures; it says so once a run succeeds again. */
function failureComments(facts: Facts, state: DossierState): readonly WantedComment[] {
  const { procedure, observation } = facts;
  return Object.entries(state.mirrors).flatMap(([repository, { failure }]): WantedComment[] => {
    if (failure === null) return [];
    const slot = `mirror-failure/${failure.run}`;
    if (failure.cleared && observation.comments.every((comment) => comment.slot !== slot)) return [];
    return [{ slot, content: { kind: 'mirror-failed', to: addressees(facts, state), repository, failure, procedure } }];
  });
}
