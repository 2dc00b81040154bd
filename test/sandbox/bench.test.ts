import { request as ask } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, startBench } from '../../sandbox/bench/start-bench.ts';
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

  it('une case se coche dans le commentaire, et l’application en tient compte', async () => {
    const number = await openGood(bench);
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
    const number = await openGood(bench);
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

  it('un dépôt privé n’est là que pour qui peut le lire', async () => {
    expect((await as('lea-martin').get('/demat-permis/interne')).status).toBe(200);
    for (const path of ['/demat-permis/interne', '/demat-permis/interne/issues', '/demat-permis/interne/blob/main/README.md'])
      expect((await as('paul-visiteur').get(path)).status).toBe(404);
    expect((await as('paul-visiteur').get('/')).html).not.toContain('href="/demat-permis/interne');
  });
});

describe('le banc', () => {
  it('un événement perdu se voit, et l’application se rattrape au suivant', async () => {
    const number = await openGood(bench);
    const page = await as('lea-martin').post('/-/livraisons', { fault: 'drop' }, dossier(number));
    expect(page.html).toContain('prochains événements : 1');
    await as('lea-martin').post(`${dossier(number)}/comments`, { body: '/aide' });
    expect((await as('lea-martin').get(dossier(number))).html).toContain('issue_comment.created\u00a0: perdu');
    await as('lea-martin').post(`${dossier(number)}/comments`, { body: 'Y a-t-il quelqu’un ?' });
    const { comments } = await bench.world.sandbox().read(number);
    expect(comments.some(({ author, body }) => author === 'accostage[bot]' && body.includes('/statut'))).toBe(true);
  });
});

it('les lignes de l’API sont montrées à qui l’on est, le banc à côté, avec une étiquette du processus', async () => {
  const { html } = await as('camille-st').get('/-/api');
  expect(html).toContain('Vous lisez comme Camille Roux');
  expect(html).toContain('id="banc"');
  expect(html).toContain('phase: OVH');
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
