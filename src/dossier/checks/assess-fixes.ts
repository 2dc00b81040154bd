import { type DossierKey, repositoryKey } from '../../words/key.ts';
import { isAuthorised } from '../authorisations.ts';
import type { Dossier } from '../dossier.ts';
import { answersAsked, type MirrorPull } from '../mirror/repository-reading.ts';
import type { OnBehalfOf } from '../on-behalf-of.ts';
import { askerIn } from './asker.ts';
import { checkedRepositories } from './assess-checks.ts';
import type { FixesReading, FixesSeen } from './fixes-reading.ts';
import { waiversIn } from './rule-waivers.ts';

/** Where the fixes that somebody asked for in a repository stand. */
export type FixesStatus =
  | { readonly kind: 'waiting' }
  /** Nothing is to be opened: why. */
  | {
      readonly kind: 'stopped';
      readonly why:
        | 'unreachable'
        | 'unreadable'
        | 'archived'
        | 'fork'
        | 'empty'
        | 'not-authorised'
        | 'right-unverified'
        | 'foreign-commits'
        | 'carried';
    }
  /** Nothing can be mended for sure; so many findings are left to people. */
  | { readonly kind: 'nothing'; readonly left: number }
  /** A pull request to open, or to open again. */
  | { readonly kind: 'to-propose' }
  /** `served`: it is open, and nothing of what it was opened for is left to mend. */
  | { readonly kind: 'proposed' | 'served' | 'merged' | 'declined'; readonly pull: MirrorPull };

/** A repository in which fixes were asked for. */
export interface FixesView {
  /** `owner/name`. */
  readonly name: string;
  readonly status: FixesStatus;
}

/** A pull request with fixes that must be there, as the plan tells it; applied as a difference. */
export interface FixesWanted {
  readonly seen: FixesSeen;
  /** When `/corriger` was last written for it: what GitHub refused is then tried again. */
  readonly asked: string;
  readonly onBehalfOf: OnBehalfOf;
  readonly dossier: { readonly key: DossierKey; readonly url: string };
}

/** The declared repositories in which somebody asked for fixes, and where these stand; none where the process makes no checks. */
export function assessFixes(dossier: Dossier): readonly FixesView[] {
  return checkedRepositories(dossier).flatMap((name): readonly FixesView[] => {
    const reading = readingOf(dossier, name);
    return reading === undefined ? [] : [{ name, status: reading === null ? { kind: 'waiting' } : judge(dossier, name, reading) }];
  });
}

/** Null until it was read; undefined where nobody asked. */
function readingOf(dossier: Dossier, name: string): FixesReading | null | undefined {
  const { state, ask, procedure } = dossier;
  const memory = state.fixes[repositoryKey(name)];
  if (memory === undefined) return undefined;
  const setAside = waiversIn(dossier, name).map(({ rule }) => rule);
  return ask.fixes({ name, asker: askerIn(memory), rules: memory.rules, setAside, registries: procedure.registries });
}

function judge(dossier: Dossier, name: string, reading: FixesReading): FixesStatus {
  if (reading.kind === 'hidden') return { kind: 'stopped', why: 'unreachable' };
  if (reading.kind !== 'seen') return { kind: 'stopped', why: reading.kind };
  const why = stopOf(dossier, reading);
  if (why !== null) return { kind: 'stopped', why };
  return pullStatus(reading, dossier.state.fixes[repositoryKey(name)]?.asked ?? '');
}

function stopOf({ state, observation: { key } }: Dossier, seen: FixesSeen): Extract<FixesStatus, { kind: 'stopped' }>['why'] | null {
  if (seen.archived) return 'archived';
  if (seen.fork) return 'fork';
  if (seen.commit === null) return 'empty';
  if (seen.askerWrites !== 'yes' && !isAuthorised(state, seen.id)) return seen.askerWrites === 'no' ? 'not-authorised' : 'right-unverified';
  if (seen.pull?.state === 'open' && seen.pullOf !== null && seen.pullOf !== key) return 'carried';
  return seen.branch?.foreign === true && !isAllMerged(seen) ? 'foreign-commits' : null;
}

/** All that the branch holds was merged: it serves no more. */
function isAllMerged({ pull, branch }: FixesSeen): boolean {
  return pull?.state === 'merged' && pull.head === branch?.sha;
}

/** A pull request that a person closed or merged answers what was asked before. */
function pullStatus({ pull, plan }: FixesSeen, asked: string): FixesStatus {
  if (pull?.state === 'open') return { kind: plan.files.length === 0 ? 'served' : 'proposed', pull };
  if (pull !== null && pull.state !== 'lapsed' && answersAsked(pull, asked))
    return { kind: pull.state === 'merged' ? 'merged' : 'declined', pull };
  return plan.files.length === 0 ? { kind: 'nothing', left: plan.questions.length } : { kind: 'to-propose' };
}

/** The pull requests that must be there: those to open, and those that are open, which follow the findings until somebody merges or closes them; one that nothing is left for says so. */
export function wantFixes(dossier: Dossier): readonly FixesWanted[] {
  const { key, issue } = dossier.observation;
  return dossier.fixes.flatMap(({ name, status }): FixesWanted[] => {
    const stands = status.kind === 'to-propose' || status.kind === 'proposed' || status.kind === 'served';
    const seen = stands ? readingOf(dossier, name) : null;
    const memory = dossier.state.fixes[repositoryKey(name)];
    if (seen?.kind !== 'seen' || memory === undefined) return [];
    const onBehalfOf = isAuthorised(dossier.state, seen.id) ? { authorised: seen.id } : askerIn(memory);
    return [{ seen, asked: memory.asked, onBehalfOf, dossier: { key, url: issue.url } }];
  });
}
