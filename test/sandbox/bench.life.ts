import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderAnswers } from '../../src/form/render-answers.ts';
import { readDefaults } from '../../src/defaults.ts';
import { type Bench, startBench } from '../../sandbox/bench/start-bench.ts';
import { goodAnswers } from '../../sandbox/seed/good-answers.ts';
import { HUB } from '../../sandbox/seed/population.ts';
import { aVisitor } from './a-browser.ts';
import { openGood } from './open-good.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench({ port: 0, pace: 0 });
});
afterAll(() => bench.close());

const as = (login: string) => aVisitor(bench.url, login);
const dossier = (number: number) => `/${HUB}/issues/${number}`;
const labelsOf = async (number: number) => (await bench.world.sandbox().read(number)).labels;

describe('ce que fait chacun, par les pages et sans scripts', () => {
  it('elle modifie une réponse, et les autres restent', async () => {
    const number = await openGood(bench);
    const { form } = readDefaults();
    const edit = await as('lea-martin').get(`${dossier(number)}/edit`);
    expect(edit.html).toContain('value="Demat-Permis"');
    // As on GitHub: the form asks for what it needs, an edit for nothing.
    const isRequired = (html: string) => /<input id="projet-nom"[^>]* required>/.test(html);
    expect([isRequired((await as('lea-martin').get(`/${HUB}/issues/new`)).html), edit.html.includes('novalidate')]).toEqual([true, true]);
    const boxes = goodAnswers['prerequis-techniques'];
    const ticked = boxes !== null && typeof boxes === 'object' && 'checked' in boxes ? boxes.checked : [];
    const texts = Object.entries(goodAnswers).flatMap(([id, answer]) => (typeof answer === 'string' ? [[id, answer] as const] : []));
    await as('lea-martin').post(`${dossier(number)}/edit`, {
      ...Object.fromEntries(texts),
      exposition: ['Internet'],
      'prerequis-techniques': ticked,
      calendrier: 'Recette le 15/03/2028',
    });
    const { body } = await bench.world.sandbox().read(number);
    expect(body).toBe(renderAnswers(form, { ...goodAnswers, calendrier: 'Recette le 15/03/2028' }));
    expect((await as('paul-visiteur').get(dossier(number))).html).toMatch(/modifié 1.fois/);
    expect((await as('paul-visiteur').get(`${dossier(number)}/versions/issue-${number}`)).html).toContain('<mark>');
  });

  it('la Service Team déplace le dossier par une étiquette, assigne, ferme et rouvre', async () => {
    const number = await openGood(bench);
    const page = await as('camille-st').post(`${dossier(number)}/labels`, { add: 'phase: OVH' }, dossier(number));
    expect(page.path).toBe(dossier(number));
    expect(await labelsOf(number)).toContain('phase: OVH');
    await as('camille-st').post(`${dossier(number)}/assignees`, { add: 'sacha-st' });
    expect((await bench.world.sandbox().read(number)).assignees).toEqual(['sacha-st']);
    await as('camille-st').post(`${dossier(number)}/assignees`, { remove: 'sacha-st' });
    expect((await bench.world.sandbox().read(number)).assignees).toEqual([]);
    await as('camille-st').post(`${dossier(number)}/state`, { state: 'closed' });
    expect((await bench.world.sandbox().read(number)).state).toBe('closed');
    await as('camille-st').post(`${dossier(number)}/state`, { state: 'open' });
    expect((await bench.world.sandbox().read(number)).state).toBe('open');
    await as('camille-st').post(`${dossier(number)}/labels`, { remove: 'prérequis: complets' });
    expect((await as('camille-st').get(dossier(number))).html).toContain('a retiré');
  });

  it('une vérification se relance par qui écrit dans le dépôt : l’application la refait ; un passant n’a pas le bouton, et GitHub le refuse', async () => {
    await openGood(bench);
    const { github, settle } = bench.world.sandbox();
    const commits = await (await github.fetch(`${github.url}/repos/demat-permis/front/commits`)).json();
    const [, sha = ''] = /"sha":"([0-9a-f]{40})"/.exec(JSON.stringify(commits)) ?? [];
    const path = `/demat-permis/front/commit/${sha}/checks`;
    const [, button = ''] = /action="([^"]+\/rerequest)"/.exec((await as('lea-martin').get(path)).html) ?? [];
    expect(button).toMatch(/^\/demat-permis\/front\/runs\/\d+\/rerequest$/);
    expect((await as('paul-visiteur').get(path)).html).not.toContain('/rerequest');
    github.requests.clear();
    expect((await as('paul-visiteur').post(button, {})).html).toContain('GitHub refuse (403)');
    await settle();
    expect(github.requests.of('installation').filter(({ path: asked }) => asked.includes('/check-runs'))).toEqual([]);
    const sent = await as('lea-martin').post(button, {});
    expect(sent.html).not.toContain('GitHub refuse');
    await settle();
    expect(github.requests.of('installation').filter(({ path: asked }) => asked.includes('/demat-permis/front/'))).not.toEqual([]);
  });

  it('« Préparer la PR » est un bouton de la vérification : un passant ne l’a pas et GitHub le refuse ; qui écrit dans le dépôt a sa pull request', async () => {
    await openGood(bench);
    const { github, settle } = bench.world.sandbox();
    const commits = await (await github.fetch(`${github.url}/repos/demat-permis/front/commits`)).json();
    const [, sha = ''] = /"sha":"([0-9a-f]{40})"/.exec(JSON.stringify(commits)) ?? [];
    const path = `/demat-permis/front/commit/${sha}/checks`;
    const page = (await as('lea-martin').get(path)).html;
    const [, button = ''] = /action="([^"]+\/requested_action)"/.exec(page) ?? [];
    expect(button).toMatch(/^\/demat-permis\/front\/runs\/\d+\/requested_action$/);
    expect(page).toContain('Préparer la PR');
    const pulls = async () => (await as('lea-martin').get('/demat-permis/front/pulls')).html.match(/href="[^"]+\/pull\/\d+"/g) ?? [];
    const before = await pulls();
    expect((await as('paul-visiteur').get(path)).html).not.toContain('requested_action');
    for (const [who, where, identifier, status] of [
      ['paul-visiteur', button, 'mend', 403],
      ['lea-martin', button, 'autre-bouton', 422],
      ['lea-martin', button, '', 422],
      ['lea-martin', button.replace('/front/', '/api/'), 'mend', 422],
      ['lea-martin', '/demat-permis/front/runs/999999/requested_action', 'mend', 422],
    ] as const)
      expect([who, where, identifier, (await as(who).post(where, { identifier })).status]).toEqual([who, where, identifier, status]);
    await settle();
    expect(await pulls()).toEqual(before);
    expect((await as('lea-martin').post(button, { identifier: 'mend' })).html).not.toContain('GitHub refuse');
    await settle();
    expect((await pulls()).length).toBe(before.length + 1);
  });
});

