import { afterEach, describe, expect, it } from 'vitest';
import { deliveryHeaders, newDelivery } from '../../sandbox/emulator/delivery.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { configuration, front, runsWorld } from './harness/runs-world.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { type RunningApp, startWorld, type World, type WorldOptions } from './harness/world.ts';

let world: World;
let app: RunningApp;
const startApp = startAccostage();
const observed: WorldOptions['startApp'] = async (environment) => (app = await startApp(environment));
const start = async () => {
  world = await startWorld({ startApp: observed, projects: 'filled', configuration: configuration('inform') });
};
afterEach(() => world.close());
const { call, open, openPull, runsAt, mainOf, press, pressed } = runsWorld(() => world);

const lastRun = async (commit: string) => Math.max(...(await runsAt(front, commit)).map(({ id }) => id));
const again = (commit: string) => ({ action: 'rerequested', check_run: { head_sha: commit } });
const mend = (run: number, commit: string) => ({
  action: 'requested_action',
  check_run: { id: run, head_sha: commit },
  requested_action: { identifier: 'mend' },
});
const isOver = ({ status }: { status: string }) => status === 'completed';
const fixesPulls = async () =>
  JSON.stringify(await call('lea-martin', `GET /repos/${front}/pulls?state=all`)).split('"ref":"accostage/corrections"').length - 1;

const atOnce = async (payloads: readonly Readonly<Record<string, unknown>>[]) => {
  await told(payloads);
  await world.settle();
};

/** Events that reach the App all at once, as nothing of GitHub's keeps them apart. */
const told = async (payloads: readonly Readonly<Record<string, unknown>>[]) => {
  const { appId } = world.github;
  await Promise.all(
    payloads.map(async (payload) => {
      const body = JSON.stringify(payload);
      const delivery = newDelivery('check_run', payload);
      const headers = deliveryHeaders(delivery, { body, secret: 'secret-du-monde', appId });
      const response = await fetch(`${app.url}/api/github/webhooks`, { method: 'POST', headers, body });
      await response.body?.cancel();
      expect(response.status).toBeLessThan(300);
    }),
  );
};

describe('des boutons pressés en rafale', () => {
  it('trente « Re-run » à la fois d’un même commit se tiennent en quelques relectures, et d’un passant, rien', async () => {
    await start();
    await open(front);
    const commit = await mainOf(front);
    world.github.requests.clear();
    await atOnce([
      ...Array.from({ length: 30 }, () => pressed(again(commit), 'lea-martin')),
      ...Array.from({ length: 5 }, () => pressed(again(commit), 'ines-caron')),
      ...Array.from({ length: 5 }, (_, index) => pressed(again(String(index).padStart(40, '0')), 'lea-martin')),
    ]);
    const runs = await runsAt(front, commit);
    expect(runs.every(isOver)).toBe(true);
    // One for each look that a press came during, however many came.
    expect(runs.length).toBeLessThan(8);
  });

  it('vingt « Préparer la PR » à la fois : une pull request', async () => {
    await start();
    await open(front);
    const commit = await mainOf(front);
    const run = await lastRun(commit);
    await atOnce(Array.from({ length: 20 }, () => pressed(mend(run, commit), 'lea-martin')));
    await world.rest();
    const runs = await runsAt(front, commit);
    expect(runs.every(isOver)).toBe(true);
    expect(runs.length).toBeLessThanOrEqual(2);
    expect(await fixesPulls()).toBe(1);
  });
});

describe('un bouton que plus aucun dossier ne regarde', () => {
  it('le dossier est fermé : rien ne reste en attente', async () => {
    await start();
    const number = await open(front);
    const commit = await mainOf(front);
    await world.as('lea-martin').closeIssue(number);
    await world.settle();
    press(again(commit), 'lea-martin');
    await world.settle();
    expect((await runsAt(front, commit)).filter((run) => !isOver(run))).toEqual([]);
  });
  it('le dossier se ferme à l’instant où le bouton est pressé : la vérification gardée finit', async () => {
    await start();
    const number = await open(front);
    const commit = await mainOf(front);
    world.github.relay.hold();
    await world.as('lea-martin').closeIssue(number);
    await told([pressed(again(commit), 'lea-martin')]);
    await world.settle();
    world.github.relay.release();
    await world.settle();
    const runs = await runsAt(front, commit);
    expect(runs).toHaveLength(2);
    expect(runs.filter((run) => !isOver(run))).toEqual([]);
  });
  it('/verifications non : rien ne reste en attente', async () => {
    await start();
    const number = await open(front);
    const commit = await mainOf(front);
    await world.as('lea-martin').comment(number, `/verifications ${front} non`);
    await world.settle();
    press(again(commit), 'lea-martin');
    await world.settle();
    expect((await runsAt(front, commit)).filter((run) => !isOver(run))).toEqual([]);
  });
  it('le dépôt a quitté le dossier : rien ne reste en attente', async () => {
    await start();
    const number = await open(front);
    const commit = await mainOf(front);
    await world
      .as('lea-martin')
      .editIssue(number, { body: aBody({ 'depots-applicatifs': 'demat-permis/api', 'depots-infra': 'demat-permis/api' }) });
    await world.settle();
    press(again(commit), 'lea-martin');
    await world.settle();
    expect((await runsAt(front, commit)).filter((run) => !isOver(run))).toEqual([]);
  });
  it('la branche de la pull request est supprimée : rien', async () => {
    await start();
    await open(front);
    const commit = await openPull(front, { branch: 'root', text: 'FROM docker.io/library/debian:12\nUSER root\n' });
    await call('lea-martin', `PATCH /repos/${front}/pulls/1`, { state: 'closed' });
    await world.settle();
    press(again(commit), 'lea-martin');
    press(mend(await lastRun(commit), commit), 'lea-martin');
    await world.settle();
    expect((await runsAt(front, commit)).filter((run) => !isOver(run))).toEqual([]);
    expect(await fixesPulls()).toBe(0);
  });
});

describe('un bouton forgé', () => {
  it('d’un identifiant inconnu, d’une autre vérification, d’un robot, de personne : rien', async () => {
    await start();
    await open(front);
    const commit = await mainOf(front);
    const run = await lastRun(commit);
    const forged = (identifier: string, id = run) => ({
      action: 'requested_action',
      check_run: { id, head_sha: commit },
      requested_action: { identifier },
    });
    for (const identifier of ['', 'mend ', 'MEND', 'mend\n', '__proto__', 'rootless:demat-permis/api'])
      press(forged(identifier), 'lea-martin');
    press(forged('mend', run + 1000), 'lea-martin');
    press({ action: 'requested_action', check_run: { head_sha: commit }, requested_action: { identifier: 'mend' } }, 'lea-martin');
    press({ action: 'rerequested', check_run: { id: run + 1000, head_sha: commit } }, 'lea-martin');
    for (const login of ['dependabot[bot]', 'ghost', '', 'camille-st']) press(forged('mend'), login);
    await world.settle();
    expect(await runsAt(front, commit)).toHaveLength(1);
    expect(await fixesPulls()).toBe(0);
    for (const { attempts } of world.github.relay.deliveries().slice(-14)) expect(attempts).toMatchObject([{ status: 200 }]);
  });
  it('une suite entière : relue', async () => {
    await start();
    await open(front);
    const commit = await mainOf(front);
    world.github.relay.send('check_suite', pressed({ action: 'rerequested', check_suite: { head_sha: commit } }, 'lea-martin'));
    await world.settle();
    expect(await runsAt(front, commit)).toHaveLength(2);
  });
});
