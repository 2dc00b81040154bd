import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { CheckReport } from '../../src/dossier/checks/check.ts';
import { readMirrorOptions } from '../../src/dossier/mirror/mirror-options.ts';
import { assessChecks, type RepositoryChecks } from '../../src/dossier/checks/assess-checks.ts';
import { dossierAt } from '../../src/dossier/dossier-at.ts';
import { openQuestions } from '../../src/dossier/engine/open-questions.ts';
import { readFacts, readForm } from '../../src/dossier/facts.ts';
import type { Observation } from '../../src/dossier/observation.ts';
import { type Checks, createChecks } from '../../src/github/checks.ts';
import { createHeads } from '../../src/github/heads.ts';
import { readFiles } from '../../src/github/read-files.ts';
import type { Runs } from '../../src/github/runs.ts';
import type { Installations } from '../../src/github/installations.ts';
import { aBody, createToyHub } from '../dossier/toy-hub.ts';
import { aHub, api, endNock } from './nock.ts';

const at = '/repos/org/api';
const where = { owner: 'org', repo: 'api' };
const commit = 'c'.repeat(40);

/** What a dossier knows of the repository when it looks at it. */
interface Knowing {
  /** Ids of the repositories that the Service Team authorised. */
  readonly authorised: readonly number[];
  /** The commit that was told, and whether the repository was private then; null before. */
  readonly known: string | null;
  readonly private: boolean;
  readonly demand: string | null;
}
const request: Knowing = { authorised: [], known: null, private: false, demand: null };

let installations: Pick<Installations, 'repository' | 'forget'>;
let instant = Date.parse('2027-01-04T09:00:00Z');
beforeEach(async () => {
  const { octokit } = await aHub();
  installations = { repository: () => Promise.resolve({ octokit, ...where }), forget: () => undefined };
});
afterEach(endNock);

/** Checks, told of what happens in the repositories as the App is. */
function checksOf() {
  const clock = { elapsed: () => instant, setTimer: () => () => undefined };
  const heads = createHeads(clock);
  const checks = createChecks({ installations, heads, clock });
  const changed: Checks['changed'] = (repository, touched) => {
    const matters = checks.changed(repository, touched);
    heads.changed(repository, matters ? 'anything' : 'no-file-that-matters');
    return matters;
  };
  return { see: (knowing: Knowing, namer: string) => seeBy(checks, knowing, namer), changed };
}

const noRuns: Runs['runs'] = (need) => Promise.resolve({ kind: 'unreadable', beside: need.commit });

/** What a dossier sees of the repository: what its rules ask for is read, and nothing else, until they ask no more. */
async function seeBy(checks: Checks, { authorised, known, private: closed, demand }: Knowing, namer: string) {
  const toy = createToyHub({ body: aBody({ 'depots-applicatifs': 'org/api', 'depots-infra': 'org/api' }) });
  toy.reconcile();
  const counts = { blocking: 0, breaking: 0, audited: 0, undetermined: 0, conforming: 0, asSeen: 0, ignored: 0 };
  const files = { dockerfiles: 1, ciFile: false, infrastructure: false, broken: [] };
  const summary = {
    commit: known ?? '',
    demand: null,
    private: closed,
    reported: true,
    attested: null,
    registries: null,
    waived: null,
    hurried: null,
    counts,
    ...files,
  };
  const state = {
    ...toy.state(),
    authorised: authorised.map((id) => ({ name: 'org/api', id, by: 'camille', at: '' })),
    checks: known === null ? {} : { 'org/api': summary },
    checksAsked: demand,
  };
  let observation: Observation = { ...toy.observation(), memory: { kind: 'kept', state } };
  for (let round = 0; round < 5; round++) {
    const namings = { 'org/api': { login: namer, id: null } };
    const { ask, needs } = openQuestions(observation, { namings, branches: [] });
    const reading = readForm(observation);
    const mirrorOptions = readMirrorOptions({ ...observation, ...reading });
    const facts = readFacts(observation, toy.clock(), { reading, mirrorOptions, namings, ask });
    const [looked] = assessChecks(dossierAt(facts, state));
    const wanted = needs();
    if (wanted === null) return wordsFor(looked);
    observation = { ...observation, ...(await readFiles({ ...checks, runs: noRuns }, observation, wanted)) };
  }
  throw new Error('the rules keep asking for more');
}