describe('le banc', () => {
  it('un événement livré deux fois ne fait rien deux fois', async () => {
    const number = await openGood(bench);
    await as('lea-martin').post('/-/livraisons', { fault: 'duplicate' });
    await as('lea-martin').post(`${dossier(number)}/comments`, { body: '/statut' });
    const { comments } = await bench.world.sandbox().read(number);
    expect(comments.filter(({ body }) => body.includes('voici où en est le dossier'))).toHaveLength(1);
  });

  it('arrêtée, l’application se tait ; redémarrée, elle répond à ce qu’elle a manqué', async () => {
    const number = await openGood(bench);
    const stopped = await as('lea-martin').post('/-/application', { state: 'stop' });
    expect(stopped.html).toContain('Elle est arrêtée');
    await as('lea-martin').post(`${dossier(number)}/comments`, { body: '/statut' });
    const answered = async () =>
      (await bench.world.sandbox().read(number)).comments.some(({ body }) => body.includes('voici où en est le dossier'));
    expect(await answered()).toBe(false);
    await as('lea-martin').post('/-/application', { state: 'start' });
    await bench.world.sandbox().settle();
    expect(await answered()).toBe(true);
  });

  it('l’horloge avance : l’application relance l’équipe', async () => {
    const number = await bench.world.sandbox().as('lea-martin').submitForm({ title: 'Un dossier qui attend', body: '' });
    await bench.world.sandbox().settle();
    await as('lea-martin').post('/-/horloge', { days: '14' });
    await as('lea-martin').post('/-/horloge', { days: '1' });
    await bench.world.sandbox().settle();
    const { comments } = await bench.world.sandbox().read(number);
    expect(comments.some(({ body }) => body.includes('accostage:slot=reminder/'))).toBe(true);
  });

  it('« Étape suivante » mène au dossier ; revenir à une étape recommence le monde à la même adresse', async () => {
    await bench.player.jump(0);
    const first = await as('lea-martin').post('/-/visite', { do: 'next' });
    expect(first.path).toBe(dossier(1));
    expect(first.html).toMatch(/1\/37 étapes/);
    await as('lea-martin').post('/-/visite', { do: 'next' });
    expect(bench.player.state().played).toHaveLength(2);
    const again = await as('lea-martin').post('/-/visite', { do: 'jump', step: '1' }, dossier(1));
    expect(again.html).toMatch(/1\/37 étapes/);
    expect(bench.player.state().played.flatMap(({ differences }) => differences)).toEqual([]);
  });
});

