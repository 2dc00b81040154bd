import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { GitHubSeed } from '../../sandbox/emulator/seed.ts';
import { grants } from '../../sandbox/seed/grants.ts';
import { population } from '../../sandbox/seed/population.ts';
import { configuration, front, runsWorld } from './harness/runs-world.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { type RunningApp, startWorld, type World, type WorldOptions } from './harness/world.ts';

const secret = 'demat-permis/prive';
const seed: GitHubSeed = {
  ...population,
  repositories: [
    ...population.repositories,
    { owner: 'demat-permis', name: 'prive', description: 'Un dépôt privé', visibility: 'private', collaborators: {} },
  ],
  teams: population.teams.map((team) =>
    team.organization === 'demat-permis' ? { ...team, grants: { ...team.grants, [secret]: 'write' as const } } : team,
  ),
};
let world: World;
const start = async (runs = 'inform', options: object = {}) => {
  world = await startWorld({ startApp: startAccostage(), projects: 'filled', seed, configuration: configuration(runs), ...options });
};
afterEach(() => world.close());

const { call, open, inSlot, openPull, runsAt, annotationsOf, mainOf, put, press } = runsWorld(() => world);
const shaOf = z.object({ sha: z.string() });

/** The same from a fork, whose one commit is in the fork alone. */
async function openPullFromFork(fork: string): Promise<string> {
  const git = (path: string, body: object) =>
    call('lea-martin', `POST /repos/${fork}/git/${path}`, body).then((made) => shaOf.parse(made).sha);
  const blob = await git('blobs', { content: 'FROM docker.io/library/debian:12\nUSER root\n', encoding: 'utf-8' });
  const tree = await git('trees', { tree: [{ path: 'Dockerfile', mode: '100644', type: 'blob', sha: blob }] });
  const commit = await git('commits', { message: 'Dehors', tree, parents: [] });
  await call('lea-martin', `POST /repos/${fork}/git/refs`, { ref: 'refs/heads/dehors', sha: commit });
  await call('lea-martin', `POST /repos/${front}/pulls`, { title: 'Dehors', head: 'lea-martin:dehors', base: 'main' });
  await world.settle();
  return commit;
}

