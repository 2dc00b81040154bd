import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/dossier/checks/check.ts';
import type { KeptPress, RunWanted } from '../../src/dossier/checks/run.ts';
import type { Repository } from '../../src/github/octokit.ts';
import { writePress } from '../../src/github/own-runs.ts';
import { RightLost } from '../../src/github/rights.ts';
import { writeRun } from '../../src/github/write-run.ts';
import { inspect } from '../../src/inspect/inspect.ts';
import { dossierKey } from '../../src/words/key.ts';
import { aHub, api, app, endNock } from './nock.ts';

const at = '/repos/org/api';
const commit = 'c'.repeat(40);

let repository: Repository;
beforeEach(async () => {
  repository = { ...(await aHub()), owner: 'org', repo: 'api' };
});
afterEach(endNock);

const violation = (line: number, change: Partial<Finding> = {}): Finding => ({
  outcome: 'violation',
  place: { path: 'Dockerfile', line },
  because: ['le port ', { quoted: String(line) }, ' est privilégié'],
  fix: null,
  ...change,
});

/** A run with so many violations on lines. */
function wantedWith(
  findings: number | readonly Finding[],
  { onBehalfOf = { authorised: 1 }, press = null }: Partial<Pick<RunWanted, 'onBehalfOf' | 'press'>> = {},
): RunWanted {
  const all = typeof findings === 'number' ? Array.from({ length: findings }, (_, index) => violation(index + 1)) : findings;
  const report = {
    ...inspect({ paths: [], files: [], unread: [] }),
    rules: [{ rule: 'unprivileged-ports' as const, examined: 1, ignored: [], findings: all }],
  };
  return {
    inspected: { id: 1, name: 'org/api', url: 'https://github.test/org/api', private: false, hasIssues: true, commit, report },
    pull: null,
    press,
    is: 'd1',
    mode: 'inform',
    contradictions: [],
    actions: [],
    onBehalfOf,
    dossier: { key: dossierKey({ owner: 'dnum-mi', repo: 'hub' }, 7), url: 'https://github.test/hub/issues/7' },
    makesTrue: (state) => state,
  };
}

interface Stood {
  readonly id: number;
  readonly status?: string;
  readonly external_id?: string;
  readonly annotations?: number;
  readonly app?: number;
}
const runsAre = (...runs: readonly Stood[]) =>
  nock(api)
    .get(`${at}/commits/${commit}/check-runs`)
    .query({ check_name: 'Vérifications Cloud π native', app_id: 1, filter: 'all', per_page: 100 })
    .reply(200, {
      check_runs: runs.map(({ id, status = 'completed', external_id = 'd1', annotations = 0, app: of = 1 }) => ({
        id,
        status,
        external_id,
        app: { id: of },
        output: { annotations_count: annotations },
      })),
    });
const rightStands = () => nock(api).get(at).reply(200, { id: 1 });

interface Sent {
  readonly status: string;
  readonly conclusion?: string;
  readonly external_id?: string;
  readonly output?: { readonly annotations: readonly unknown[]; readonly summary: string };
}
/** Takes that many requests, and what they sent. */
function takes(method: 'post' | 'patch', path: string, times = 1): Sent[] {
  const sent: Sent[] = [];
  const take = (body: Sent) => sent.push(body) > 0;
  const scope = nock(api);
  (method === 'post' ? scope.post(path, take) : scope.patch(path, take)).times(times).reply(200, { id: 9 });
  return sent;
}
const written = (wanted: RunWanted, beforeEnd: (() => Promise<number>) | null = null) => writeRun(repository, { wanted, app, beforeEnd });
const write = async (...of: Parameters<typeof written>) => (await written(...of)).writes;

const press: KeptPress = { button: 'mend', by: { login: 'lea', id: 7 }, at: '2027-01-04T10:00:00Z' };
const pressed = { status: 'queued', external_id: writePress(press) } as const;

