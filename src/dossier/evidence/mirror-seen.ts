import type { Dossier } from '../dossier.ts';
import { isByOtherMeans, memoryOf } from '../mirror/assess-mirrors.ts';
import { isByFile } from '../mirror/mirror-workflow.ts';
import { platformsIn } from '../mirror/platforms.ts';
import { say, type Sentence } from '../../words/sentence.ts';
import type { Evidence } from './evidence.ts';

/**
 * A mirror run succeeded in every repository on GitHub, or the repository mirrors by other means, or did when it was last read: GitLab created a pipeline, which is not yet a copy. What was
 * seen once stays true.
 */
export const mirrorSucceeded: Evidence = (dossier) => seen(dossier, []);

/** The same, to every platform of the last phase that mirrors. Silent where one is reached without a file: people tick that. */
export const mirrorOnEveryPlatform: Evidence = (dossier) => {
  const platforms = platformsIn(dossier, dossier.procedure.phases.at(-1)?.id ?? '');
  if (!platforms.every(isByFile)) return null;
  return seen(
    dossier,
    platforms.map(({ id }) => id),
  );
};

function seen(dossier: Dossier, platforms: readonly string[]): Sentence | null {
  const names = dossier.repositories;
  const runs = names
    .map((name) => memoryOf(dossier.state, name).seen)
    .filter((run) => run !== null && platforms.every((id) => run.platforms.includes(id)));
  if (names.length === 0 || runs.length + otherwise(dossier, names.length - runs.length) < names.length) return null;
  const count = say`copie demandée depuis ${names.length} ${[names.length > 1 ? 'dépôts' : 'dépôt']}`;
  const last = runs.at(-1);
  if (last === null || last === undefined) return [...count, ' par un autre moyen'];
  return last.pipeline === null
    ? [...count, ', ', { text: 'voir le dernier passage', url: last.url }]
    : [...count, ', ', { text: 'voir le pipeline créé', url: last.pipeline }];
}

/** How many of the repositories mirror by other means; they are not looked at where none is left to explain. */
function otherwise(dossier: Dossier, unexplained: number): number {
  return unexplained === 0 ? 0 : dossier.mirrors.filter((view) => isByOtherMeans(dossier, view)).length;
}
