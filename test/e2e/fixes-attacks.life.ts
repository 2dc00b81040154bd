import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { FaultyProxy, Proxied } from './harness/faulty-proxy.ts';
import { mirrorWorld } from './harness/mirror-world.ts';
import { type ProxiedWorld, startProxiedWorld } from './harness/proxied-world.ts';
import type { World } from './harness/world.ts';

let proxied: ProxiedWorld;
let world: World;
let proxy: FaultyProxy;
beforeEach(async () => {
  proxied = await startProxiedWorld({ projects: 'filled' });
  ({ world, proxy } = proxied);
});
afterEach(() => proxied.close());

const front = 'demat-permis/front';
const branch = 'accostage/corrections';
const at = `/repos/${front}`;
const { call, put: putIn, pulls, change, head, open, says, comments, status, writesInProjects } = mirrorWorld(() => world);
const declared = () => open({ 'depots-applicatifs': `https://github.com/${front}`, 'depots-infra': `https://github.com/${front}` });
const told = async (number: number) => (await comments(number)).get('checks') ?? '';
const isBranchMade = ({ method, path }: Proxied) => method === 'POST' && path === `${at}/git/refs`;

const makeBranch = (name: string, sha: string) =>
  call('lea-martin', { method: 'POST', path: `${at}/git/refs`, body: { ref: `refs/heads/${name}`, sha } });

async function shaOf(name: string): Promise<string> {
  const found = await call('lea-martin', { method: 'GET', path: `${at}/git/ref/heads/${name}` });
  return z.object({ object: z.object({ sha: z.string() }) }).parse(found).object.sha;
}

const put = (path: string, text: string, ref = 'main') => putIn(front, { path, text, ref });

/** Who made the commits that the pull request would bring to a branch. */
async function authorsOn(base: string): Promise<readonly (string | null)[]> {
  const compared = await call('lea-martin', { method: 'GET', path: `${at}/compare/${base}...${encodeURIComponent(branch)}` });
  const row = z.object({ commits: z.array(z.object({ author: z.object({ login: z.string() }).nullable() })) });
  return row.parse(compared).commits.map(({ author }) => author?.login ?? null);
}

describe('la branche par défaut devient une autre', () => {
  it.each([
    ['plus avancée', async () => put('notes.md', 'à nous\n', 'develop')],
    ['en retard', async () => put('notes.md', 'à nous\n')],
  ])('%s : la pull request y va, et n’apporte que son commit', async (_, diverge) => {
    await makeBranch('develop', await head(front));
    await diverge();
    const number = await declared();
    await says(number, '/corriger');
    await call('lea-martin', { method: 'PATCH', path: at, body: { default_branch: 'develop' } });
    await put('api/Dockerfile', 'FROM docker.io/library/node:22.1.0\nCMD ["node"]\n', 'develop');
    await world.rest();
    expect(await pulls(front)).toMatchObject([{ state: 'open', base: { ref: 'develop' } }]);
    expect(await authorsOn('develop')).toEqual(['accostage[bot]']);
    expect(await told(number)).toMatch(/la pull request 1.* est ouverte/);
  });
});

