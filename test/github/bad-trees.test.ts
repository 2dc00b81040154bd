import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readDeclaredText } from '../../src/answers/declared-resources.ts';
import { defaultRegistries } from '../../src/config/registries-schema.ts';
import { ruleOutcome } from '../../src/dossier/checks/rules.ts';
import { noHelm } from '../../src/helm/find-helm.ts';
import type { Repository } from '../../src/github/octokit.ts';
import { inspectCommit } from '../../src/github/read-checks.ts';
import { refusalOf } from '../../src/github/refusal.ts';
import { sentenceText } from '../../src/words/sentence.ts';
import { aDeployment } from '../inspect/rules/cases.ts';
import { aHub, api, endNock } from './nock.ts';

let repository: Repository;
beforeEach(async () => {
  repository = { ...(await aHub()), owner: 'org', repo: 'api' };
});
afterEach(endNock);

interface Entry {
  readonly path: string;
  readonly mode?: string;
  readonly type?: string;
  /** Null for what is never read. */
  readonly text: string | null;
}
const query = z.object({ variables: z.record(z.string(), z.string()) });
const shaOf = ({ path }: Entry) => Buffer.from(path).toString('hex');

function treeIs(entries: readonly Entry[]): void {
  const tree = entries.map((entry) => ({
    path: entry.path,
    mode: entry.mode ?? '100644',
    type: entry.type ?? 'blob',
    sha: shaOf(entry),
    ...(entry.type === 'commit' ? {} : { size: Buffer.byteLength(entry.text ?? '') }),
  }));
  nock(api).get('/repos/org/api/git/trees/c0').query({ recursive: 'true' }).reply(200, { sha: 'c0', tree, truncated: false });
}

/** The tree, and the texts of what is asked for; what must not be asked for has none. */
function commitIs(entries: readonly Entry[]): void {
  treeIs(entries);
  let oids: readonly (readonly [string, string])[] = [];
  // Where links lead is asked for before the files.
  const asked = entries.some(({ mode }) => mode === '120000') ? 2 : 1;
  nock(api)
    .post('/graphql', (sent: unknown) => {
      oids = Object.entries(query.parse(sent).variables).filter(([name]) => name.startsWith('oid'));
      return true;
    })
    .times(asked)
    .reply(200, () => {
      const textOf = (oid: string) => entries.find((entry) => shaOf(entry) === oid)?.text ?? null;
      const found = oids.map(([name, oid]) => [name.replace('oid', 'blob'), { text: textOf(oid), isTruncated: false }] as const);
      return { data: { repository: Object.fromEntries(found) } };
    });
}

const inspected = () =>
  inspectCommit(repository, { commit: 'c0', basis: { registries: defaultRegistries, clusters: [], declared: [] }, helm: noHelm });
const good: Entry = { path: 'k8s/a.yaml', text: aDeployment() };

/** What is told of a tree: whether a rule on objects is in doubt, and why. */
async function told(...entries: readonly Entry[]) {
  commitIs([good, ...entries]);
  const { rules, unread } = await inspected();
  const rule = rules.find((one) => one.rule === 'disallow-latest');
  const because = (rule?.findings ?? []).map(({ place, because: reason }) => `${place?.path} ${sentenceText(reason)}`);
  return { outcome: rule === undefined ? null : ruleOutcome(rule), because, unread: unread.map(({ path }) => path) };
}

