import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { defaultRegistries } from '../src/config/registries-schema.ts';
import { readMirrorOptions } from '../src/dossier/mirror/mirror-options.ts';
import { BoundedMap } from '../src/github/bounded-map.ts';
import { createReports } from '../src/github/reports.ts';
import { aBody, createToyHub, defaults, people } from './dossier/toy-hub.ts';
import { checkable, seen } from './dossier/a-repository.ts';
import { aHub, api } from './github/nock.ts';

const { procedure } = defaults;
const repositories = (count: number) => Array.from({ length: count }, (_, index) => `org/depot-${index + 1}`).join('\n');

describe('les branches d’un miroir', () => {
  it.each([
    [9, 9],
    [10, 10],
    [11, 10],
  ])('%i inscrites : %i cherchées dans chaque dépôt', (named, looked) => {
    const branches = Array.from({ length: named }, (_, index) => `v${index}`).join('\n');
    const { branches: read } = readMirrorOptions({ procedure, answers: { [procedure.mirror.branchesField ?? '']: branches } });
    expect(read).toHaveLength(looked);
  });
});

describe('les dépôts d’un dossier', () => {
  it.each([
    [20, 20],
    [21, 20],
  ])('%i inscrits : %i accostés et vérifiés, les autres sont nommés', (named, looked) => {
    const mirrored = new Set<string>();
    const checked = new Set<string>();
    const stage = createToyHub({
      body: aBody({ 'depots-applicatifs': repositories(named), 'depots-infra': 'org/depot-1' }),
      see: (name) => {
        mirrored.add(name);
        return seen({ name });
      },
      check: checkable((name) => {
        checked.add(name);
        return { kind: 'unreachable' };
      }).check,
    });
    stage.reconcile();
    stage.setLabel(people.serviceTeam, 'phase: OVH');
    stage.reconcile();
    const { status } = stage.plan();
    expect([mirrored.size, checked.size]).toEqual([looked, looked]);
    expect([status.mirrors.length, status.checks.length]).toEqual([named, named]);
    expect(status.mirrors.filter(({ status: { kind } }) => kind === 'stopped')).toHaveLength(named - looked);
    expect(status.checks.filter(({ obstacle }) => obstacle === 'too-many')).toHaveLength(named - looked);
  });
});

describe('ce qui est gardé en mémoire', () => {
  it('au-delà de sa taille, ce qui a été écrit il y a le plus longtemps s’en va', () => {
    const map = new BoundedMap<string, number>(2);
    map.set('a', 1).set('b', 2).set('a', 3).set('c', 4);
    expect([...map]).toEqual([
      ['a', 3],
      ['c', 4],
    ]);
  });

  it('deux cents rapports de vérification ; le plus anciennement demandé est relu', async () => {
    const repository = { ...(await aHub()), owner: 'org', repo: 'api' };
    let read = 0;
    nock(api)
      .persist()
      .get(/\/git\/trees\//)
      .reply(200, () => {
        read += 1;
        return { truncated: false, tree: [] };
      });
    const reports = createReports({ elapsed: () => 0 });
    const see = (commit: number) =>
      reports.of(repository, { id: 1, commit: String(commit), registries: defaultRegistries, clusters: [], declared: [] });
    for (let commit = 0; commit < 200; commit++) await see(commit);
    await see(0);
    expect(read).toBe(200);
    await see(200);
    await see(0);
    expect(read).toBe(201);
    await see(1);
    expect(read).toBe(202);
    nock.cleanAll();
    nock.enableNetConnect();
  });
});