describe('la branche où va la pull request', () => {
  const dockerfile = 'FROM docker.io/library/node:22.1.0\nCMD ["node"]\n';
  const bases = async () => (await pulls(front)).map(({ base }) => base.ref);
  const becomesDefault = (name: string) => call('lea-martin', { method: 'PATCH', path: at, body: { default_branch: name } });

  it('est celle que l’équipe a choisie, aussi quand les corrections ou la branche par défaut changent', async () => {
    for (const name of ['develop', 'livraison']) await makeBranch(name, await head(front));
    await says(await declared(), '/corriger');
    await change(1, { base: 'develop' }, front);
    await world.rest();
    expect(await bases()).toEqual(['develop']);
    await put('api/Dockerfile', dockerfile);
    expect(await pulls(front)).toMatchObject([{ base: { ref: 'develop' }, body: expect.stringContaining('api/Dockerfile') }]);
    await becomesDefault('livraison');
    await put('api/Dockerfile', dockerfile, 'livraison');
    await world.rest();
    expect(await bases()).toEqual(['develop']);
  });

  it('est celle que l’équipe a choisie, aussi sous une marque d’avant, qui ne le disait pas', async () => {
    await makeBranch('develop', await head(front));
    await says(await declared(), '/corriger');
    const [written] = await pulls(front);
    const body = written?.body?.replace(/(accostage:text \S+) \S+ -->/, '$1 -->');
    expect(body).not.toBe(written?.body);
    await change(1, { base: 'develop', body }, front);
    await put('api/Dockerfile', dockerfile);
    await world.rest();
    expect(await bases()).toEqual(['develop']);
  });

  it('est la branche par défaut qui change, même sans autre correction, tant que l’équipe n’en choisit pas une autre', async () => {
    await makeBranch('develop', await head(front));
    const number = await declared();
    await says(number, '/corriger');
    await becomesDefault('develop');
    await says(number, '/verifier');
    await world.rest();
    expect(await bases()).toEqual(['develop']);
    await change(1, { base: 'main' }, front);
    await says(number, '/verifier');
    await world.rest();
    expect(await bases()).toEqual(['main']);
  });

  it('que GitHub refuse de changer : c’est dit, et le texte suit quand même', async () => {
    await makeBranch('develop', await head(front));
    const number = await declared();
    await says(number, '/corriger');
    const refusal = { status: 422, body: '{"message":"Cannot change the base branch"}' };
    proxy.meets(({ method, path, body }) => (method === 'PATCH' && path === `${at}/pulls/1` && body.includes('"base"') ? refusal : null));
    await becomesDefault('develop');
    await put('api/Dockerfile', dockerfile, 'develop');
    await world.rest();
    expect(await pulls(front)).toMatchObject([{ base: { ref: 'main' }, body: expect.stringContaining('api/Dockerfile') }]);
    expect(await status(number)).toContain('Cannot change the base branch');
    proxy.meets(() => null);
    await says(number, '/corriger');
    await world.rest();
    expect(await bases()).toEqual(['develop']);
  });

  it('reste la même quand il n’y a plus rien à corriger', async () => {
    const number = await declared();
    await says(number, `/corriger ci-file ${front}`);
    await makeBranch('develop', await shaOf(branch));
    await becomesDefault('develop');
    await put('notes.md', 'à nous\n', 'develop');
    await says(number, '/verifier');
    await world.rest();
    expect(await pulls(front)).toMatchObject([{ base: { ref: 'main' }, body: expect.stringContaining('n’est plus nécessaire') }]);
  });
});

describe('une branche du même nom, qui était là avant', () => {
  it('n’est jamais déplacée, même sans commit à elle', async () => {
    const before = await head(front);
    await makeBranch(branch, before);
    const number = await declared();
    await put('notes.md', 'à nous\n');
    await says(number, '/corriger');
    expect(await shaOf(branch)).toBe(before);
    expect(await pulls(front)).toEqual([]);
    expect(await told(number)).toContain('quelqu’un d’autre a écrit sur la branche');
  });
});

describe('une règle du dépôt', () => {
  const reason = 'Cannot create ref due to creations being restricted.';
  it('refuse la branche : la raison de GitHub est dite, avec ce qui relance, et rien n’est retenté avant', async () => {
    const number = await declared();
    proxy.meets((asked) => (isBranchMade(asked) ? { status: 422, body: JSON.stringify({ message: reason }) } : null));
    const tries = () => proxy.calls.filter(isBranchMade).length;
    await says(number, '/corriger');
    expect(await status(number)).toContain(reason);
    expect(await status(number)).toContain('écrivez /corriger');
    for (let hour = 0; hour < 6; hour += 1) {
      world.advance({ hours: 1 });
      await world.settle();
    }
    expect(tries()).toBe(1);
    proxy.meets(() => null);
    await says(number, '/corriger');
    expect(await pulls(front)).toMatchObject([{ state: 'open' }]);
    expect(await status(number)).not.toContain(reason);
  });

  it('refuse la pull request, puis de supprimer la branche : c’est la première raison qui est dite', async () => {
    const number = await declared();
    const refusal = (message: string) => ({ status: 422, body: JSON.stringify({ message }) });
    proxy.meets(({ method, path }) => {
      if (method === 'POST' && path === `${at}/pulls`) return refusal('Pull request creation is restricted.');
      return method === 'DELETE' && path.startsWith(`${at}/git/refs/`) ? refusal('Cannot delete this branch.') : null;
    });
    await says(number, '/corriger');
    expect(await status(number)).toContain('Pull request creation is restricted.');
    expect(await status(number)).not.toContain('Cannot delete');
    proxy.meets(() => null);
    await says(number, '/corriger');
    expect(await pulls(front)).toMatchObject([{ state: 'open' }]);
  });

  it('refuse de déplacer la branche : la pull request reste telle quelle, et c’est dit', async () => {
    const number = await declared();
    await says(number, '/corriger');
    const before = await shaOf(branch);
    proxy.meets(({ method, path }) =>
      method === 'PATCH' && path.startsWith(`${at}/git/refs/`)
        ? { status: 422, body: '{"message":"Cannot force-push to this branch"}' }
        : null,
    );
    await put('api/Dockerfile', 'FROM docker.io/library/node:22.1.0\nCMD ["node"]\n');
    expect(await shaOf(branch)).toBe(before);
    expect(await status(number)).toContain('Cannot force-push to this branch');
  });
});

