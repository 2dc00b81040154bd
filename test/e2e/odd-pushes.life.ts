import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { FaultyProxy, Proxied } from './harness/faulty-proxy.ts';
import { type ProxiedWorld, startProxiedWorld } from './harness/proxied-world.ts';
import { configuration, front, runsWorld } from './harness/runs-world.ts';
import type { World } from './harness/world.ts';
import { passSweeps } from './harness/sweeps.ts';

let proxied: ProxiedWorld;
let world: World;
let proxy: FaultyProxy;
beforeEach(async () => {
  proxied = await startProxiedWorld({ projects: 'filled', configuration: configuration('inform') }, { sweepIntervalMs: 15 * 60_000 });
  ({ world, proxy } = proxied);
});
afterEach(() => proxied.close());

const { call, open, inSlot, runsAt, mainOf, put, press } = runsWorld(() => world);
const at = `/repos/${front}`;
const zeros = '0'.repeat(40);
const shaOf = z.object({ sha: z.string() });

const git = (path: string, body: object, repository = front) =>
  call('lea-martin', `POST /repos/${repository}/git/${path}`, body).then((made) => shaOf.parse(made).sha);

/** A commit with one Dockerfile in the place of what there was. */
async function commitOf(text: string, repository = front): Promise<string> {
  const blob = await git('blobs', { content: text, encoding: 'utf-8' }, repository);
  const tree = await git('trees', { tree: [{ path: 'Dockerfile', mode: '100644', type: 'blob', sha: blob }] }, repository);
  return git('commits', { message: text, tree, parents: [] }, repository);
}

const debian = (command: string) => `FROM docker.io/library/debian:12\n${command}\n`;

const sweeps = (count: number) => passSweeps(world, count);

const status = (number: number) => inSlot(number, 'status');

describe('la pull request d’un fork', () => {
  const fork = 'lea-martin/front';

  async function openFromFork(made?: (commit: string) => void): Promise<string> {
    await call('lea-martin', `POST ${at}/forks`, {});
    await world.settle();
    const commit = await commitOf(debian('USER root'), fork);
    made?.(commit);
    await call('lea-martin', `POST /repos/${fork}/git/refs`, { ref: 'refs/heads/dehors', sha: commit });
    await call('lea-martin', `POST ${at}/pulls`, { title: 'Dehors', head: 'lea-martin:dehors', base: 'main' });
    await world.settle();
    return commit;
  }

  it('où GitHub refuse la vérification : celle de la branche par défaut est écrite quand même, et rien n’est retenté sans fin', async () => {
    const number = await open(front);
    const main = await mainOf(front);
    const refused = { status: 422, body: JSON.stringify({ message: 'No commit found for SHA' }) };
    let commit = '';
    const isRefused = ({ method, path, body }: Proxied) => method === 'POST' && path === `${at}/check-runs` && body.includes(commit);
    await openFromFork((made) => {
      commit = made;
      proxy.meets((asked) => (isRefused(asked) ? refused : null));
    });
    const tries = () => proxy.calls.filter(isRefused).length;
    await sweeps(4);
    const tried = tries();
    expect(tried).toBeGreaterThan(0);
    await sweeps(8);
    expect(tries()).toBe(tried);
    expect(await runsAt(front, commit)).toEqual([]);
    expect(await runsAt(front, main)).toMatchObject([{ status: 'completed' }]);
    await put(front, { Dockerfile: debian('USER 1000') });
    expect(await runsAt(front, await mainOf(front))).toMatchObject([{ status: 'completed' }]);
    expect(await status(number)).not.toMatch(/excuse/);
  });

  it('n’a aucun bouton, et un bouton forgé n’écrit ni dans le fork, ni une pull request', async () => {
    await open(front);
    const commit = await openFromFork();
    const [run] = await runsAt(front, commit);
    expect(world.github.buttonsOf(front, run?.id ?? 0)).toEqual([]);
    world.github.requests.clear();
    for (const identifier of ['mend', 'prepare-fixes', 'again'])
      press({ action: 'requested_action', check_run: { id: run?.id, head_sha: commit }, requested_action: { identifier } }, 'lea-martin');
    await world.settle();
    await sweeps(2);
    expect(world.appCalls().list.filter(({ path }) => path.startsWith(`/repos/${fork}`))).toEqual([]);
    expect(world.appCalls().list.filter(({ kind, path }) => kind !== 'read' && /\/(git\/refs|pulls|contents)/.test(path))).toEqual([]);
    expect((await runsAt(front, commit)).filter((one) => one.status !== 'completed')).toEqual([]);
  });
});

