import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { HUB } from '../../sandbox/seed/population.ts';
import { pushFiles } from '../../sandbox/seed/push-files.ts';
import { grants } from '../../sandbox/seed/grants.ts';
import { jsonWebToken } from '../../sandbox/emulator/app-token.ts';
import { aGitHub, type TestGitHub } from './a-github.ts';

let world: TestGitHub;

beforeEach(async () => {
  world = await aGitHub();
  await world.call('lea-martin', `POST /repos/${HUB}/issues`, { title: 'Dossier', body: 'texte' });
});
afterEach(() => world.github.close());

const hub = (method: string, path: string) => `${method} /repos/${HUB}${path}`;
const issueOne = async () => (await world.call('camille-st', hub('GET', '/issues/1'))).json;

describe('les jetons', () => {
  it('inconnu, il est refusé au lieu de valoir la première personne', async () => {
    expect((await world.call('token:inconnu', hub('POST', '/issues/1/comments'), { body: 'x' })).status).toBe(401);
  });

  it('sans jeton on lit, on n’écrit pas', async () => {
    expect((await world.call('nobody', hub('GET', '/issues/1'))).status).toBe(200);
    expect((await world.call('nobody', hub('POST', '/issues/1/comments'), { body: 'x' })).status).toBe(401);
  });

  it('l’installation d’un dépôt ne se lit qu’avec le jeton de l’App', async () => {
    const app = `token:${jsonWebToken(world.github)}`;
    expect(await world.call(app, hub('GET', '/installation'))).toMatchObject({ status: 200, json: { id: world.github.installationId } });
    expect((await world.call('camille-st', hub('GET', '/installation'))).status).toBe(401);
    expect((await world.call(app, 'GET /repos/registre-armes/portail/installation')).status).toBe(404);
  });

  it('l’App écrit sous son nom', async () => {
    const reply = await world.call(await world.appToken(), hub('POST', '/issues/1/comments'), { body: 'Bonjour' });
    expect(reply).toMatchObject({ status: 201, json: { user: { login: world.github.appLogin, type: 'Bot' } } });
  });
});

describe('les réactions', () => {
  const reactTo = (who: string, id: unknown, content: string) =>
    world.call(who, hub('POST', `/issues/comments/${String(id)}/reactions`), { content });
  const written = async () =>
    z.object({ id: z.number() }).parse((await world.call('lea-martin', hub('POST', '/issues/1/comments'), { body: '/aide' })).json).id;

  it('une de chaque par compte : la seconde ne change rien', async () => {
    const id = await written();
    const app = await world.appToken();
    expect(await reactTo(app, id, '+1')).toMatchObject({ status: 201, json: { content: '+1', user: { login: world.github.appLogin } } });
    expect((await reactTo(app, id, '+1')).status).toBe(200);
    expect((await reactTo('camille-st', id, '+1')).status).toBe(201);
    expect((await world.call('lea-martin', hub('GET', '/issues/1/comments'))).json).toMatchObject([
      { id, reactions: { '+1': 2, eyes: 0 } },
    ]);
  });

  it('inconnue, ou sur un commentaire qui n’est plus là : refusée', async () => {
    const id = await written();
    expect((await reactTo('lea-martin', id, 'thumbs')).status).toBe(422);
    await world.call('lea-martin', hub('DELETE', `/issues/comments/${id}`));
    expect((await reactTo(await world.appToken(), id, '+1')).status).toBe(404);
  });
});

describe('les noms', () => {
  it('de compte, de dépôt, d’équipe ne dépendent pas de la casse', async () => {
    expect((await world.call('camille-st', 'GET /repos/DNUM-MI/Dso-Formation/issues/1')).status).toBe(200);
    expect((await world.call('nadia-dnum', 'GET /orgs/Dnum-Mi/teams/Service-Team/memberships/Camille-ST')).status).toBe(200);
    expect((await world.call('nadia-dnum', 'GET /users/LEA-MARTIN')).json).toMatchObject({ login: 'lea-martin' });
  });

  it('d’étiquette non plus', async () => {
    await world.call('camille-st', hub('POST', '/labels'), { name: 'Phase: OVH', color: 'ff0000' });
    expect(await world.call('camille-st', hub('POST', '/labels'), { name: 'phase: ovh' })).toMatchObject({
      status: 422,
      json: { errors: [{ code: 'already_exists' }] },
    });
    await world.call('camille-st', hub('POST', '/issues/1/labels'), { labels: ['phase: ovh'] });
    expect(await issueOne()).toMatchObject({ labels: [{ name: 'Phase: OVH' }] });
    expect((await world.call('camille-st', hub('GET', '/labels/PHASE%3A%20OVH'))).status).toBe(200);
    expect((await world.call('camille-st', hub('PATCH', '/labels/phase%3A%20ovh'), { new_name: 'phase: OVH' })).status).toBe(200);
    expect((await world.call('camille-st', hub('DELETE', '/issues/1/labels/PHASE%3A%20OVH'))).status).toBe(200);
    expect(await issueOne()).toMatchObject({ labels: [] });
  });
});

