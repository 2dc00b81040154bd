import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { HUB } from '../../sandbox/seed/population.ts';
import type { FaultyProxy, Proxied } from './harness/faulty-proxy.ts';
import { type ProxiedWorld, startProxiedWorld } from './harness/proxied-world.ts';
import { configuration, front, runsWorld } from './harness/runs-world.ts';
import type { World } from './harness/world.ts';

let proxied: ProxiedWorld;
let world: World;
let proxy: FaultyProxy;
beforeEach(async () => {
  proxied = await startProxiedWorld({ projects: 'filled', configuration: configuration('require') });
  ({ world, proxy } = proxied);
});
afterEach(() => proxied.close());
const { call, open, inSlot, openPull, runsAt, mainOf, put, pressed } = runsWorld(() => world);

const at = `/repos/${front}`;
const readsThere = () => world.appCalls().list.filter(({ path }) => path.startsWith(at)).length;
const push = (payload: object) => world.github.relay.send('push', pressed(payload, 'lea-martin'));

/** A dossier whose mirror is proposed, and of which the fixes were asked for. */
async function inOvh(): Promise<void> {
  const number = await open(front);
  await world.as('camille-st').addLabel(number, 'phase: OVH');
  await world.settle();
  await world.as('lea-martin').comment(number, '/corriger');
  await world.rest();
  world.github.requests.clear();
}

/** GitHub puts a commit at the end of a merge queue. */
async function queue(number: number, commit: string): Promise<void> {
  const ref = `refs/heads/gh-readonly-queue/main/pr-${number}-${await mainOf(front)}`;
  await call('lea-martin', `POST ${at}/git/refs`, { ref, sha: commit });
  push({ ref, created: true, after: commit, commits: [] });
  await world.settle();
}
const shaIn = (made: unknown) => z.object({ sha: z.string() }).parse(made).sha;
const treeOf = async (commit: string) => {
  const read = await call('lea-martin', `GET ${at}/git/commits/${commit}`);
  return z.object({ tree: z.object({ sha: z.string() }) }).parse(read).tree.sha;
};
const root = 'FROM docker.io/library/debian:12\nUSER root\n';

describe('des envois en rafale', () => {
  it('deux cents sur une branche, puis des étiquettes : rien n’est lu', async () => {
    await inOvh();
    const sha = 'a'.repeat(40);
    for (let rank = 0; rank < 200; rank += 1) push({ ref: 'refs/heads/travail', created: false, after: sha, commits: [] });
    for (let rank = 0; rank < 50; rank += 1) push({ ref: `refs/tags/v${rank}`, created: true, after: sha, commits: [] });
    await world.settle();
    expect(readsThere()).toBe(0);
  });

  it('cinquante branches neuves, un commit vide : quelques lectures, et rien n’est écrit', async () => {
    await inOvh();
    for (let rank = 0; rank < 50; rank += 1) push({ ref: `refs/heads/b${rank}`, created: true, after: 'a'.repeat(40), commits: [] });
    push({ ref: 'refs/heads/main', commits: [{ added: [], modified: [], removed: [] }] });
    await world.settle();
    expect(world.appCalls().writes).toBe(0);
    expect(readsThere()).toBeLessThan(60);
  });
});

it('la pull request de corrections a sa vérification sans qu’il n’arrive rien d’autre', async () => {
  const number = await open(front);
  await world.as('lea-martin').comment(number, '/corriger');
  await world.rest();
  const ref = await call('lea-martin', `GET ${at}/git/ref/heads/accostage/corrections`);
  const commit = z.object({ object: z.object({ sha: z.string() }) }).parse(ref).object.sha;
  expect(await runsAt(front, commit)).toMatchObject([{ status: 'completed' }]);
  world.github.requests.clear();
  await world.as('lea-martin').comment(number, '/statut');
  await world.settle();
  expect(readsThere()).toBe(0);
});

