import { isDeepStrictEqual } from 'node:util';
import { mirrorBranch } from '../../src/dossier/mirror/mirror-branch.ts';
import type { PullWanted } from '../../src/dossier/mirror/mirror-status.ts';
import type { MirrorFile, RepositorySeen } from '../../src/dossier/mirror/repository-reading.ts';
import { markText, readPullText } from '../../src/github/pull-text.ts';
import { changePlatforms, readMirrorFile } from '../../src/mirror/change-platforms.ts';
import { renderWorkflow } from '../../src/mirror/render-workflow.ts';
import { renderPull } from '../../src/render/mirror-pull.ts';
import { run } from './a-repository.ts';

/** A pull request of the App as GitHub shows it, and the file that it brings. */
export interface ToyPull {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly base: string;
  readonly head: string;
  readonly state: 'open' | 'merged' | 'closed';
  readonly file: MirrorFile;
}

export type ToyProject = ReturnType<typeof createToyProject>;

/** A repository of the project in which the App's pull requests are kept, as people then treat them. `sight`: all that the App sees of it but for those. */
export function createToyProject(sight: RepositorySeen) {
  let seen = sight;
  let pulls: readonly ToyPull[] = [];

  /** The newest one is shown so from now on, with its branch. */
  function show(pull: ToyPull, { at, of }: { readonly at: string; readonly of: RepositorySeen['pullOf'] }): number {
    const isNew = pulls.every(({ number }) => number !== pull.number);
    pulls = [...pulls.filter(({ number }) => number !== pull.number), pull];
    const head = `commit-${pull.number}`;
    const openedAt = isNew ? at : (seen.pull?.openedAt ?? at);
    const url = `https://github.test/pull/${pull.number}`;
    const { number, base, state } = pull;
    seen = {
      ...seen,
      branch: { sha: head, file: pull.file, foreign: false },
      pull: { number, url, base, head, state, openedAt, endedAt: state === 'open' ? null : at },
      pullText: readPullText(pull),
      pullOf: of,
    };
    return 1;
  }

  function last(): ToyPull {
    const found = pulls.at(-1);
    if (found === undefined) throw new Error('no pull request yet');
    return found;
  }

  const end = (state: 'merged' | 'closed', at: string) => void show({ ...last(), state }, { at, of: seen.pullOf });

  return {
    see: () => seen,
    pulls: () => pulls,
    /** Brings the pull request to what is wanted, as GitHub then holds it; how much that wrote. */
    propose: (wanted: PullWanted, { console, at }: { readonly console: string; readonly at: string }): number => {
      const before = pulls.at(-1);
      const text = renderPull(wanted, console);
      const base = wanted.seen.defaultBranch ?? '';
      const kept = before !== undefined && (before.state === 'open' || wanted.reopen) ? before.number : pulls.length + 1;
      const pull: ToyPull = {
        number: kept,
        title: text.title,
        body: markText(text, base),
        base,
        head: mirrorBranch,
        state: 'open',
        file: fileWanted(wanted),
      };
      const isThere = isDeepStrictEqual(pull, before);
      return isThere ? 0 : show(pull, { at, of: wanted.dossier.key });
    },
    merge: (at: string) => {
      end('merged', at);
      seen = { ...seen, file: last().file };
    },
    close: (at: string) => end('closed', at),
    /** A run of the file on the default branch ends. */
    run: (at: string, succeeded: boolean) => {
      const id = (seen.run?.id ?? 0) + 1;
      seen = {
        ...seen,
        run: { ...run, id, at, succeeded, url: `https://github.test/run/${id}`, cause: succeeded ? null : 'jeton-refuse' },
      };
    },
    kept: () => ({ seen, pulls }),
    goBack: (kept: { readonly seen: RepositorySeen; readonly pulls: readonly ToyPull[] }) => void ({ seen, pulls } = kept),
  };
}

/** The file of the default branch, changed as is wanted; a first one without. */
function fileWanted({ seen, workflow, dropped }: PullWanted): MirrorFile {
  const text = seen.file === null ? renderWorkflow(workflow) : changePlatforms(seen.file.text, workflow, dropped);
  return { text, ...readMirrorFile(text, [...workflow.platforms, ...dropped]) };
}