describe('les pull requests', () => {
  const api = '/repos/demat-permis/api';
  const branchAt = async (branch: string) => {
    const { json } = await world.call('lea-martin', `GET ${api}/git/ref/heads/main`);
    const { object } = z.object({ object: z.object({ sha: z.string() }) }).parse(json);
    await world.call('lea-martin', `POST ${api}/git/refs`, { ref: `refs/heads/${branch}`, sha: object.sha });
  };
  const open = (head: string, base = 'main', by = 'lea-martin') =>
    world.call(by, `POST ${api}/pulls`, { title: 'Un changement', head, base });

  beforeEach(async () => {
    for (const branch of ['a', 'b', 'c']) await branchAt(branch);
  });

  it('d’une même branche vers une même autre : une seule ouverte à la fois', async () => {
    expect(await open('a')).toMatchObject({ status: 201, json: { number: 1 } });
    const refused = { status: 422, json: { errors: [{ message: 'A pull request already exists for demat-permis:a.' }] } };
    expect([await open('a'), await open('demat-permis:a'), await open('a', 'main', 'nadia-dnum')]).toMatchObject([
      refused,
      refused,
      refused,
    ]);
  });

  it('vers une branche qui n’est pas là : refusée', async () => {
    expect(await open('a', 'absente')).toMatchObject({ status: 422, json: { errors: [{ field: 'base', code: 'invalid' }] } });
  });

  it('d’une autre branche, vers une autre, ou une fois la première fermée : ouverte', async () => {
    await open('a');
    expect([(await open('b')).status, (await open('a', 'c')).status]).toEqual([201, 201]);
    await world.call('lea-martin', `PATCH ${api}/pulls/1`, { state: 'closed' });
    expect((await open('a')).status).toBe(201);
  });
});

const long = (length: number) => 'é'.repeat(length);

describe('les limites de taille', () => {
  it.each([
    ['POST /issues', { title: 'x', body: long(65_536) }, 201],
    ['POST /issues', { title: 'x', body: long(65_537) }, 422],
    ['POST /issues', { title: long(257) }, 422],
    ['PATCH /issues/1', { body: long(65_537) }, 422],
    ['POST /issues/1/comments', { body: long(65_537) }, 422],
    ['POST /issues/1/comments', { body: ' \n' }, 422],
    ['POST /labels', { name: long(51) }, 422],
    ['POST /labels', { name: long(50), description: long(100) }, 201],
    ['POST /labels', { name: 'x', description: long(101) }, 422],
    ['POST /issues/1/labels', { labels: [long(51)] }, 422],
  ])('%s (cas %#)', async (line, body, status) => {
    const [method = '', path = ''] = line.split(' ');
    expect((await world.call('camille-st', hub(method, path), body)).status).toBe(status);
  });

  it('cent étiquettes au plus sur un dossier', async () => {
    const labels = Array.from({ length: 100 }, (_, index) => `étiquette ${index}`);
    expect((await world.call('camille-st', hub('POST', '/issues/1/labels'), { labels })).status).toBe(200);
    expect((await world.call('camille-st', hub('POST', '/issues/1/labels'), { labels: ['étiquette 3'] })).status).toBe(200);
    expect((await world.call('camille-st', hub('POST', '/issues/1/labels'), { labels: ['une de trop'] })).status).toBe(422);
  });
});

