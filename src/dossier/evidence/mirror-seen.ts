import type { Dossier } from '../dossier.ts';
import { isByOtherMeans, isOutOfReach, memoryOf } from '../mirror/assess-mirrors.ts';
import type { MirrorView } from '../mirror/mirror-status.ts';
import { isByFile } from '../mirror/mirror-workflow.ts';
import { platformsIn } from '../mirror/platforms.ts';
import { say, type Sentence } from '../../words/sentence.ts';
import type { MirrorMemory } from '../state.ts';
import type { Evidence } from './evidence.ts';
import { unreadText } from './unread-text.ts';

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
  const runs = names.flatMap((name) => runTo(dossier, { name, platforms }) ?? []);
  const others = otherwise(
    dossier,
    names.filter((name) => runTo(dossier, { name, platforms }) === null),
  );
  if (names.length === 0 || runs.length + others.length < names.length) return null;
  const unread = others.filter(({ status }) => isOutOfReach(status)).length;
  const count = say`copie demandée depuis ${names.length} ${[names.length > 1 ? 'dépôts' : 'dépôt']}`;
  const last = runs.at(-1);
  if (last === undefined) return [...count, ` par un autre moyen${unreadText(unread, names.length)}`];
  const told = [...count, `${unreadText(unread, names.length)}, `];
  return last.pipeline === null
    ? [...told, { text: 'voir le dernier passage', url: last.url }]
    : [...told, { text: 'voir le pipeline créé', url: last.pipeline }];
}

/** The run that was seen to succeed in a repository, where it asked all these platforms for a copy. */
function runTo(
  { state }: Dossier,
  { name, platforms }: { readonly name: string; readonly platforms: readonly string[] },
): MirrorMemory['seen'] {
  const run = memoryOf(state, name).seen;
  return run !== null && platforms.every((id) => run.platforms.includes(id)) ? run : null;
}

/** Those of the repositories without such a run that mirror by other means; none are looked at where none is left to explain. */
function otherwise(dossier: Dossier, unexplained: readonly string[]): readonly MirrorView[] {
  if (unexplained.length === 0) return [];
  return dossier.mirrors.filter((view) => unexplained.includes(view.name) && isByOtherMeans(dossier, view));
}
