import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HUB } from '../../sandbox/seed/population.ts';
import { aGitHub, type TestGitHub } from './a-github.ts';

let world: TestGitHub;

beforeAll(async () => {
  world = await aGitHub();
  await world.call('lea-martin', `POST /repos/${HUB}/issues`, { title: 'Dossier', body: 'texte' });
  await world.call('camille-st', `POST /repos/${HUB}/issues/1/comments`, { body: 'de Camille' });
  await world.call('lea-martin', `POST /repos/${HUB}/issues/1/comments`, { body: 'de Léa' });
});
afterAll(() => world.github.close());

describe('ce que chacun peut écrire dans le dépôt d’accompagnement', () => {
  it.each([
    ['lea-martin', 'POST /issues/1/labels', [{ labels: ['phase: OVH'] }, 403]],
    ['camille-st', 'POST /issues/1/labels', [{ labels: ['phase: OVH'] }, 200]],
    ['lea-martin', 'PUT /issues/1/labels', [{ labels: [] }, 403]],
    ['lea-martin', 'DELETE /issues/1/labels/phase%3A%20OVH', [undefined, 403]],
    ['lea-martin', 'POST /labels', [{ name: 'nouvelle' }, 403]],
    ['paul-visiteur', 'POST /issues/1/assignees', [{ assignees: ['paul-visiteur'] }, 403]],
    ['lea-martin', 'PATCH /issues/1', [{ body: 'corrigé' }, 200]],
    ['paul-visiteur', 'PATCH /issues/1', [{ body: 'détourné' }, 403]],
    ['paul-visiteur', 'PATCH /issues/1', [{ state: 'closed' }, 403]],
    ['camille-st', 'PATCH /issues/1', [{ title: 'Dossier Démat-Permis' }, 200]],
    ['lea-martin', 'PATCH /issues/comments/3000000001', [{ body: 'détourné' }, 403]],
    ['lea-martin', 'PATCH /issues/comments/3000000002', [{ body: '- [x] fait' }, 200]],
    ['camille-st', 'PATCH /issues/comments/3000000002', [{ body: '- [ ] pas fait' }, 200]],
    ['paul-visiteur', 'DELETE /issues/comments/3000000002', [undefined, 403]],
    ['paul-visiteur', 'POST /issues/1/comments', [{ body: 'Bonjour' }, 201]],
    ['paul-visiteur', 'PATCH /issues/404', [{ body: 'rien' }, 404]],
    ['paul-visiteur', 'PATCH /issues/comments/3000000404', [{ body: 'rien' }, 404]],
  ] as const)('%s : %s', async (login, line, [body, status]) => {
    const [method, path] = line.split(' ');
    expect((await world.call(login, `${method} /repos/${HUB}${path}`, body)).status).toBe(status);
  });

  it('laisse tomber en silence les étiquettes de qui n’a pas le droit d’en poser', async () => {
    const opened = await world.call('paul-visiteur', `POST /repos/${HUB}/issues`, {
      title: 'Autre',
      labels: ['phase: OVH'],
      assignees: ['sacha-st'],
    });
    expect(opened).toMatchObject({ status: 201, json: { labels: [], assignees: [] } });
    const byTeam = await world.call('sacha-st', `POST /repos/${HUB}/issues`, { title: 'Autre', labels: ['phase: OVH'] });
    expect(byTeam).toMatchObject({ json: { labels: [{ name: 'phase: OVH' }] } });
  });

  it('ferme un dossier verrouillé aux commentaires de qui ne peut pas écrire', async () => {
    await world.call('camille-st', `POST /repos/${HUB}/issues`, { title: 'Verrouillé' });
    const { json } = await world.call('camille-st', `GET /repos/${HUB}/issues`);
    expect(json).toMatchObject([{ title: 'Verrouillé', number: 4 }, {}, {}, {}]);
    expect((await world.call('camille-st', `PUT /repos/${HUB}/issues/4/lock`)).status).toBe(204);
    expect((await world.call('paul-visiteur', `POST /repos/${HUB}/issues/4/comments`, { body: 'Bonjour' })).status).toBe(403);
    expect((await world.call('camille-st', `POST /repos/${HUB}/issues/4/comments`, { body: 'Bonjour' })).status).toBe(201);
  });

  it('réserve les équipes aux propriétaires de l’organisation', async () => {
    const path = 'PUT /orgs/dnum-mi/teams/service-team/memberships/paul-visiteur';
    expect((await world.call('paul-visiteur', path, { role: 'member' })).status).toBe(403);
    expect((await world.call('camille-st', path, { role: 'member' })).status).toBe(403);
  });
});

async function permission(login: string): Promise<unknown> {
  return (await world.call('nadia-dnum', `GET /repos/${HUB}/collaborators/${login}/permission`)).json;
}

describe('le droit qu’annonce GitHub', () => {
  it.each([
    ['nadia-dnum', 'admin', 'admin'],
    ['camille-st', 'write', 'write'],
    ['lea-martin', 'read', 'read'],
    ['CAMILLE-ST', 'write', 'write'],
  ])('%s a %s', async (login, level, role) => {
    expect(await permission(login)).toMatchObject({ permission: level, role_name: role });
  });

  it('n’existe pas pour une personne inconnue', async () => {
    expect((await world.call('camille-st', `GET /repos/${HUB}/collaborators/personne/permission`)).status).toBe(404);
  });

  it('suit l’équipe et les droits donnés un à un', async () => {
    const membership = '/orgs/dnum-mi/teams/service-team/memberships/sacha-st';
    await world.call('nadia-dnum', `DELETE ${membership}`);
    expect(await permission('sacha-st')).toMatchObject({ role_name: 'read' });
    await world.call('nadia-dnum', `PUT ${membership}`, { role: 'member' });
    expect(await permission('sacha-st')).toMatchObject({ role_name: 'write' });
    await world.call('nadia-dnum', `PUT /repos/${HUB}/collaborators/hugo-petit`, { permission: 'triage' });
    expect(await permission('hugo-petit')).toMatchObject({
      permission: 'read',
      role_name: 'triage',
      user: { permissions: { triage: true, push: false } },
    });
    expect((await world.call('hugo-petit', `POST /repos/${HUB}/issues/1/labels`, { labels: ['x'] })).status).toBe(200);
    await world.call('nadia-dnum', `DELETE /repos/${HUB}/collaborators/hugo-petit`);
    expect(await permission('hugo-petit')).toMatchObject({ role_name: 'read' });
  });

  it('est « none » dans un dépôt privé, que les autres ne voient pas', async () => {
    expect(
      (await world.call('ines-caron', 'GET /repos/registre-armes/deploiement/collaborators/lea-martin/permission')).json,
    ).toMatchObject({ role_name: 'none' });
    expect((await world.call('lea-martin', 'POST /repos/registre-armes/deploiement/issues', { title: 'x' })).status).toBe(404);
  });
});