describe('ce que l’App voit', () => {
  it('les dépôts de son installation, page par page', async () => {
    const app = await world.appToken(world.github.installationId + 1);
    const { json, headers } = await world.call(app, 'GET /installation/repositories?per_page=2');
    expect(json).toMatchObject({ total_count: 3, repositories: [{ full_name: 'demat-permis/api' }, { full_name: 'demat-permis/front' }] });
    const next = /<http:\/\/[^/]+(\/[^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];
    const last = await world.call(app, `GET ${next}`);
    expect(last.json).toMatchObject({ repositories: [{ full_name: 'demat-permis/infra' }] });
    expect(last.headers.get('link')).toBeNull();
  });

  it('les équipes là où elle est installée, pas ailleurs', async () => {
    const app = await world.appToken();
    const path = '/teams/service-team/memberships';
    expect(await world.call(app, `GET /orgs/dnum-mi${path}/camille-st`)).toMatchObject({ status: 200, json: { state: 'active' } });
    expect((await world.call(app, `GET /orgs/dnum-mi${path}/lea-martin`)).status).toBe(404);
    expect((await world.call(app, 'GET /orgs/demat-permis/teams/developpement')).status).toBe(403);
  });

  it('pas les équipes sans la permission « members »', async () => {
    const { members: _, ...permissions } = grants.permissions;
    const other = await aGitHub({ grants: { ...grants, permissions } });
    const reply = await other.call(await other.appToken(), 'GET /orgs/dnum-mi/teams/service-team/memberships/camille-st');
    await other.github.close();
    expect(reply).toMatchObject({ status: 403, json: { message: 'Resource not accessible by integration' } });
  });

  it('pas les dépôts privés où elle n’est pas installée', async () => {
    const app = await world.appToken();
    expect((await world.call(app, 'GET /repos/registre-armes/deploiement')).status).toBe(404);
    expect((await world.call(app, 'GET /repos/registre-armes/portail')).status).toBe(200);
  });

  it('les fichiers bruts comme du texte', async () => {
    await pushFiles({ 'note.txt': 'été' }, { url: world.github.url, repository: HUB, by: 'camille-st', message: 'Note' });
    const response = await fetch(`${world.github.url}/repos/${HUB}/contents/note.txt`, {
      headers: { accept: 'application/vnd.github.raw', authorization: `Bearer ${world.github.token('camille-st')}` },
    });
    expect(response.headers.get('content-type')).toContain('charset=utf-8');
    expect(await response.text()).toBe('été');
  });
});

describe('les instants', () => {
  it('sont en secondes, le texte des personnes reste comme écrit', async () => {
    const body = 'créé : "created_at":"2026-01-01T00:00:00.123Z"';
    await world.call('lea-martin', hub('POST', '/issues/1/comments'), { body });
    const { json } = await world.call('camille-st', hub('GET', '/issues/1/comments'));
    expect(json).toMatchObject([{ body, created_at: expect.stringMatching(/T\d\d:\d\d:\d\dZ$/) }]);
  });

  it('`since` compte la seconde entière et accepte un décalage', async () => {
    const since = async (at: string) => {
      const { json } = await world.call('camille-st', hub('GET', `/issues?since=${encodeURIComponent(at)}`));
      return Array.isArray(json) ? json.length : null;
    };
    const { json } = await world.call('camille-st', hub('GET', '/issues/1'));
    const updated = typeof json === 'object' && json !== null && 'updated_at' in json ? String(json.updated_at) : '';
    expect(await since(updated)).toBe(1);
    const paris = new Date(Date.parse(updated) + 3_600_000).toISOString().replace('.000Z', '+01:00');
    expect(await since(paris)).toBe(1);
    expect(await since(new Date(Date.parse(updated) + 1_000).toISOString())).toBe(0);
  });
});

describe('un dossier supprimé ou transféré', () => {
  it('supprimé, répond 410, quitte la liste et prévient l’App', async () => {
    await world.github.deleteIssue({ repository: HUB, number: 1 }, 'nadia-dnum');
    expect((await world.call('camille-st', hub('GET', '/issues/1'))).status).toBe(410);
    expect((await world.call('camille-st', hub('GET', '/issues/1/comments'))).status).toBe(410);
    expect((await world.call('camille-st', hub('GET', '/issues?state=all'))).json).toEqual([]);
    expect(world.github.relay.deliveries().at(-1)).toMatchObject({
      event: 'issues',
      payload: { action: 'deleted', issue: { number: 1 }, repository: { full_name: HUB }, sender: { login: 'nadia-dnum' } },
    });
  });

  it('transféré, renvoie au nouveau, qui garde commentaires et auteurs', async () => {
    const app = await world.appToken();
    await world.call(app, hub('POST', '/issues/1/comments'), { body: 'suivi' });
    const target = await world.github.transferIssue({ repository: HUB, number: 1 }, { repository: HUB, by: 'nadia-dnum' });
    const moved = await world.call('camille-st', hub('GET', '/issues/1/comments'));
    expect(moved.status).toBe(301);
    expect(moved.headers.get('location')).toBe(`${world.github.url}/repos/${HUB}/issues/${target.number}/comments`);
    expect((await world.call('camille-st', hub('GET', `/issues/${target.number}/comments`))).json).toMatchObject([
      { body: 'suivi', user: { login: world.github.appLogin } },
    ]);
    const last = world.github.relay.deliveries().slice(-2);
    expect(last.map(({ action }) => action)).toEqual(['transferred', 'opened']);
    expect(last[0]).toMatchObject({ payload: { issue: { number: 1 }, changes: { new_issue: { number: target.number } } } });
  });
});