it('un commit que l’on cesse de suivre à l’instant où son bouton est pressé : rien ne reste en attente', async () => {
  await open(front);
  const commit = await mainOf(front);
  proxy.meets(({ method, path, body }) => (method === 'POST' && path === `${at}/check-runs` && body.includes('"queued"') ? 'held' : null));
  world.github.relay.send('check_run', pressed({ action: 'rerequested', check_run: { head_sha: commit } }, 'lea-martin'));
  await vi.waitFor(() => expect(proxy.hanging()).toBe(1), { timeout: 10_000 });
  const { sha } = z.object({ sha: z.string() }).parse(await call('lea-martin', `GET ${at}/contents/Dockerfile`));
  const content = Buffer.from(root).toString('base64');
  await call('lea-martin', `PUT ${at}/contents/Dockerfile`, { message: 'x', content, branch: 'main', sha });
  proxy.meets(() => null);
  proxy.letGo();
  await world.rest();
  const runs = await runsAt(front, commit);
  expect(runs).toHaveLength(2);
  expect(runs.filter(({ status }) => status !== 'completed')).toEqual([]);
});

describe('un bouton pressé juste avant que le dépôt ne se lise plus pour un temps', () => {
  const refusal = { status: 403, body: '{"message":"Resource not accessible by integration"}' };
  const isRefused: Readonly<Record<string, (asked: Proxied) => boolean>> = {
    'GitHub refuse de le montrer': ({ method, path }) => method === 'GET' && path === at,
    'GitHub ne dit pas le droit de qui l’a déclaré': ({ method, path }) => method === 'GET' && path.startsWith(`${at}/collaborators/`),
  };
  it.each(Object.keys(isRefused))('%s : la demande attend, et aboutit ensuite', async (why) => {
    await open(front);
    await call('lea-martin', `PATCH ${at}`, { private: true });
    await world.rest();
    const commit = await mainOf(front);
    const [run] = await runsAt(front, commit);
    const seenAnew = () => push({ ref: 'refs/heads/main', after: commit, commits: [{ added: [], modified: ['Dockerfile'], removed: [] }] });
    const waiting = async () => (await runsAt(front, commit)).filter(({ status }) => status !== 'completed').length;
    const isKept = ({ method, path, body }: Proxied) => method === 'POST' && path === `${at}/check-runs` && body.includes('"queued"');
    proxy.meets((asked) => (isKept(asked) ? 'held' : null));
    const button = { action: 'requested_action', check_run: { id: run?.id, head_sha: commit }, requested_action: { identifier: 'mend' } };
    world.github.relay.send('check_run', pressed(button, 'lea-martin'));
    await vi.waitFor(() => expect(proxy.hanging()).toBe(1), { timeout: 10_000 });
    proxy.meets((asked) => (isRefused[why]?.(asked) === true ? refusal : null));
    seenAnew();
    proxy.letGo();
    await world.rest();
    expect(await waiting()).toBe(1);
    proxy.meets(() => null);
    seenAnew();
    await world.rest();
    expect(await waiting()).toBe(0);
    expect(JSON.stringify(await call('lea-martin', `GET ${at}/pulls`))).toContain('"ref":"accostage/corrections"');
  });
});

describe('une file de fusion', () => {
  it('le commit que GitHub y essaie a sa vérification, dont la fusion peut dépendre', async () => {
    await open(front);
    const commit = await openPull(front, { branch: 'root', text: root });
    const parents = [await mainOf(front), commit];
    const body = { message: 'Merge pull request #1', tree: await treeOf(commit), parents };
    const tried = shaIn(await call('lea-martin', `POST ${at}/git/commits`, body));
    await queue(1, tried);
    expect(await runsAt(front, tried)).toMatchObject([{ status: 'completed', conclusion: 'failure' }]);
  });

  it('la tête d’une pull request n’y est pas vérifiée deux fois', async () => {
    await open(front);
    const commit = await openPull(front, { branch: 'root', text: root });
    await queue(1, commit);
    expect(await runsAt(front, commit)).toHaveLength(1);
  });
});

