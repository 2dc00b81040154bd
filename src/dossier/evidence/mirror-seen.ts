import type { Dossier } from '../dossier.ts';
import { memoryOf } from '../mirror/assess-mirrors.ts';
import { platformsIn } from '../mirror/mirror-options.ts';
import { say, type Sentence } from '../../words/sentence.ts';
import type { Evidence } from './evidence.ts';

/** A mirror run succeeded in every repository on GitHub, or the repository mirrors by other means. What was seen once stays true. */
export const mirrorSucceeded: Evidence = (dossier) => seen(dossier, []);

/** The same, to every platform of the last phase that mirrors. */
export const mirrorOnEveryPlatform: Evidence = (dossier) => {
  const last = dossier.procedure.phases.at(-1)?.id ?? '';
  return seen(
    dossier,
    platformsIn(dossier, last).map(({ id }) => id),
  );
};

function seen(dossier: Dossier, platforms: readonly string[]): Sentence | null {
  const names = dossier.repositories;
  const runs = names
    .map((name) => memoryOf(dossier.state, name).seen)
    .filter((run) => run !== null && platforms.every((id) => run.platforms.includes(id)));
  if (names.length === 0 || runs.length + otherwise(dossier, names.length - runs.length) < names.length) return null;
  const count = say`${names.length} ${[names.length > 1 ? 'dépôts synchronisés' : 'dépôt synchronisé']}`;
  const last = runs.at(-1);
  return last === null || last === undefined
    ? [...count, ' par un autre moyen']
    : [...count, ', ', { text: 'voir le dernier passage', url: last.url }];
}

/** How many of the repositories mirror by other means; they are not looked at where none is left to explain. */
function otherwise(dossier: Dossier, unexplained: number): number {
  return unexplained === 0 ? 0 : dossier.mirrors.filter(({ status }) => status.kind === 'other-means').length;
}
