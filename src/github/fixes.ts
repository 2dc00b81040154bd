import type { Secrets } from '../apply/secrets.ts';
import type { FixesWanted } from '../dossier/checks/assess-fixes.ts';
import type { FixesReading } from '../dossier/checks/fixes-reading.ts';
import type { Clock } from '../queue/clock.ts';
import { accountKey } from '../words/account.ts';
import { repositoryKey, repositoryNamed, type RepositoryKey } from '../words/key.ts';
import { createKeptReadings } from './kept-readings.ts';
import { proposeFixes } from './fixes-pulls.ts';
import type { Heads } from './heads.ts';
import type { Installations } from './installations.ts';
import { patienceNow } from './patience.ts';
import { type FixesAsked, readFixes } from './read-fixes.ts';
import { MIRROR_KEPT_MS } from './read-repository.ts';
import { refusalOf } from './refusal.ts';

/** The repositories to mend: what would mend them, and their pull requests. */
export interface Fixes {
  readonly see: (asked: Omit<FixesAsked, 'secrets'>) => Promise<FixesReading>;
  /** Number of writes; not 0 either where another dossier was just writing there. Rejects with NoLongerSo. */
  readonly mend: (wanted: FixesWanted) => Promise<number>;
  /** Something happened in the repository of that name. */
  readonly forget: (name: string) => void;
}

interface FixesPorts {
  readonly installations: Pick<Installations, 'repository' | 'forget'>;
  readonly heads: Heads;
  readonly clock: Pick<Clock, 'elapsed'>;
  readonly secrets: Secrets;
}

const MAX_KEPT = 500;

/** Each repository is read once until something happens in it; one in which whoever asked may not write is asked about again each time. */
export function createFixes({ installations, heads, clock, secrets }: FixesPorts): Fixes {
  const kept = createKeptReadings<RepositoryKey, FixesReading>(clock, MAX_KEPT);
  /** Repositories where a pull request is being written. */
  const mending = new Map<string, Promise<unknown>>();

  async function look(asked: FixesAsked): Promise<FixesReading> {
    const question = JSON.stringify([accountKey(asked.asker), asked.rules, asked.setAside, asked.registries, asked.authorised]);
    const known = kept.get(repositoryKey(asked.name), question, () => MIRROR_KEPT_MS);
    if (known !== null) return known;
    const repository = await installations.repository(repositoryNamed(asked.name), 'read-project');
    if (repository === null) return { kind: 'unreachable' };
    const keep = kept.begin(repositoryKey(asked.name), question);
    const seen = await readFixes(repository, asked, heads);
    if (seen.kind === 'seen' && seen.askerWrites === 'yes') keep(seen);
    return seen;
  }

  async function mend(wanted: FixesWanted): Promise<number> {
    const { name } = wanted.seen;
    const repository = await installations.repository(repositoryNamed(name), 'write-fixes');
    if (repository === null) return 0;
    const other = mending.get(name);
    if (other !== undefined) return patienceNow()(other.then(() => 1));
    const writing = proposeFixes({ repository, wanted, secrets });
    mending.set(
      name,
      writing.catch(() => null),
    );
    try {
      const writes = await writing;
      if (writes > 0) forget(name);
      return writes;
    } catch (error) {
      // Whatever a failure leaves behind must be read again.
      forget(name);
      throw error;
    } finally {
      mending.delete(name);
    }
  }

  /** By whatever name a dossier declares it. */
  function forget(name: string): void {
    for (const one of new Set([repositoryKey(name), ...heads.namesOf(name)])) kept.forget(one);
  }

  return {
    see: async (asked) => {
      try {
        return await look({ ...asked, secrets });
      } catch (error) {
        const { kind } = refusalOf(error);
        const where = repositoryNamed(asked.name);
        installations.forget(where);
        heads.changed(where, 'anything');
        forget(asked.name);
        const repository = kind === 'gone' ? await installations.repository(where, 'read-project') : null;
        const isGone = kind === 'gone' && (repository === null || !(await heads.isThere(repository)));
        return { kind: isGone ? 'unreachable' : 'unreadable' };
      }
    },
    mend,
    forget,
  };
}