describe('le texte de la pull request, modifié par l’équipe', () => {
  it('reste le sien quand les corrections changent', async () => {
    const number = await declared();
    await says(number, '/corriger');
    await change(1, { title: 'chore(cpin): JIRA-12 corrections' }, front);
    await world.settle();
    await put('api/Dockerfile', 'FROM docker.io/library/node:22.1.0\nCMD ["node"]\n');
    expect(await authorsOn('main')).toEqual(['accostage[bot]']);
    expect(await pulls(front)).toMatchObject([{ title: 'chore(cpin): JIRA-12 corrections', state: 'open' }]);
  });
});

describe('entre la lecture et l’écriture', () => {
  it.each<readonly [string, number, string]>([
    ['le dépôt est archivé', 403, 'Repository was archived so is read-only.'],
    ['le dépôt est supprimé, ou l’application en est retirée', 404, 'Not Found'],
    ['la permission est retirée', 403, 'Resource not accessible by integration'],
  ])('%s : c’est dit, une fois, et la demande aboutit ensuite', async (_, code, message) => {
    const number = await declared();
    const isTree = ({ method, path }: Proxied) => method === 'POST' && path === `${at}/git/trees`;
    proxy.meets((asked) => (isTree(asked) ? { status: code, body: JSON.stringify({ message }) } : null));
    await says(number, '/corriger');
    expect(await status(number)).toContain('n’a pas pu préparer les corrections');
    expect(await pulls(front)).toEqual([]);
    const tries = proxy.calls.filter(isTree).length;
    world.advance({ hours: 3 });
    await world.settle();
    expect(proxy.calls.filter(isTree).length).toBe(tries);
    proxy.meets(() => null);
    await says(number, '/corriger');
    expect(await pulls(front)).toMatchObject([{ state: 'open' }]);
    expect(await status(number)).not.toContain('n’a pas pu préparer les corrections');
  });
});

describe('le dépôt change', () => {
  it('il devient privé : le dossier ne montre plus rien de ses fichiers, ni les mots par lesquels GitHub refuse', async () => {
    const number = await declared();
    expect(await told(number)).toContain('Dockerfile:');
    await call('lea-martin', { method: 'PATCH', path: at, body: { private: true } });
    await world.settle();
    proxy.meets((asked) => (isBranchMade(asked) ? { status: 422, body: '{"message":"coffre/secret.yaml is restricted"}' } : null));
    await says(number, '/corriger');
    expect(await status(number)).toContain('n’a pas pu préparer les corrections');
    const written = (await world.dossier(number)).comments.map(({ body }) => body).join('\n');
    for (const detail of ['Dockerfile:', 'coffre', 'rootless`']) expect(written).not.toContain(detail);
  });

  it('il est archivé : c’est dit, et rien n’est écrit', async () => {
    const number = await declared();
    await says(number, '/corriger');
    await call('lea-martin', { method: 'PATCH', path: at, body: { archived: true } });
    await world.settle();
    world.github.requests.clear();
    await says(number, '/corriger');
    expect(await told(number)).toContain('ce dépôt est archivé');
    expect(writesInProjects()).toEqual([]);
  });

  it('sa branche est supprimée : elle est fermée, et l’application n’insiste pas', async () => {
    const number = await declared();
    await says(number, '/corriger');
    await change(1, { state: 'closed' }, front);
    await call('lea-martin', { method: 'DELETE', path: `${at}/git/refs/heads/${branch}` });
    await world.settle();
    await put('api/Dockerfile', 'FROM docker.io/library/node:22.1.0\nCMD ["node"]\n');
    expect(await pulls(front)).toMatchObject([{ state: 'closed' }]);
    expect(await told(number)).toContain('l’application n’insiste pas');
  });
});

