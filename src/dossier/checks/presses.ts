import { repositoryKey } from '../../words/key.ts';
import type { Dossier } from '../dossier.ts';
import { rememberAsker } from './asker.ts';
import type { DossierState } from '../state.ts';
import type { FollowedCommit, KeptPress } from './run.ts';
import { asksToMend } from './run-actions.ts';

/** The last press among these commits that asks for the fixes of their repository; null for none. On a fork's pull request nothing is offered, and nothing counts. */
export function pressToMend(commits: readonly FollowedCommit[]): KeptPress | null {
  const presses = commits.flatMap((one) => pressOn(one) ?? []);
  return presses.toSorted((a, b) => a.at.localeCompare(b.at)).at(-1) ?? null;
}

function pressOn({ pull, standing }: FollowedCommit): KeptPress | null {
  const asked = standing.kind === 'unfinished' && pull?.fork !== true ? standing.asked : null;
  return asked !== null && asksToMend(asked) ? asked : null;
}

/** The state with a press remembered as `/corriger` is; as it was where that, or something later, was remembered already. */
export function rememberPress(state: DossierState, name: string, { by, at }: KeptPress): DossierState {
  if (isRemembered(state, name, at)) return state;
  return { ...state, fixes: { ...state.fixes, [repositoryKey(name)]: { asked: at, ...rememberAsker(by), rules: [] } } };
}

/** True while the run of a commit must not end: it alone keeps a press that GitHub does not hold in the dossier yet. */
export function keepsPress({ observation: { memory } }: Pick<Dossier, 'observation'>, name: string, one: FollowedCommit): boolean {
  const press = pressOn(one);
  return press !== null && !(memory.kind === 'kept' && isRemembered(memory.state, name, press.at));
}

function isRemembered(state: DossierState, name: string, at: string): boolean {
  return (state.fixes[repositoryKey(name)]?.asked ?? '') >= at;
}