describe('un envoi hors du commun : la vérification est celle du dernier commit, une seule', () => {
  const send = (payload: object) =>
    world.github.relay.send('push', {
      ref: 'refs/heads/main',
      repository: { name: 'front', owner: { login: 'demat-permis' }, default_branch: 'main' },
      sender: { id: 999_999, login: 'lea-martin' },
      ...payload,
    });

  /** What the embedded GitHub tells of a move by itself is kept back: what is told in its place is the whole of it. */
  async function moved(text: string, payload: (after: string) => readonly object[]): Promise<string> {
    const commit = await commitOf(text);
    world.github.relay.hold();
    await call('lea-martin', `PATCH ${at}/git/refs/heads/main`, { sha: commit, force: true });
    world.github.relay.release(() => []);
    for (const one of payload(commit)) send(one);
    await world.settle();
    return commit;
  }

  it.each<[string, (after: string) => readonly object[]]>([
    [
      'de 3 000 commits, dont GitHub n’écrit que les 2 048 derniers, sans fichier utile',
      (after) => [
        {
          before: 'a'.repeat(40),
          after,
          commits: Array.from({ length: 2048 }, () => ({ added: ['notes.md'], modified: [], removed: [] })),
        },
      ],
    ],
    ['dont le commit d’avant est fait de zéros', (after) => [{ before: zeros, after, created: true, commits: [] }]],
    [
      'd’une branche supprimée et refaite dans la même seconde',
      (after) => [
        { before: 'a'.repeat(40), after: zeros, deleted: true, commits: [] },
        { before: zeros, after, created: true, commits: [] },
      ],
    ],
    [
      'd’une branche supprimée et refaite, dont les événements arrivent à l’envers',
      (after) => [
        { before: zeros, after, created: true, commits: [] },
        { before: 'a'.repeat(40), after: zeros, deleted: true, commits: [] },
      ],
    ],
  ])('%s', async (_, payload) => {
    const number = await open(front);
    const commit = await moved(debian('USER root'), payload);
    expect(await runsAt(front, commit)).toMatchObject([{ status: 'completed' }]);
    expect(await inSlot(number, 'checks')).toContain(`/commit/${commit}/checks`);
    await sweeps(3);
    expect(await runsAt(front, commit)).toHaveLength(1);
  });

  it('d’une branche de pull request supprimée et refaite à un autre commit : sa pull request rouverte est vérifiée à ce commit', async () => {
    await open(front);
    const [first, second] = [await commitOf(debian('USER root')), await commitOf(debian('USER 1000'))];
    await call('lea-martin', `POST ${at}/git/refs`, { ref: 'refs/heads/essai', sha: first });
    await call('lea-martin', `POST ${at}/pulls`, { title: 'Essai', head: 'essai', base: 'main' });
    await world.settle();
    await call('lea-martin', `DELETE ${at}/git/refs/heads/essai`);
    await call('lea-martin', `POST ${at}/git/refs`, { ref: 'refs/heads/essai', sha: second });
    await call('lea-martin', `PATCH ${at}/pulls/1`, { state: 'open' });
    await world.settle();
    await sweeps(3);
    const pull = z.object({ head: shaOf }).parse(await call('lea-martin', `GET ${at}/pulls/1`));
    expect(await runsAt(front, pull.head.sha)).toHaveLength(1);
    expect((await runsAt(front, first)).length).toBe(1);
  });
});