describe('le dépôt est renommé, pendant que sa pull request est ouverte', () => {
  it('un envoi sous son nouveau nom le fait relire : elle suit, et reste la seule', async () => {
    const number = await declared();
    await says(number, '/corriger');
    const now = 'demat-permis/front-v2';
    const known = await call('lea-martin', { method: 'GET', path: `${at}/collaborators/lea-martin/permission` });
    await call('lea-martin', { method: 'PATCH', path: at, body: { name: 'front-v2' } });
    const isOld = (path: string) => path === at || path.startsWith(`${at}/`) || path.startsWith(`${at}?`);
    // The embedded GitHub gives the rights of teams by name.
    const right = { status: 200, body: JSON.stringify(known) };
    proxy.meets(({ path }) => {
      if (path.includes('/collaborators/')) return right;
      return isOld(path) ? { movedTo: path.replace(at, `/repos/${now}`) } : null;
    });
    await putIn(now, { path: 'api/Dockerfile', text: 'FROM docker.io/library/node:22.1.0\nCMD ["node"]\n' });
    await world.rest();
    expect(await pulls(now)).toMatchObject([{ state: 'open', body: expect.stringContaining('api/Dockerfile') }]);
    expect(await told(number)).toMatch(new RegExp(`la pull request 1.*${now}/pull/1.* est ouverte`));
    await says(number, '/corriger');
    await world.rest();
    expect(await pulls(now)).toHaveLength(1);
  });
});

const pod = (user: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  securityContext:\n    runAsUser: ${user}\n  containers: [{ name: a, image: docker.io/e/a:1.2.3 }]\n`;

it('les mêmes corrections d’un fichier que l’équipe a changé entre-temps repartent de lui, ou elles ne se fusionneraient pas', async () => {
  const behind = async () => {
    const compared = await call('lea-martin', { method: 'GET', path: `${at}/compare/main...${encodeURIComponent(branch)}` });
    return z.object({ behind_by: z.number() }).parse(compared).behind_by;
  };
  await put('k8s/pod.yaml', pod('1000'));
  await says(await declared(), `/corriger openshift-scc ${front}`);
  await put('k8s/pod.yaml', pod('0'));
  await world.rest();
  expect(await behind()).toBe(0);
  await put('notes.md', 'à nous\n');
  await world.rest();
  expect(await behind()).toBe(1);
});

it.each([
  ['récrite', () => put('notes.md', 'à nous\n')],
  ['ramenée à un commit d’avant', () => world.settle()],
])('les corrections repartent de la branche par défaut que l’équipe a %s, sans y ramener ce qu’elle en a ôté', async (_, goOn) => {
  await put('k8s/pod.yaml', pod('1000'));
  const kept = await shaOf('main');
  await put('k8s/pod.yaml', pod('0'));
  await says(await declared(), `/corriger openshift-scc ${front}`);
  await call('lea-martin', { method: 'PATCH', path: `${at}/git/refs/heads/main`, body: { sha: kept, force: true } });
  await goOn();
  await world.rest();
  expect(await authorsOn('main')).toEqual(['accostage[bot]']);
});

it('un commit qui n’est plus là n’est pas une application que l’on aurait retirée', async () => {
  const number = await declared();
  proxy.meets(({ method, path }) =>
    method === 'GET' && path.startsWith(`${at}/git/trees/`) ? { status: 404, body: '{"message":"Not Found"}' } : null,
  );
  await says(number, '/corriger');
  expect(await told(number)).toMatch(/Corrections demandées[^#]*n’a pas pu le lire/);
  proxy.meets(() => null);
  await put('api/Dockerfile', 'FROM docker.io/library/node:22.1.0\nCMD ["node"]\n');
  expect(await pulls(front)).toMatchObject([{ state: 'open' }]);
});

describe('deux dossiers pour un dépôt', () => {
  it('celui qui a la pull request se ferme : l’autre peut la demander', async () => {
    const first = await declared();
    const second = await declared();
    await says(first, '/corriger');
    await says(second, '/corriger');
    expect(await told(second)).toContain('un autre dossier y a déjà une pull request');
    await world.as('lea-martin').closeIssue(first);
    await world.rest();
    expect(await told(second)).toMatch(/la pull request 1.* est ouverte/);
    expect(await pulls(front)).toMatchObject([{ state: 'open', body: expect.stringContaining(`/issues/${second}`) }]);
    world.github.requests.clear();
    await world.rest();
    expect(writesInProjects()).toEqual([]);
  });
});