function wordsFor(looked: RepositoryChecks | undefined) {
  if (looked?.inspected) return { kind: 'inspected', ...looked.inspected };
  return { kind: looked?.obstacle ?? 'unchanged' };
}

/** GitHub answers once each: nock refuses what is asked a second time. */
function rightIs(role: string, login = 'lea') {
  nock(api).get(`${at}/collaborators/${login}/permission`).reply(200, { permission: role, role_name: role });
}

/** What is read of the repository before its files. */
function repositoryIs(change: { id?: number; private?: boolean; has_issues?: boolean } = {}) {
  const data = {
    id: 5,
    full_name: 'org/api',
    html_url: 'https://github.test/org/api',
    private: false,
    has_issues: true,
    default_branch: 'main',
  };
  nock(api)
    .get(at)
    .reply(200, { ...data, ...change });
}

function branchEndsAt(sha = commit) {
  nock(api).get(`${at}/git/ref/heads%2Fmain`).reply(200, { object: { sha } });
}

function headIs(change: Parameters<typeof repositoryIs>[0] = {}) {
  repositoryIs(change);
  branchEndsAt();
}

function treeIs(change: { truncated?: boolean; sha?: string } = {}) {
  const tree = [
    { type: 'blob', path: 'Dockerfile', sha: 'd1', size: 25 },
    { type: 'blob', path: 'src/index.ts', sha: 'd2', size: 20 },
  ];
  nock(api)
    .get(`${at}/git/trees/${change.sha ?? commit}?recursive=true`)
    .reply(200, { truncated: change.truncated ?? false, tree });
}

function dockerfileIs(text: string) {
  nock(api)
    .post('/graphql', ({ variables }: { variables: Record<string, string> }) => variables['oid0'] === 'd1')
    .reply(200, { data: { repository: { blob0: { text, isTruncated: false } } } });
}

function repositoryIsThere() {
  rightIs('write');
  headIs();
  treeIs();
  dockerfileIs('FROM debian:12\nUSER 1000\n');
}

describe('ce qui est lu d’un dépôt', () => {
  it('l’arbre et les seuls fichiers utiles, en cinq appels', async () => {
    repositoryIsThere();
    const sight = await checksOf().see(request, 'lea');
    expect(sight).toMatchObject({ kind: 'inspected', commit, private: false, report: { facts: { dockerfiles: ['Dockerfile'] } } });
  });

  it('ce qu’une kustomization verse dans une ConfigMap, en une lecture de plus', async () => {
    rightIs('write');
    headIs();
    const texts = {
      k1: 'configMapGenerator: [{ name: c, files: [app.properties, logo.conf] }]\n',
      p1: 'spring.datasource.password=Kx81kslz9\n',
      b1: 'a\0b\n',
    };
    const paths = {
      'k8s/kustomization.yaml': 'k1',
      'k8s/app.properties': 'p1',
      'k8s/logo.conf': 'b1',
      'src/autre.properties': 'x1',
    } as const;
    const tree = Object.entries(paths).map(([path, sha]) => ({ type: 'blob', path, sha, size: sha === 'x1' ? 1 : texts[sha].length }));
    nock(api).get(`${at}/git/trees/${commit}?recursive=true`).reply(200, { truncated: false, tree });
    for (const shas of [['k1'], ['p1', 'b1']] as const) {
      const read = Object.fromEntries(shas.map((sha, index) => [`blob${index}`, { text: texts[sha], isTruncated: false }]));
      nock(api)
        .post('/graphql', ({ variables }: { variables: Record<string, string> }) =>
          shas.every((sha, index) => variables[`oid${index}`] === sha),
        )
        .reply(200, { data: { repository: read } });
    }
    const { report } = z.object({ report: z.custom<CheckReport>() }).parse(await checksOf().see(request, 'lea'));
    const told = report.rules
      .find(({ rule }) => rule === 'cm-no-credentials')
      ?.findings.map(({ outcome, place }) => `${outcome} ${place?.path}`);
    expect(told).toEqual(['violation k8s/kustomization.yaml', 'undetermined k8s/kustomization.yaml']);
    expect(report.unread).toEqual([]);
  });

  it('le même commit n’est lu qu’une fois, quel que soit le dossier qui le demande', async () => {
    repositoryIsThere();
    const checks = checksOf();
    const first = await checks.see(request, 'lea');
    expect(await checks.see(request, 'Lea')).toEqual(first);
    expect(await checks.see({ ...request, known: commit }, 'lea')).toEqual({ kind: 'unchanged' });
  });

  it('le droit est demandé une fois par auteur', async () => {
    repositoryIsThere();
    rightIs('read', 'eve');
    const checks = checksOf();
    await checks.see(request, 'lea');
    for (const _ of [1, 2]) expect(await checks.see(request, 'eve')).toEqual({ kind: 'not-authorised' });
  });

  it('un dépôt devenu privé n’est plus montré à qui ne peut pas y écrire, même s’il l’avait été', async () => {
    repositoryIs({ private: true });
    rightIs('read');
    expect(await checksOf().see({ ...request, known: commit }, 'lea')).toEqual({ kind: 'unreachable' });
  });

  it('un envoi sans fichier utile ne fait rien regarder, un autre si', async () => {
    repositoryIsThere();
    const checks = checksOf();
    await checks.see(request, 'lea');
    expect(checks.changed(where, ['README.md'])).toBe(false);
    expect(await checks.see({ ...request, known: commit }, 'lea')).toEqual({ kind: 'unchanged' });
    expect(checks.changed(where, ['api/Dockerfile'])).toBe(true);
    headIs({ private: true });
    rightIs('write');
    expect(await checks.see({ ...request, known: commit, private: true }, 'lea')).toEqual({ kind: 'unchanged' });
  });

  it('après un redémarrage, deux appels disent que rien n’a changé', async () => {
    headIs();
    expect(await checksOf().see({ ...request, known: commit }, 'lea')).toEqual({ kind: 'unchanged' });
  });

  it('une demande fait regarder de nouveau, une fois', async () => {
    headIs();
    const checks = checksOf();
    await checks.see({ ...request, known: commit }, 'lea');
    headIs();
    const demand = { ...request, known: commit, demand: '2027-01-04T10:00:00Z' };
    for (const _ of [1, 2]) expect(await checks.see(demand, 'lea')).toEqual({ kind: 'unchanged' });
  });

  it('un arbre tronqué est dit, et ce qui est vu est vérifié', async () => {
    rightIs('admin');
    headIs();
    treeIs({ truncated: true });
    dockerfileIs('FROM debian:12\nUSER 1000\n');
    const sight = await checksOf().see(request, 'lea');
    expect('report' in sight ? sight.report.unread : []).toMatchObject([{ path: '.' }]);
  });
});

