import { request as ask } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderAnswers } from '../../src/form/render-answers.ts';
import { readDefaults } from '../../src/defaults.ts';
import { type Bench, startBench } from '../../sandbox/bench/start-bench.ts';
import { goodAnswers } from '../../sandbox/seed/good-answers.ts';
import { HUB } from '../../sandbox/seed/population.ts';
import { aVisitor } from './a-browser.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench({ port: 0, pace: 0 });
});
afterAll(() => bench.close());

const as = (login: string) => aVisitor(bench.url, login);
const dossier = (number: number) => `/${HUB}/issues/${number}`;
const labelsOf = async (number: number) => (await bench.world.sandbox().read(number)).labels;

/** A dossier that Léa opened, all answers good; its number. */
async function opened(): Promise<number> {
  const body = renderAnswers(readDefaults().form, goodAnswers);
  const number = await bench.world.sandbox().as('lea-martin').submitForm({ title: 'Dossier d’essai', body });
  await bench.world.sandbox().settle();
  return number;
}

describe('ce que fait chacun, par les pages et sans scripts', () => {
  it('Léa ouvre un dossier par le formulaire, et l’application répond', async () => {
    const page = await as('lea-martin').get(`/${HUB}/issues/new`);
    expect(page.html).toContain('Nom du projet');
    const sent = await as('lea-martin').post(`/${HUB}/issues/new`, {
      title: 'Mon projet',
      'projet-nom': 'monprojet',
      exposition: ['Internet', 'RIE'],
    });
    expect(sent.path).toMatch(/\/issues\/\d+$/);
    expect(sent.html).toContain('monprojet');
    expect(sent.html).toContain('Internet, RIE');
    expect(sent.html).toContain('Suivi du dossier');
  });

  it('elle modifie une réponse, et les autres restent', async () => {
    const number = await opened();
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
    const number = await opened();
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

  it('une case se coche dans le commentaire, et l’application en tient compte', async () => {
    const number = await opened();
    await as('camille-st').post(`${dossier(number)}/labels`, { add: 'phase: OVH' });
    const { html } = await as('camille-st').get(dossier(number));
    const [, id = ''] = /form="cases-issuecomment-(\d+)"/.exec(html) ?? [];
    const [, line = ''] = new RegExp(`form="cases-issuecomment-${id}" name="case" value="(\\d+)"`).exec(html) ?? [];
    expect(id).not.toBe('');
    const boxes = (text: string) => [...text.matchAll(/aria-checked="true"/g)].length;
    const after = await as('camille-st').post(`${dossier(number)}/comments/${id}/case`, { case: line }, dossier(number));
    expect(boxes(after.html)).toBeGreaterThan(boxes(html));
    expect((await as('camille-st').post(`${dossier(number)}/comments/${id}/case`, { case: '0' })).status).toBe(409);
  });

  it('un passant lit, commente, et ne peut rien d’autre : GitHub refuse, la page le dit', async () => {
    const number = await opened();
    const paul = as('paul-visiteur');
    const page = await paul.get(dossier(number));
    expect(page.html).not.toContain('name="add"');
    expect(page.html).not.toContain('role="checkbox"');
    for (const [path, fields] of [
      ['labels', { add: 'phase: OVH' }],
      ['labels', { remove: 'accompagnement' }],
      ['assignees', { add: 'paul-visiteur' }],
      ['state', { state: 'closed' }],
      ['edit', { 'projet-nom': 'pris' }],
    ] as const) {
      const refused = await paul.post(`${dossier(number)}/${path}`, fields);
      expect([path, refused.status]).toEqual([path, 403]);
      expect(refused.html).toContain('GitHub refuse');
    }
    expect((await paul.post('/demat-permis/api/actions/runs', { workflow: 'x.yml', branch: 'main', outcome: 'success' })).status).toBe(403);
    const said = await paul.post(`${dossier(number)}/comments`, { body: '/forcer ovh parce que' }, dossier(number));
    expect(said.html).toContain('réservée à la Service Team');
  });

  it('une vérification se relance par qui écrit dans le dépôt : l’application la refait ; un passant n’a pas le bouton, et GitHub le refuse', async () => {
    await opened();
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
    await opened();
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

  it('un dépôt privé n’est là que pour qui peut le lire', async () => {
    expect((await as('lea-martin').get('/demat-permis/interne')).status).toBe(200);
    for (const path of ['/demat-permis/interne', '/demat-permis/interne/issues', '/demat-permis/interne/blob/main/README.md'])
      expect((await as('paul-visiteur').get(path)).status).toBe(404);
    expect((await as('paul-visiteur').get('/')).html).not.toContain('href="/demat-permis/interne');
  });
});

describe('le banc', () => {
  it('un événement perdu se voit, et l’application se rattrape au suivant', async () => {
    const number = await opened();
    const page = await as('lea-martin').post('/-/livraisons', { fault: 'drop' }, dossier(number));
    expect(page.html).toContain('prochains événements : 1');
    await as('lea-martin').post(`${dossier(number)}/comments`, { body: '/aide' });
    expect((await as('lea-martin').get(dossier(number))).html).toContain('issue_comment.created : perdu');
    await as('lea-martin').post(`${dossier(number)}/comments`, { body: 'Y a-t-il quelqu’un ?' });
    const { comments } = await bench.world.sandbox().read(number);
    expect(comments.some(({ author, body }) => author === 'accostage[bot]' && body.includes('/statut'))).toBe(true);
  });

  it('un événement livré deux fois ne fait rien deux fois', async () => {
    const number = await opened();
    await as('lea-martin').post('/-/livraisons', { fault: 'duplicate' });
    await as('lea-martin').post(`${dossier(number)}/comments`, { body: '/statut' });
    const { comments } = await bench.world.sandbox().read(number);
    expect(comments.filter(({ body }) => body.includes('voici où en est le dossier'))).toHaveLength(1);
  });

  it('arrêtée, l’application se tait ; redémarrée, elle répond à ce qu’elle a manqué', async () => {
    const number = await opened();
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
  await opened();
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

it('les lignes de l’API sont montrées à qui l’on est, le banc à côté, avec une étiquette du processus', async () => {
  const { html } = await as('camille-st').get('/-/api');
  expect(html).toContain('Vous lisez comme Camille Roux');
  expect(html).toContain('id="banc"');
  expect(html).toContain('phase: OVH');
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

describe('ce qui vient d’ailleurs', () => {
  it('un formulaire d’un autre site n’est pas pris, ni un autre nom de cette machine', async () => {
    const send = (headers: Record<string, string>) =>
      fetch(`${bench.url}/-/visite`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: 'do=restart',
      });
    expect((await send({ origin: 'https://ailleurs.example' })).status).toBe(403);
    const status = await new Promise<number>((resolve, reject) => {
      const { port } = new URL(bench.url);
      const asked = ask({ host: '127.0.0.1', port, path: '/', headers: { host: 'ailleurs.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      asked.on('error', reject).end();
    });
    expect(status).toBe(421);
    const page = await as('lea-martin').get('/');
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'.*script-src 'self'/);
    expect(page.html).not.toMatch(/ style="|<style|onclick=/);
  });

  it.each([
    '/nulle-part',
    '/nulle/part',
    `/${HUB}/issues/999`,
    `/${HUB}/blob/main/rien`,
    `/${HUB}/commit/${'0'.repeat(40)}`,
    `/${HUB}/tree/%E0%A4%A`,
    '/-/rien',
    `/${HUB}/pull/7`,
  ])('%s est une page qui le dit, jamais du JSON ni une panne', async (path) => {
    const page = await as('lea-martin').get(path);
    expect(page.status).toBe(404);
    expect(page.html).toContain('<html lang="fr">');
  });
});