it('le fork d’une pull request est supprimé : elle garde sa vérification, sans bouton', async () => {
  await open(front);
  const isPulls = ({ method, path }: Proxied) => method === 'GET' && path.startsWith(`${at}/pulls?state=open`);
  const gone = (body: string) =>
    JSON.stringify(
      z
        .array(z.looseObject({ head: z.looseObject({}) }))
        .parse(JSON.parse(body))
        .map((pull) => ({ ...pull, head: { ...pull.head, repo: null } })),
    );
  proxy.meets((asked) => (isPulls(asked) ? { alters: gone } : null));
  const commit = await openPull(front, { branch: 'root', text: root });
  expect(await runsAt(front, commit)).toMatchObject([{ status: 'completed', conclusion: 'failure' }]);
  const written = proxy.calls.filter(({ method, path, body }) => method === 'POST' && path === `${at}/check-runs` && body.includes(commit));
  expect(written.map(({ body }) => z.object({ actions: z.array(z.unknown()) }).parse(JSON.parse(body)).actions)).toEqual([[]]);
});

describe('un commit qui n’est plus là', () => {
  it('n’est pas une application que l’on aurait retirée', async () => {
    const number = await open(front);
    proxy.meets(({ method, path }) =>
      method === 'GET' && path.startsWith(`${at}/git/trees/`) ? { status: 404, body: '{"message":"Not Found"}' } : null,
    );
    await put(front, { Dockerfile: root });
    expect(await inSlot(number, 'checks')).not.toContain('installée');
    expect(await inSlot(number, 'checks')).toContain('n’a pas pu le lire');
    proxy.meets(() => null);
    await put(front, { Dockerfile: `${root}EXPOSE 80\n` });
    expect(await runsAt(front, await mainOf(front))).toMatchObject([{ conclusion: 'failure' }]);
  });

  it('d’une pull request, ne cache pas les autres', async () => {
    await open(front);
    const gone = await openPull(front, { branch: 'parti', text: root });
    proxy.meets(({ path }) =>
      path.startsWith(`${at}/commits/${gone}/check-runs`)
        ? { status: 422, body: JSON.stringify({ message: `No commit found for SHA: ${gone}` }) }
        : null,
    );
    await world.stopApp();
    await world.startApp();
    await world.settle();
    const commit = await openPull(front, { branch: 'root', text: `${root}EXPOSE 80\n` });
    expect(await runsAt(front, commit)).toMatchObject([{ conclusion: 'failure' }]);
  });
});

describe('entre la lecture et l’écriture d’une vérification', () => {
  const isRun = ({ method, path }: Proxied) => method === 'POST' && path === `${at}/check-runs`;
  it.each<readonly [string, number, string]>([
    ['le dépôt est archivé', 403, 'Repository was archived so is read-only.'],
    ['le dépôt est supprimé, ou l’application en est retirée', 404, 'Not Found'],
    ['le commit a disparu', 422, 'No commit found for SHA'],
  ])('%s : c’est dit, rien n’insiste, et elle s’écrit ensuite', async (_, code, message) => {
    const number = await open(front);
    proxy.meets((asked) => (isRun(asked) ? { status: code, body: JSON.stringify({ message }) } : null));
    await put(front, { Dockerfile: root });
    expect(await inSlot(number, 'status')).toContain('n’a pas pu écrire la vérification');
    const tries = proxy.calls.filter(isRun).length;
    world.advance({ hours: 3 });
    await world.settle();
    expect(proxy.calls.filter(isRun).length).toBe(tries);
    proxy.meets(() => null);
    await put(front, { Dockerfile: `${root}EXPOSE 80\n` });
    expect(await runsAt(front, await mainOf(front))).toMatchObject([{ conclusion: 'failure' }]);
    expect(await inSlot(number, 'status')).not.toContain('n’a pas pu écrire');
  });
});

describe('deux dossiers pour un dépôt', () => {
  it.each([
    ['fermé', async (number: number) => world.as('lea-martin').closeIssue(number)],
    ['supprimé', async (number: number) => world.github.deleteIssue({ repository: HUB, number }, 'nadia-dnum')],
  ])('le premier est %s : le second écrit les vérifications', async (_, leave) => {
    const first = await open(front);
    await open(front);
    await leave(first);
    await world.rest();
    await put(front, { Dockerfile: root });
    expect(await runsAt(front, await mainOf(front))).toMatchObject([{ status: 'completed', conclusion: 'failure' }]);
  });
});