it('recommencer depuis un dossier ramène à l’accueil : ce dossier n’est plus', async () => {
  await openGood(bench);
  const page = await as('lea-martin').post('/-/visite', { do: 'restart' }, dossier(1));
  expect([page.status, page.path]).toEqual([200, '/']);
  expect((await as('lea-martin').get(dossier(1))).status).toBe(404);
});

it('une étape jouée pendant que l’application est arrêtée le dit, plutôt que de laisser croire à une panne', async () => {
  await bench.player.jump(0);
  await bench.world.sandbox().stopApp();
  const page = await as('lea-martin').post('/-/visite', { do: 'next' });
  expect(page.html).toMatch(/L’application est arrêtée<\/span>\s: redémarrez-la/);
  await bench.player.jump(0);
});

describe('pendant que le monde recommence', () => {
  it('toute page demandée attend, puis vient : jamais une page introuvable', async () => {
    const paths = ['/', `/${HUB}/issues`, '/demat-permis/api', '/portefeuille', '/-/style.css', '/-/live.js'];
    const statuses = new Map<string, Set<number>>(paths.map((path) => [path, new Set()]));
    const world = { isNew: false };
    const again = bench.player.jump(0).finally(() => (world.isNew = true));
    const keepAsking = async (path: string) => {
      while (!world.isNew) statuses.get(path)?.add((await as('lea-martin').get(path)).status);
    };
    await Promise.all([again, ...paths.map(keepAsking)]);
    expect([...statuses].map(([path, seen]) => [path, ...seen])).toEqual(paths.map((path) => [path, 200]));
  });

  it('un formulaire envoyé alors attend aussi, et agit dans le nouveau monde', async () => {
    const again = bench.player.jump(0);
    const answers = renderAnswers(readDefaults().form, goodAnswers);
    const labels = as('lea-martin').post('/-/qui', { login: 'camille-st' }, `/${HUB}/labels`);
    await again;
    expect((await labels).path).toBe(`/${HUB}/labels`);
    const number = await bench.world.sandbox().as('lea-martin').submitForm({ title: 'Après', body: answers });
    expect(number).toBe(1);
  });
});
