import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mirrorWorld } from './harness/mirror-world.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { startWorld, type World } from './harness/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld({ startApp: startAccostage(), projects: 'filled' });
});
afterEach(() => world.close());

const front = 'demat-permis/front';
const branch = 'accostage/corrections';
const answers = { 'depots-applicatifs': `https://github.com/${front}`, 'depots-infra': `https://github.com/${front}` };
const { call, put: putIn, pulls, change, merge, open, says, comments, writesInProjects } = mirrorWorld(() => world);

async function textAt(path: string, ref: string): Promise<string | null> {
  const where = `/repos/${front}/contents/${path}?ref=${encodeURIComponent(ref)}`;
  try {
    const { content } = z.object({ content: z.string() }).parse(await call('lea-martin', { method: 'GET', path: where }));
    return Buffer.from(content, 'base64').toString('utf8');
  } catch {
    return null;
  }
}

const put = (path: string, text: string, ref = 'main') => putIn(front, { path, text, ref });

const told = async (number: number) => (await comments(number)).get('checks') ?? '';

describe('/corriger', () => {
  it('ouvre une pull request : chaque changement expliqué, rien d’inventé, le reste du fichier intact', async () => {
    const number = await open(answers);
    await says(number, '/corriger');
    const [pull, ...others] = await pulls(front);
    expect(others).toEqual([]);
    expect(pull).toMatchObject({
      title: 'fix: corriger ce que Cloud π native refuserait',
      state: 'open',
      head: { ref: branch },
      base: { ref: 'main' },
    });
    expect(pull?.body).toContain('.gitlab-ci-dso.yml');
    expect(pull?.body).toContain('Ce que vous seuls savez');
    expect(pull?.body).toContain(`/issues/${number}`);
    expect(await textAt('.gitlab-ci-dso.yml', branch)).toContain('.kaniko:build-push');
    expect(await textAt('.gitlab-ci-dso.yml', 'main')).toBeNull();
    expect(await told(number)).toMatch(/Corrections demandées.*la pull request 1.* est ouverte/);
  });

  it('événements répétés et redémarrage : rien de plus n’est écrit', async () => {
    const number = await open(answers);
    await says(number, '/corriger');
    world.github.requests.clear();
    for (const { id } of world.github.relay.deliveries().slice(-6)) world.github.relay.redeliver(id);
    await world.settle();
    await world.stopApp();
    await world.startApp();
    await world.settle();
    await world.as('lea-martin').editIssue(number, { title: 'Autre titre' });
    await world.settle();
    expect(writesInProjects()).toEqual([]);
    expect(await pulls(front)).toHaveLength(1);
  });

  it('suit le dépôt tant que personne d’autre n’a écrit sur la branche', async () => {
    const number = await open(answers);
    await says(number, '/corriger');
    await put('api/Dockerfile', 'FROM docker.io/library/node:22.1.0\nCMD ["node"]\n');
    expect(await textAt('.gitlab-ci-dso.yml', branch)).toContain('DOCKERFILE: api/Dockerfile');
    expect(await textAt('api/Dockerfile', branch)).toContain('USER 1001:0');
    expect(await pulls(front)).toHaveLength(1);
  });

  it('ne touche pas à une branche où quelqu’un a écrit', async () => {
    const number = await open(answers);
    await says(number, '/corriger');
    await put('notes.txt', 'à nous\n', branch);
    await put('api/Dockerfile', 'FROM docker.io/library/node:22.1.0\nCMD ["node"]\n');
    expect(await textAt('notes.txt', branch)).toBe('à nous\n');
    expect(await textAt('api/Dockerfile', branch)).toBeNull();
    expect(await told(number)).toContain('quelqu’un d’autre a écrit sur la branche');
  });

  it('ni à celle dont quelqu’un a repris le commit de l’application', async () => {
    const number = await open(answers);
    await says(number, '/corriger');
    const git = `/repos/${front}/git`;
    const read = async (path: string) => call('lea-martin', { method: 'GET', path: `${git}/${path}` });
    const { sha } = z.object({ object: z.object({ sha: z.string() }) }).parse(await read(`ref/heads/${branch}`)).object;
    const person = z.object({ name: z.string(), email: z.string() });
    const row = z.object({ author: person, tree: z.object({ sha: z.string() }), parents: z.array(z.object({ sha: z.string() })) });
    const { author, tree, parents } = row.parse(await read(`commits/${sha}`));
    const committer = { name: 'Léa', email: 'lea@exemple.fr' };
    const body = { message: 'Repris', tree: tree.sha, parents: parents.map((one) => one.sha), author, committer };
    const amended = z.object({ sha: z.string() }).parse(await call('lea-martin', { method: 'POST', path: `${git}/commits`, body })).sha;
    await call('lea-martin', { method: 'PATCH', path: `${git}/refs/heads/${branch}`, body: { sha: amended, force: true } });
    await put('api/Dockerfile', 'FROM docker.io/library/node:22.1.0\nCMD ["node"]\n');
    expect(await textAt('api/Dockerfile', branch)).toBeNull();
    expect(await told(number)).toContain('quelqu’un d’autre a écrit sur la branche');
  });

  it('fermée, elle ne revient que demandée de nouveau', async () => {
    const number = await open(answers);
    await says(number, '/corriger');
    await change(1, { state: 'closed' }, front);
    await world.settle();
    expect(await told(number)).toContain('a été fermée');
    await put('api/Dockerfile', 'FROM docker.io/library/node:22.1.0\nCMD ["node"]\n');
    expect(await pulls(front)).toHaveLength(1);
    world.advance({ minutes: 5 });
    await says(number, '/corriger');
    expect((await pulls(front)).map(({ state }) => state)).toEqual(['open', 'closed']);
    expect(await textAt('api/Dockerfile', branch)).toContain('USER 1001:0');
  });

  it('fusionnée, c’est dit, et rien n’est rouvert', async () => {
    const number = await open(answers);
    await says(number, '/corriger');
    await merge(1, front);
    await world.settle();
    expect(await told(number)).toContain('est fusionnée');
    expect(await pulls(front)).toHaveLength(1);
  });

  it('une seule règle, un seul dépôt ; une règle sans correctif est refusée en toutes lettres', async () => {
    const number = await open(answers);
    await says(number, '/corriger need-liveness-readiness');
    expect(await pulls(front)).toEqual([]);
    expect([...(await comments(number)).values()].join(' ')).toContain('n’a pas de correctif sûr');
    await says(number, `/corriger ci-file ${front}`);
    expect(await pulls(front)).toHaveLength(1);
    expect(await textAt('.gitlab-ci-dso.yml', branch)).toContain('.vault:read_secret');
  });

  it('une règle mise de côté par /sans-objet n’est ni corrigée ni demandée ; rendue, elle l’est', async () => {
    const number = await open(answers);
    await says(number, '/sans-objet ci-file Le dépôt n’est pas construit', 'camille-st');
    await says(number, '/corriger ci-file');
    expect(await pulls(front)).toEqual([]);
    expect([...(await comments(number)).values()].join(' ')).toContain('mise de côté dans ce dossier');
    world.advance({ minutes: 5 });
    await says(number, '/corriger');
    for (const { body } of await pulls(front)) expect(body).not.toContain('.gitlab-ci-dso.yml');
    expect(await textAt('.gitlab-ci-dso.yml', branch)).toBeNull();
    await says(number, '/sans-objet ci-file non', 'camille-st');
    expect(await textAt('.gitlab-ci-dso.yml', branch)).toContain('.kaniko:build-push');
  });

  it('dont rien ne reste à corriger : elle le dit, une fois, et sa branche reste', async () => {
    const number = await open(answers);
    await says(number, `/corriger ci-file ${front}`);
    const proposed = (await textAt('.gitlab-ci-dso.yml', branch)) ?? '';
    await put('.gitlab-ci-dso.yml', proposed);
    expect(await pulls(front)).toMatchObject([{ state: 'open', body: expect.stringContaining('n’est plus nécessaire') }]);
    expect(await textAt('.gitlab-ci-dso.yml', branch)).toBe(proposed);
    expect(await told(number)).toContain('ne corrige plus rien qui reste à corriger');
    world.github.requests.clear();
    await says(number, '/statut');
    expect(writesInProjects()).toEqual([]);
  });

  it('la règle mise de côté après coup : la pull request ouverte pour elle le dit, puis sert de nouveau', async () => {
    const number = await open(answers);
    await says(number, `/corriger ci-file ${front}`);
    await says(number, '/sans-objet ci-file Le dépôt n’est pas construit', 'camille-st');
    expect(await pulls(front)).toMatchObject([{ state: 'open', body: expect.stringContaining('n’est plus nécessaire') }]);
    await says(number, '/sans-objet ci-file non', 'camille-st');
    expect(await pulls(front)).toMatchObject([{ state: 'open', body: expect.stringContaining('.gitlab-ci-dso.yml') }]);
    expect(await told(number)).toMatch(/la pull request 1.* est ouverte/);
  });

  it('sans droit d’écrire dans le dépôt, rien n’y est lu ni écrit', async () => {
    const number = await open(answers);
    await says(number, '/corriger', 'camille-st');
    expect(await pulls(front)).toEqual([]);
    expect(await told(number)).toContain('ne peut pas y écrire');
  });
});
