import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GitLab, pipelineMade, startGitLab } from './a-gitlab.ts';
import { runStep } from './run-step.ts';
import { aWorkflow } from './workflows.ts';

let directory: string;
let gitlab: GitLab;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'miroir-git-'));
  gitlab = await startGitLab();
  gitlab.answers = [{ ...pipelineMade, before: ({ fields }) => copy(fields) }];
  for (const name of ['github', 'inside']) git(null, 'init', '--quiet', '--bare', '--initial-branch=main', join(directory, name));
  git(null, 'init', '--quiet', '--initial-branch=main', join(directory, 'work'));
  mkdirSync(join(directory, 'runner'));
  commit('un');
  git('work', 'tag', 'leger');
  git('work', 'tag', '-a', 'annote', '-m', 'annoté');
  commit('deux');
  git('work', 'tag', 'recette');
  git('work', 'push', '--quiet', '../github', 'main', 'leger', 'annote', 'refs/tags/recette', 'HEAD~1:refs/heads/recette');
  // What the platform alone has.
  git('work', 'push', '--quiet', '../inside', 'main~1:refs/heads/main', 'main:refs/heads/interne', 'main:refs/tags/interne-1');
});
afterEach(() => {
  gitlab.close();
  rmSync(directory, { recursive: true });
});

function git(folder: string | null, ...args: readonly string[]): string {
  const identity = ['-c', 'user.name=accostage', '-c', 'user.email=accostage@example.test', '-c', 'commit.gpgsign=false'];
  const env = { PATH: process.env['PATH'], HOME: directory, GIT_CONFIG_NOSYSTEM: '1' };
  return execFileSync('git', [...identity, ...args], { cwd: folder === null ? directory : join(directory, folder), env, encoding: 'utf8' });
}

function commit(message: string): void {
  git('work', 'commit', '--quiet', '--allow-empty', '-m', message);
}

/** What the mirror project's pipeline does with its variables, as DOMAIN.md tells it: one name without any deletion, or everything with `--force --prune`. */
function copy(fields: Readonly<Record<string, string>>): void {
  if (fields['variables[SYNC_ALL]'] === 'true') {
    git('github', 'push', '--quiet', '--force', '--prune', '../inside', '+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*');
    return;
  }
  const name = fields['variables[GIT_BRANCH_DEPLOY]'] ?? '';
  const ref = refsOf('github').get(`refs/tags/${name}`) === undefined ? `refs/heads/${name}` : `refs/tags/${name}`;
  git('github', 'push', '--quiet', '../inside', `${ref}:${ref}`);
}

function refsOf(folder: string): ReadonlyMap<string, string> {
  const lines = git(folder, 'for-each-ref', '--format=%(refname) %(objectname)').trim().split('\n');
  return new Map(lines.map((line): [string, string] => [line.split(' ')[0] ?? '', line.split(' ')[1] ?? '']));
}

const push = (type: 'tag' | 'branch', name: string, mode: 'pushed-branch' | 'all-branches' = 'pushed-branch') =>
  runStep(
    aWorkflow({ tags: true, mode }),
    { directory: join(directory, 'runner'), url: gitlab.url },
    {
      'github.ref_type': type,
      'github.ref_name': name,
    },
  );

describe('de GitHub à la plateforme, avec git', () => {
  it.each(['leger', 'annote', 'recette'])(
    'le tag « %s » arrive tel qu’il est, rien d’autre ne change et rien n’est supprimé',
    async (tag) => {
      for (const mode of ['pushed-branch', 'all-branches'] as const) {
        const before = refsOf('inside');
        expect(await push('tag', tag, mode)).toMatchObject({ code: 0 });
        const expected = new Map([...before, [`refs/tags/${tag}`, refsOf('github').get(`refs/tags/${tag}`) ?? '']]);
        expect(refsOf('inside')).toEqual(expected);
      }
    },
  );

  it('une branche arrive seule', async () => {
    await push('branch', 'main');
    expect(refsOf('inside').get('refs/heads/main')).toBe(refsOf('github').get('refs/heads/main'));
    expect(refsOf('inside').has('refs/heads/interne')).toBe(true);
  });

  it('toutes les branches, pour qui les demande : ce que GitHub n’a pas est supprimé, comme il est dit', async () => {
    await push('branch', 'main', 'all-branches');
    expect(refsOf('inside')).toEqual(refsOf('github'));
  });
});