describe('une pull request d’un dépôt de projet', () => {
  it('montre à ses lignes ce que la production refuserait, sans arrêter personne ; la branche par défaut aussi', async () => {
    await start();
    const number = await open(front);
    const commit = await openPull(front, { branch: 'root', text: 'FROM docker.io/library/debian:12\nUSER root\nEXPOSE 80\n' });
    const [run, ...others] = await runsAt(front, commit);
    expect(others).toEqual([]);
    expect(run).toMatchObject({ name: 'Vérifications Cloud π native', status: 'completed', conclusion: 'neutral' });
    expect(await annotationsOf(front, run?.id ?? 0)).toContainEqual(
      expect.objectContaining({ path: 'Dockerfile', start_line: 2, annotation_level: 'failure' }),
    );
    expect(await runsAt(front, await mainOf(front))).toHaveLength(1);
    expect(await inSlot(number, 'checks')).toContain(`/commit/${await mainOf(front)}/checks`);
    expect(await inSlot(number, 'checks')).not.toContain('#L8');
  });

  it('échoue où le processus l’exige', async () => {
    await start('require');
    await open(front);
    const commit = await openPull(front, { branch: 'root', text: 'FROM docker.io/library/debian:12\nUSER root\n' });
    expect(await runsAt(front, commit)).toMatchObject([{ conclusion: 'failure' }]);
  });

  it('dont l’événement se perd a sa vérification par /verifier ; un événement doublé, un redémarrage n’en font pas une autre', async () => {
    await start();
    const number = await open(front);
    world.github.relay.hold();
    const commit = await openPull(front, { branch: 'essai', text: 'FROM docker.io/library/debian:12\n' });
    world.github.relay.release(() => []);
    await world.settle();
    expect(await runsAt(front, commit)).toEqual([]);
    await world.as('lea-martin').comment(number, '/verifier');
    await world.settle();
    expect(await runsAt(front, commit)).toHaveLength(1);
    for (const { id } of world.github.relay.deliveries().slice(-6)) world.github.relay.redeliver(id);
    await world.rest();
    await world.stopApp();
    world.github.requests.clear();
    await world.startApp();
    await world.settle();
    expect(await runsAt(front, commit)).toHaveLength(1);
    expect(world.appCalls()).toMatchObject({ writes: 0 });
    const paths = world.appCalls().list.map(({ path }) => path);
    expect(paths.filter((path) => /\/git\/(trees|blobs)\//.test(path))).toEqual([]);
  });

  it('d’un fork : sa vérification est dans le dépôt de destination, et rien n’est demandé au fork', async () => {
    await start();
    await open(front);
    await call('lea-martin', `POST /repos/${front}/forks`, {});
    await world.settle();
    world.github.requests.clear();
    const commit = await openPullFromFork('lea-martin/front');
    expect(await runsAt(front, commit)).toMatchObject([{ status: 'completed', conclusion: 'neutral' }]);
    expect(world.appCalls().list.filter(({ path }) => path.startsWith('/repos/lea-martin/'))).toEqual([]);
  });
});

describe('« Re-run »', () => {
  const rerequested = (commit: string, login: string) => press({ action: 'rerequested', check_run: { head_sha: commit } }, login);

  it('par qui peut écrire : le commit est relu, et une vérification neuve prend la place', async () => {
    await start();
    await open(front);
    const commit = await mainOf(front);
    world.github.requests.clear();
    rerequested(commit, 'lea-martin');
    await world.settle();
    const runs = await runsAt(front, commit);
    expect(runs).toHaveLength(2);
    expect(runs.every(({ status }) => status === 'completed')).toBe(true);
    expect(world.appCalls().list.some(({ path }) => path.includes('/git/trees/'))).toBe(true);
  });

  it('demandé deux fois, ou suivi d’un arrêt : une seule relecture, et la vérification finit', async () => {
    await start();
    await open(front);
    const commit = await mainOf(front);
    await world.stopApp();
    await call('lea-martin', `GET /repos/${front}`);
    await world.startApp();
    await world.settle();
    world.github.relay.plan(['duplicate']);
    rerequested(commit, 'lea-martin');
    await world.settle();
    const runs = await runsAt(front, commit);
    expect(runs.length).toBeLessThanOrEqual(3);
    expect(runs.every(({ status }) => status === 'completed')).toBe(true);
  });

  it('par quelqu’un d’autre, ou pour un commit que l’on ne suit plus : rien', async () => {
    await start();
    await open(front);
    const commit = await mainOf(front);
    rerequested(commit, 'ines-caron');
    await world.settle();
    expect(await runsAt(front, commit)).toHaveLength(1);
    await put(front, { Dockerfile: 'FROM docker.io/library/debian:12\n' });
    rerequested(commit, 'lea-martin');
    rerequested('f'.repeat(40), 'lea-martin');
    await world.settle();
    expect(await runsAt(front, commit)).toHaveLength(1);
    expect(await runsAt(front, await mainOf(front))).toHaveLength(1);
  });
});

describe('« Préparer la PR »', () => {
  const openFixes = async () =>
    z
      .array(z.object({ number: z.number(), state: z.string(), head: z.object({ ref: z.string() }) }))
      .parse(await call('lea-martin', `GET /repos/${front}/pulls?state=all`))
      .filter(({ head }) => head.ref === 'accostage/corrections');
  const lastRun = async (commit: string) => Math.max(...(await runsAt(front, commit)).map(({ id }) => id));
  const mend = (run: number, { commit, by }: { commit: string; by: string }) =>
    press({ action: 'requested_action', check_run: { id: run, head_sha: commit }, requested_action: { identifier: 'mend' } }, by);
  const opened = async () => {
    await start();
    const number = await open(front);
    const commit = await mainOf(front);
    return { number, commit, run: await lastRun(commit) };
  };

  it('par qui peut écrire : une pull request, dite dans le dossier, et la vérification finit', async () => {
    const { number, commit, run } = await opened();
    mend(run, { commit, by: 'lea-martin' });
    await world.settle();
    expect(await openFixes()).toMatchObject([{ state: 'open' }]);
    expect(await inSlot(number, 'checks')).toContain('Corrections demandées');
    const runs = await runsAt(front, commit);
    expect(runs).toHaveLength(2);
    expect(runs.every(({ status }) => status === 'completed')).toBe(true);
  });

  it('pressé deux fois, ou dit deux fois par GitHub : une seule, et rien n’est rouvert', async () => {
    const { commit, run } = await opened();
    world.github.relay.plan(['duplicate']);
    mend(run, { commit, by: 'lea-martin' });
    await world.settle();
    mend(await lastRun(commit), { commit, by: 'lea-martin' });
    await world.settle();
    expect(await openFixes()).toHaveLength(1);
    world.advance({ minutes: 5 });
    await call('lea-martin', `PATCH /repos/${front}/pulls/${(await openFixes())[0]?.number}`, { state: 'closed' });
    await world.settle();
    mend(run, { commit, by: 'lea-martin' });
    await world.settle();
    expect(await openFixes()).toMatchObject([{ state: 'closed' }]);
    world.advance({ minutes: 5 });
    mend(await lastRun(commit), { commit, by: 'lea-martin' });
    await world.settle();
    expect((await openFixes()).map(({ state }) => state).toSorted()).toEqual(['closed', 'open']);
  });

  it('par quelqu’un qui ne peut pas écrire dans le dépôt : rien', async () => {
    const { commit, run } = await opened();
    mend(run, { commit, by: 'ines-caron' });
    await world.settle();
    expect(await openFixes()).toEqual([]);
    expect(await runsAt(front, commit)).toHaveLength(1);
  });

  it('arrêtée dès que la pression est gardée, l’application fait ensuite ce qui était demandé, une fois', async () => {
    const { commit, run } = await opened();
    mend(run, { commit, by: 'lea-martin' });
    await vi.waitFor(async () => expect(await runsAt(front, commit)).toHaveLength(2), { interval: 5, timeout: 5_000 });
    await world.stopApp();
    await world.startApp();
    await world.settle();
    expect(await openFixes()).toMatchObject([{ state: 'open' }]);
    expect((await runsAt(front, commit)).every(({ status }) => status === 'completed')).toBe(true);
  });
});

describe('un dépôt privé', () => {
  const dockerfile = 'FROM docker.io/library/debian:12\nENV DB_PASSWORD=tres-secret-42\nUSER root\n';
  const issuesOf = async () =>
    z.array(z.object({ state: z.string(), body: z.string() })).parse(await call('lea-martin', `GET /repos/${secret}/issues?state=all`));
  it('garde son détail dans sa vérification, contradictions comprises ; le dossier ne montre que des nombres et un lien', async () => {
    await start();
    await put(secret, { 'coffre/Dockerfile': dockerfile }, 'lea-martin');
    const number = await open(secret);
    expect(await issuesOf()).toEqual([]);
    const [run] = await runsAt(secret, await mainOf(secret));
    expect(run?.output.text).toContain('coffre/Dockerfile:3');
    expect(run?.output.summary).toContain('est cochée, mais');
    expect(JSON.stringify(run)).not.toContain('tres-secret-42');
    const written = (await world.dossier(number)).comments.map(({ body }) => body).join('\n');
    for (const detail of ['coffre', 'DB_PASSWORD', 'rootless']) expect(written).not.toContain(detail);
  });

  it('dont le détail était dans un ticket : la vérification le remplace, et le ticket est fermé avec un lien', async () => {
    await start('off');
    await put(secret, { 'coffre/Dockerfile': dockerfile }, 'lea-martin');
    await open(secret);
    expect(await issuesOf()).toMatchObject([{ state: 'open' }]);
    await put('dnum-mi/dso-formation', { '.github/accostage.yml': configuration('inform') }, 'camille-st');
    expect(await issuesOf()).toMatchObject([{ state: 'closed', body: expect.stringContaining('/checks') }]);
    expect(await runsAt(secret, await mainOf(secret))).toMatchObject([{ status: 'completed' }]);
  });
});

describe('sans la permission', () => {
  const { checks: _, ...permissions } = grants.permissions;

  let app: RunningApp;
  const startApp = startAccostage();
  const observed: WorldOptions['startApp'] = async (environment) => (app = await startApp(environment));
  const inReadiness = async () => {
    const response = await fetch(`${app.url}/readyz`);
    return { status: response.status, body: await response.json() };
  };

  it('rien ne boucle : le commentaire garde le détail, et l’exploitant le lit dans /readyz', async () => {
    await start('inform', { grants: { ...grants, permissions }, startApp: observed });
    const number = await open(front);
    expect(await inSlot(number, 'checks')).toContain('Dockerfile:8');
    expect(await inSlot(number, 'status')).not.toContain('je n’ai pas pu');
    await world.rest();
    world.github.requests.clear();
    await world.rest();
    expect(world.appCalls()).toMatchObject({ writes: 0 });
    const missing = 'demat-permis: its installation has not accepted « Checks: write »: no check run is written there';
    expect(await inReadiness()).toEqual({ status: 200, body: { status: 'ok', notices: [missing] } });
  });
});