describe('l’écriture d’une vérification', () => {
  it('tient en une requête jusqu’à cinquante remarques', async () => {
    runsAre();
    rightStands();
    const created = takes('post', `${at}/check-runs`);
    expect(await write(wantedWith(50))).toBe(1);
    expect(created).toMatchObject([{ status: 'completed', conclusion: 'neutral', external_id: 'd1' }]);
    expect(created[0]?.output?.annotations).toHaveLength(50);
  });

  it('au-delà, par cinquante ; au-delà de deux cents, le résumé compte les autres', async () => {
    runsAre();
    rightStands();
    const created = takes('post', `${at}/check-runs`);
    const updated = takes('patch', `${at}/check-runs/9`, 3);
    expect(await write(wantedWith(230))).toBe(4);
    expect([...created, ...updated].map(({ status, output }) => [status, output?.annotations.length])).toEqual([
      ['in_progress', 50],
      ['in_progress', 50],
      ['in_progress', 50],
      ['completed', 50],
    ]);
    expect(updated.at(-1)?.output?.summary).toContain('30');
  });

  it('faite, elle ne s’écrit pas de nouveau', async () => {
    runsAre({ id: 3 });
    expect(await write(wantedWith(2))).toBe(0);
  });

  it('celle d’une autre application, ou d’une personne, du même nom n’est pas la sienne', async () => {
    runsAre({ id: 3, app: 2 });
    rightStands();
    takes('post', `${at}/check-runs`);
    expect(await write(wantedWith(2))).toBe(1);
  });

  it('arrêtée en chemin, elle reprend là où elle en est, sans redire ce qui est dit', async () => {
    runsAre({ id: 9, status: 'in_progress', annotations: 50 });
    rightStands();
    const updated = takes('patch', `${at}/check-runs/9`);
    expect(await write(wantedWith(60))).toBe(1);
    expect(updated).toMatchObject([{ status: 'completed' }]);
    expect(updated[0]?.output?.annotations).toHaveLength(10);
  });

  it('arrêtée juste avant la fin, il n’y manque que la conclusion', async () => {
    runsAre({ id: 9, status: 'in_progress', annotations: 60 });
    rightStands();
    const updated = takes('patch', `${at}/check-runs/9`);
    await write(wantedWith(60));
    expect(updated).toMatchObject([{ status: 'completed', output: { annotations: [] } }]);
  });

  it('demandée par un bouton, c’est celle-là qui finit', async () => {
    runsAre({ id: 9, ...pressed }, { id: 3 });
    rightStands();
    const updated = takes('patch', `${at}/check-runs/9`);
    expect(await write(wantedWith(1, { press }))).toBe(1);
    expect(updated).toMatchObject([{ status: 'completed', external_id: 'd1' }]);
  });

  it('finie comme il faut, devant une autre qu’un bouton a demandée entre-temps : celle-ci finit, rien d’autre ne s’écrit', async () => {
    runsAre({ id: 9, status: 'completed', external_id: 'd1' }, { id: 4, ...pressed });
    const ended = takes('patch', `${at}/check-runs/4`);
    expect(await write(wantedWith(1, { press }))).toBe(1);
    expect(ended).toMatchObject([{ status: 'completed', conclusion: 'neutral' }]);
  });

  it('un bouton pressé depuis qu’elle a été décidée : celle qui le garde reste telle qu’elle est, et c’est dit', async () => {
    const other = { ...press, at: '2027-01-04T11:00:00Z' };
    for (const seen of [null, other]) {
      runsAre({ id: 9 }, { id: 4, ...pressed });
      expect(await written(wantedWith(1, { press: seen }))).toEqual({ writes: 0, pressed: true });
    }
    // Above the one that is right, or below the one that goes on.
    runsAre({ id: 9, ...pressed }, { id: 4 });
    expect(await written(wantedWith(1))).toEqual({ writes: 0, pressed: true });
    runsAre({ id: 9, status: 'in_progress' }, { id: 4, ...pressed });
    rightStands();
    takes('patch', `${at}/check-runs/9`);
    expect(await written(wantedWith(1))).toEqual({ writes: 1, pressed: true });
    runsAre({ id: 9, ...pressed }, { id: 4, external_id: 'autre' });
    rightStands();
    takes('post', `${at}/check-runs`);
    expect(await written(wantedWith(1))).toEqual({ writes: 1, pressed: true });
  });

  it('commencée sous un autre processus, une autre la remplace et elle finit : GitHub n’efface aucune remarque', async () => {
    runsAre({ id: 4, status: 'in_progress', external_id: 'autre', annotations: 50 });
    rightStands();
    takes('post', `${at}/check-runs`);
    const ended = takes('patch', `${at}/check-runs/4`);
    expect(await write(wantedWith(1))).toBe(2);
    expect(ended).toMatchObject([{ status: 'completed', conclusion: 'neutral' }]);
  });

  it('doublée par un autre passage, la plus récente compte et l’autre finit', async () => {
    runsAre({ id: 4, status: 'in_progress' }, { id: 9, status: 'in_progress' });
    rightStands();
    takes('patch', `${at}/check-runs/9`);
    takes('patch', `${at}/check-runs/4`);
    expect(await write(wantedWith(1))).toBe(2);
  });

  it('ne finit qu’après ce qui doit la précéder', async () => {
    runsAre();
    rightStands();
    const created = takes('post', `${at}/check-runs`);
    const order: string[] = [];
    nock(api)
      .patch(`${at}/check-runs/9`, () => order.push('fin') > 0)
      .reply(200, {});
    expect(await write(wantedWith(1), () => Promise.resolve(order.push('ticket')))).toBe(3);
    expect(created).toMatchObject([{ status: 'in_progress' }]);
    expect(order).toEqual(['ticket', 'fin']);
  });

  it('le droit perdu : rien n’est écrit', async () => {
    runsAre();
    nock(api).get(`${at}/collaborators/lea/permission`).reply(200, { role_name: 'read', permission: 'read' });
    await expect(write(wantedWith(1, { onBehalfOf: { login: 'lea', id: null } }))).rejects.toThrow(RightLost);
  });

  it('une remarque que GitHub refuse n’empêche pas le reste d’être dit', async () => {
    runsAre();
    rightStands();
    nock(api).post(`${at}/check-runs`).reply(422, { message: 'Invalid request' });
    runsAre();
    const created = takes('post', `${at}/check-runs`);
    expect(await write(wantedWith(1))).toBe(1);
    expect(created).toMatchObject([{ status: 'completed', output: { annotations: [] } }]);
  });

  it('une panne ne se retente pas à l’aveugle : le passage suivant la cherchera d’abord', async () => {
    runsAre();
    rightStands();
    nock(api).post(`${at}/check-runs`).reply(502, {});
    await expect(write(wantedWith(1))).rejects.toMatchObject({ status: 502 });
  });

  it('ce qu’un inconnu a écrit reste du texte, à une ligne qui existe', async () => {
    runsAre();
    rightStands();
    const created = takes('post', `${at}/check-runs`);
    const hostile = violation(0, {
      because: [{ quoted: '\u202E@everyone <!-- x --> [a](http://b)\u0000' }],
      place: { path: 'a\uD800b', line: 0 },
    });
    await write(wantedWith([hostile, violation(1, { place: null }), violation(2, { place: { path: 'x'.repeat(9_000), line: 1 } })]));
    expect(created[0]?.output?.annotations).toMatchObject([{ path: 'a\uFFFDb', start_line: 1, end_line: 1 }]);
    expect(JSON.stringify(created[0]?.output?.annotations)).not.toMatch(/\\u202e|\\u0000/i);
  });
});
