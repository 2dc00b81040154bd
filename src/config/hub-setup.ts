import type { IssueForm } from '../form/issue-form.ts';
import type { LocatedYaml } from '../yaml/located-yaml.ts';
import type { Problem } from '../yaml/problem.ts';
import { formAsRead } from './form-as-read.ts';
import type { PhasePlaces } from './phase-places.ts';
import type { Presets } from './presets.ts';
import type { Procedure } from './procedure.ts';

/** The procedure and the form that a hub works with. */
export interface HubSetup {
  readonly procedure: Procedure;
  readonly form: IssueForm;
  /** What is told of the hub's form and refuses nothing; absent where there is nothing. */
  readonly remarks?: readonly Problem[];
  /** As its files alone make it, where versions before them told names that it keeps (`lineage.ts`). */
  readonly asRead?: HubSetup;
}

/** What a hub works with: its form as its process tells to read it. */
export function setupOf(procedure: Procedure, form: IssueForm): HubSetup {
  return { procedure, form: formAsRead(procedure, form) };
}

/** A hub's configuration as read: what to work with, and what is wrong with what its maintainers wrote. */
export interface HubReading {
  /** Null when the files are wrong: the last good setup, or the default one, goes on. */
  readonly setup: HubSetup | null;
  readonly problems: readonly Problem[];
  /** Where the hub's own file speaks of phases; null where it has none. */
  readonly phases: PhasePlaces | null;
}

/** What the App ships: the lowest layer, and the form of hubs that have none. */
export interface Defaults extends HubSetup {
  readonly layer: LocatedYaml;
  readonly presets: Presets;
}
