import { declaredRepositories } from '../declared-repositories.ts';
import type { Facts } from '../facts.ts';
import { assessMirrors, memoryOf } from '../mirror/assess-mirrors.ts';
import { platformsIn } from '../mirror/mirror-options.ts';
import { say, type Sentence } from '../../words/sentence.ts';
import type { DossierState } from '../state.ts';
import type { Evidence } from './evidence.ts';

/** A mirror run succeeded in every repository on GitHub, or the repository mirrors by other means. What was seen once stays true. */
export const mirrorSucceeded: Evidence = (facts, state) => seen(facts, state, []);

/** The same, to every platform of the last phase that mirrors. */
export const mirrorOnEveryPlatform: Evidence = (facts, state) => {
  const last = facts.procedure.phases.at(-1)?.id ?? '';
  return seen(
    facts,
    state,
    platformsIn(facts, last).map(({ id }) => id),
  );
};

function seen(facts: Facts, state: DossierState, platforms: readonly string[]): Sentence | null {
  const names = declaredRepositories(facts);
  const runs = names
    .map((name) => memoryOf(state, name).seen)
    .filter((run) => run !== null && platforms.every((id) => run.platforms.includes(id)));
  if (names.length === 0 || runs.length + otherwise(facts, state, names.length - runs.length) < names.length) return null;
  const count = say`${names.length} ${[names.length > 1 ? 'dépôts synchronisés' : 'dépôt synchronisé']}`;
  const last = runs.at(-1);
  return last === null || last === undefined
    ? [...count, ' par un autre moyen']
    : [...count, ', ', { text: 'voir le dernier passage', url: last.url }];
}

/** How many of the repositories mirror by other means; they are not looked at where none is left to explain. */
function otherwise(facts: Facts, state: DossierState, unexplained: number): number {
  return unexplained === 0 ? 0 : assessMirrors(facts, state).filter(({ status }) => status.kind === 'other-means').length;
}