describe('ce qui n’est pas lu', () => {
  it.each([
    ['read', 'not-authorised'],
    ['triage', 'not-authorised'],
  ])('un dépôt public où l’auteur n’a que « %s » : rien d’autre n’est demandé que sa visibilité', async (role, kind) => {
    rightIs(role);
    repositoryIs();
    const checks = checksOf();
    for (const _ of [1, 2]) expect(await checks.see(request, 'lea')).toEqual({ kind });
  });

  it.each([
    ['dont l’auteur ne peut pas y écrire', 200],
    ['dont GitHub ne dit pas le droit de l’auteur', 403],
  ])('un dépôt privé %s est comme un dépôt qui n’existe pas', async (_, status) => {
    nock(api).get(`${at}/collaborators/lea/permission`).reply(status, { permission: 'read', role_name: 'read', message: 'refusé' });
    repositoryIs({ private: true });
    expect(await checksOf().see(request, 'lea')).toEqual({ kind: 'unreachable' });
  });

  it.each([403, 451])(
    'un refus (%i) n’est dit qu’à qui peut écrire dans le dépôt : un refus ne dit pas que c’est le dépôt autorisé',
    async (status) => {
      nock(api).get(at).reply(status, { message: 'refusé' });
      rightIs('read', 'eve');
      rightIs('write');
      const checks = checksOf();
      for (const authorised of [[5], []]) expect(await checks.see({ ...request, authorised }, 'eve')).toEqual({ kind: 'unreachable' });
      expect(await checks.see(request, 'lea')).toEqual({ kind: 'unreadable' });
    },
  );

  it('un droit que GitHub ne dit pas n’est ni un oui ni un refus ; il est redemandé une demi-heure plus tard', async () => {
    nock(api).get(`${at}/collaborators/lea/permission`).reply(403, { message: 'Resource not accessible by integration' });
    repositoryIs();
    const checks = checksOf();
    for (const _ of [1, 2]) expect(await checks.see(request, 'lea')).toEqual({ kind: 'right-unverified' });
    instant += 31 * 60_000;
    rightIs('write');
    branchEndsAt();
    treeIs();
    dockerfileIs('FROM debian:12\nUSER 1000\n');
    expect(await checks.see(request, 'lea')).toMatchObject({ kind: 'inspected' });
  });

  it('un dépôt autorisé par la Service Team l’est sans demander le droit', async () => {
    headIs();
    treeIs();
    dockerfileIs('FROM debian:12\nUSER 1000\n');
    expect(await checksOf().see({ ...request, authorised: [1, 5] }, 'eve')).toMatchObject({ kind: 'inspected' });
  });

  it('un autre dépôt qui a pris le nom d’un dépôt autorisé n’est pas autorisé, et aucun de ses fichiers n’est lu', async () => {
    repositoryIs({ id: 6 });
    rightIs('read', 'eve');
    expect(await checksOf().see({ ...request, authorised: [5] }, 'eve')).toEqual({ kind: 'not-authorised' });
  });

  it.each([404, 409])('un dépôt vide (%i à sa branche)', async (status) => {
    rightIs('write');
    nock(api).get(at).reply(200, { full_name: 'org/api', html_url: 'u', private: false, has_issues: true, default_branch: 'main' });
    nock(api).get(`${at}/git/ref/heads%2Fmain`).reply(status, { message: 'Git Repository is empty.' });
    expect(await checksOf().see(request, 'lea')).toEqual({ kind: 'empty' });
  });

  it.each([
    [404, { kind: 'unreachable' }],
    [410, { kind: 'unreachable' }],
    [403, { kind: 'unreadable' }],
    [451, { kind: 'unreadable' }],
  ])('un refus (%i) est retenu, et n’est pas redemandé aussitôt', async (status, expected) => {
    if (expected.kind === 'unreadable') rightIs('write');
    nock(api).get(at).reply(status, { message: 'refusé' });
    const checks = checksOf();
    for (const _ of [1, 2]) expect(await checks.see(request, 'lea')).toEqual(expected);
  });

  it.each<[number, Record<string, string>]>([
    [429, { 'retry-after': '60' }],
    [403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1800000000' }],
    [502, {}],
  ])('une limite ou une panne (%i) remonte, et ne laisse rien de faux derrière elle', async (status, headers) => {
    rightIs('write');
    nock(api).get(at).reply(status, {}, headers);
    const checks = checksOf();
    await expect(checks.see(request, 'lea')).rejects.toMatchObject({ status });
    headIs();
    treeIs();
    dockerfileIs('FROM debian:12\nUSER 1000\n');
    expect(await checks.see(request, 'lea')).toMatchObject({ kind: 'inspected' });
  });
});

describe('un commit que GitHub ne trouve plus, après un envoi forcé', () => {
  const asked = { name: 'org/api', namer: { login: 'lea', id: null }, commit, registries: [], clusters: [], declared: [] };
  const gone = () => nock(api).get(`${at}/git/trees/${commit}?recursive=true`).reply(404, { message: 'Not Found' });
  const files = { heads: {}, reports: {}, runs: {} };

  it('d’une pull request ou d’une file de fusion : il n’est pas lu, et le dépôt reste lisible', async () => {
    headIs();
    rightIs('write');
    gone();
    const clock = { elapsed: () => instant, setTimer: () => () => undefined };
    const checks = createChecks({ installations, heads: createHeads(clock), clock });
    const need = { name: 'org/api', namer: { login: 'lea', id: null }, freshSince: null, parts: ['right', 'commit'] } as const;
    const looked = await readFiles({ ...checks, runs: noRuns }, files, {
      heads: [need],
      reports: [{ ...asked, of: 'pull-request' }],
      runs: [],
    });
    expect(looked.heads['org/api']?.head).toMatchObject({ kind: 'seen', namerWrites: 'yes' });
    expect(Object.values(looked.reports)).toEqual([{ commit, report: null }]);
    expect(await checks.head(need)).toMatchObject({ kind: 'seen' });
  });

  it('de la branche par défaut : il est à relire, et n’est pas dit hors d’atteinte', async () => {
    repositoryIs();
    gone();
    repositoryIs();
    rightIs('write');
    const clock = { elapsed: () => instant, setTimer: () => () => undefined };
    const checks = createChecks({ installations, heads: createHeads(clock), clock });
    const looked = await readFiles({ ...checks, runs: noRuns }, files, {
      heads: [],
      reports: [{ ...asked, of: 'default-branch' }],
      runs: [],
    });
    expect(looked.heads['org/api']?.head).toEqual({ kind: 'unreadable', namerWrites: 'yes' });
  });
});
