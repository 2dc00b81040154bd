import { type RepositoryKey, repositoryKey } from '../words/key.ts';
import type { Dossier } from './dossier.ts';
import { renamed } from './renamed.ts';
import type { DossierState } from './state.ts';

/** What is remembered by repository. */
type OfRepositories = Pick<DossierState, 'mirrors' | 'checks' | 'fixes' | 'runsOff'>;

/**
 * What is remembered of a repository goes on under its new name once the form says that one: GitHub leads from the former name to the repository. Asked at the look that
 * sees the form change, of the names that it lost, and only where it brought some.
 */
export function followRenamed(dossier: Dossier): Dossier {
  const { ask, state, bodyDigest, repositories } = dossier;
  const { memory } = dossier.observation;
  if (memory.kind !== 'kept' || memory.state.body.digest === bodyDigest) return dossier;
  const declared = new Set(repositories.map(repositoryKey));
  const remembered = keysIn(state);
  const lost = remembered.filter((key) => !declared.has(key));
  const brought = new Set([...declared].filter((key) => !remembered.includes(key)));
  if (lost.length === 0 || brought.size === 0) return dossier;
  return lost.reduce((current, key) => {
    const reading = ask.repository(key);
    const now = reading?.kind === 'seen' || reading?.kind === 'hidden' ? repositoryKey(reading.name) : key;
    return brought.has(now) ? current.with(moved(current.state, key, now)) : current;
  }, dossier);
}

function keysIn({ mirrors, checks, fixes, runsOff }: OfRepositories): readonly RepositoryKey[] {
  const keys = [mirrors, checks, fixes].flatMap((record) => Object.keys(record));
  return [...new Set([...keys, ...runsOff].map(repositoryKey))];
}

function moved({ mirrors, checks, fixes, runsOff }: OfRepositories, from: RepositoryKey, to: RepositoryKey): OfRepositories {
  const name = (key: string) => (repositoryKey(key) === from ? to : key);
  return { mirrors: renamed(mirrors, name), checks: renamed(checks, name), fixes: renamed(fixes, name), runsOff: runsOff.map(name) };
}
