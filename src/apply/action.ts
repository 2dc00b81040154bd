import type { Reaction } from '../dossier/observation.ts';
import type { FixesWanted } from '../dossier/checks/assess-fixes.ts';
import type { ReportWanted } from '../dossier/checks/report-wanted.ts';
import type { RunWanted } from '../dossier/checks/run.ts';
import type { PullWanted } from '../dossier/mirror/mirror-status.ts';
import type { Sentence } from '../words/sentence.ts';

/** One thing that the App does for a dossier: in its hub, or in a repository of the project. Whoever performs it answers with `Written`. */
export type Action =
  | { readonly verb: 'add-labels'; readonly names: readonly string[] }
  | { readonly verb: 'remove-label'; readonly name: string }
  | { readonly verb: 'create-comment'; readonly body: string }
  /** `expected` is the body that the comment must still have, where somebody else may be writing it too. */
  | { readonly verb: 'replace-comment'; readonly id: number; readonly body: string; readonly expected: string | null }
  /** `expected` likewise, where people's words in it are read; null for one that they only read, which goes whatever it says. `why`: a copy, which should be rare, or one that served. */
  | { readonly verb: 'delete-comment'; readonly id: number; readonly expected: string | null; readonly why: 'double' | 'served' }
  | { readonly verb: 'react'; readonly comment: number; readonly content: Reaction }
  /** Takes the App's 👀 back. */
  | { readonly verb: 'unreact'; readonly comment: number }
  | { readonly verb: 'close' }
  | { readonly verb: 'propose'; readonly wanted: PullWanted }
  | { readonly verb: 'report'; readonly wanted: ReportWanted }
  | { readonly verb: 'mend'; readonly wanted: FixesWanted }
  | { readonly verb: 'run'; readonly wanted: RunWanted };

/** What became of an action. What GitHub cannot do now is none of these: it is thrown, and tried again later. */
export type Written =
  /** `commentId` of a comment that was created. */
  | { readonly kind: 'written'; readonly writes: number; readonly commentId?: number }
  /** What it would have written over changed meanwhile: look again at once. */
  | { readonly kind: 'outdated' }
  /** GitHub says no, and will again; `because` in French, for the status comment. */
  | { readonly kind: 'refused'; readonly because: Sentence };

/** Actions that follow one another: each waits for what became of the one before. */
export type Actions<Result> = Generator<Action, Result, Written>;

/** Performs actions one after the other. Rejects with what `perform` throws, unless the actions know how to go on without that one. */
export async function performAll<Result>(actions: Actions<Result>, perform: (action: Action) => Promise<Written>): Promise<Result> {
  let next = actions.next();
  while (next.done !== true) {
    try {
      next = actions.next(await perform(next.value));
    } catch (error) {
      next = actions.throw(error);
    }
  }
  return next.value;
}
