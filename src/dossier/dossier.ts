import type { Deadline } from '../answers/read-deadlines.ts';
import type { Phase } from '../config/procedure.ts';
import type { RepositoryChecks } from './checks/assess-checks.ts';
import type { Owner } from './conditions/condition.ts';
import type { FixesView } from './checks/assess-fixes.ts';
import type { Mention } from './declared-repositories.ts';
import type { Due } from './due.ts';
import type { Facts } from './facts.ts';
import type { FlowsView } from '../flows/assess-flows.ts';
import type { ItemView } from './item.ts';
import type { InternalName } from './mirror/internal-name.ts';
import type { MirrorView, PlatformsView } from './mirror/mirror-status.ts';
import type { NextPhase } from './next-phase.ts';
import type { Reread } from './plan.ts';
import type { Question } from './questions.ts';
import type { PrerequisiteResult } from './prerequisite.ts';
import type { DossierState } from './state.ts';
import type { Team } from './team.ts';

/**
 * A dossier as it was observed, seen at a state: the one value that the rules take. Its views are computed when they are first looked at, and then kept:
 * `dossier-at.ts` tells which parts of the state each one reads. Not to be spread: that would compute all of them.
 */
export interface Dossier extends Facts {
  readonly state: DossierState;
  /** The same dossier at another state. */
  readonly at: (state: DossierState) => Dossier;
  /** The same dossier, with some parts of its state changed. */
  readonly with: (change: Partial<DossierState>) => Dossier;
  /** The phase in which it stands. */
  readonly phase: Phase;
  /** When that phase was entered, ISO. */
  readonly since: string;
  /** The phase that comes next, and those that are skipped before it. */
  readonly next: NextPhase;
  /** Each prerequisite of the process with its status, waivers included. */
  readonly prerequisites: readonly PrerequisiteResult[];
  /** The same, by when they count. */
  readonly due: Due;
  /** Answers that changed since they were validated. */
  readonly rereads: readonly Reread[];
  /** The next date of the project's schedule; null without one. */
  readonly deadline: Deadline | null;
  /** The checklist of a phase, by its id, with the state of each item. */
  readonly items: (phaseId: string) => readonly ItemView[];
  readonly team: Team;
  /** What the project team asked in comments and the Service Team has not answered, oldest first. */
  readonly questions: readonly Question[];
  /** Who must act next; null when nobody must. */
  readonly waitingFor: Owner | null;
  /** The repositories declared on GitHub, `owner/name`. */
  readonly repositories: readonly string[];
  /** Those on other forges as well. */
  readonly mentions: readonly Mention[];
  /** What each of them is called on the platforms, by `owner/name` in lower case or by its address. */
  readonly internalNames: ReadonlyMap<string, InternalName>;
  readonly flows: FlowsView;
  readonly platforms: PlatformsView;
  readonly mirrors: readonly MirrorView[];
  readonly checks: readonly RepositoryChecks[];
  /** Those in which somebody asked for fixes. */
  readonly fixes: readonly FixesView[];
}