describe('un commit dont l’arbre n’est pas fait que de fichiers', () => {
  it('rien d’autre que des fichiers : tout est jugé', async () => {
    expect(await told()).toEqual({ outcome: 'conforming', because: [], unread: [] });
  });

  it('un sous-module, dit par .gitmodules ou non : un doute, une fois', async () => {
    const infra: Entry = { path: 'infra', mode: '160000', type: 'commit', text: null };
    expect(await told(infra)).toMatchObject({ outcome: 'undetermined', because: [expect.stringMatching(/^infra .*sous-module/)] });
    const { outcome, because } = await told(infra, { path: '.gitmodules', text: '[submodule "infra"]\n\tpath = infra\n' });
    expect([outcome, because]).toEqual(['undetermined', [expect.stringMatching(/^\.gitmodules .*sous-modules/)]]);
  });

  it.each<readonly [string, Entry]>([
    ['hors du dépôt', { path: 'k8s/b.yaml', mode: '120000', text: '../../ailleurs.yaml' }],
    ['vers ce qui n’y est pas', { path: 'deploy', mode: '120000', text: 'manifestes' }],
  ])('un lien symbolique %s n’est pas suivi : un doute, avec sa raison', async (_, entry) => {
    expect(await told(entry)).toEqual({
      outcome: 'undetermined',
      because: [`${entry.path} c’est un lien symbolique, qui n’a pas été suivi`],
      unread: [entry.path],
    });
  });

  it('un lien symbolique vers un fichier du dépôt est suivi, et ce qu’il représente est dit là où il est', async () => {
    const link: Entry = { path: 'k/b.yaml', mode: '120000', text: '../commun/b.txt' };
    const target: Entry = { path: 'commun/b.txt', text: aDeployment(['api:1.4.0', 'api:latest']) };
    const kustomization: Entry = { path: 'k/kustomization.yaml', text: 'resources: [b.yaml]\n' };
    expect(await told(link, target, kustomization)).toMatchObject({
      outcome: 'violation',
      because: [expect.stringMatching(/^commun\/b\.txt /)],
      unread: [],
    });
  });

  it('un renvoi de Git LFS : un doute, avec sa raison', async () => {
    const text = 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 3\n';
    const { outcome, because } = await told({ path: 'k8s/b.yaml', text });
    expect([outcome, because]).toEqual(['undetermined', [expect.stringContaining('k8s/b.yaml ce fichier est un renvoi de Git LFS')]]);
  });
});

describe('un dépôt qui disparaît, ou devient privé, entre l’arbre et les fichiers', () => {
  const gone = { data: { repository: null }, errors: [{ type: 'NOT_FOUND', path: ['repository'], message: 'Could not resolve' }] };

  it.each<readonly [string, number, object]>([
    ['le dépôt n’est plus là', 200, gone],
    ['GitHub refuse', 403, { message: 'Resource not accessible by integration' }],
  ])('%s : aucun rapport, et le refus est celui de GitHub', async (_, status, body) => {
    treeIs([good]);
    nock(api).post('/graphql').reply(status, body);
    nock(api)
      .get(`/repos/org/api/git/blobs/${shaOf(good)}`)
      .optionally()
      .reply(404, { message: 'Not Found' });
    const error: unknown = await inspected().catch((thrown: unknown) => thrown);
    expect(['gone', 'forbidden', 'not-granted']).toContain(refusalOf(error).kind);
  });

  it('les fichiers lus un par un : aucun rapport non plus', async () => {
    treeIs([good]);
    nock(api)
      .post('/graphql')
      .reply(200, { data: { repository: { blob0: null } } });
    nock(api)
      .get(`/repos/org/api/git/blobs/${shaOf(good)}`)
      .reply(404, { message: 'Not Found' });
    const error: unknown = await inspected().catch((thrown: unknown) => thrown);
    expect(refusalOf(error).kind).toBe('gone');
  });
});

describe('ce que le dossier déclare de ses ressources', () => {
  it.each<readonly [string, string | null]>([
    ['prod : 2 CPU, 4 Gi', 'violation'],
    ['prod : 8 CPU, 4 Gi', 'conforming'],
    ['prod : 2 x 4 CPU', 'undetermined'],
    ['', 'not-applicable'],
  ])('« %s » juge les limites des fichiers d’un commit', async (text, outcome) => {
    commitIs([
      { path: 'k8s/overlays/prod/kustomization.yaml', text: 'resources: [a.yaml]\n' },
      { path: 'k8s/overlays/prod/a.yaml', text: aDeployment(['  selector', '  replicas: 5\n  selector']) },
    ]);
    const basis = { registries: defaultRegistries, clusters: [], declared: readDeclaredText(text) };
    const { rules } = await inspectCommit(repository, { commit: 'c0', basis, helm: noHelm });
    const rule = rules.find((one) => one.rule === 'declared-resources');
    expect(rule === undefined ? null : ruleOutcome(rule)).toBe(outcome);
  });
});
