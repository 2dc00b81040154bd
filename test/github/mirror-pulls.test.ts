import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Installations } from '../../src/github/installations.ts';
import { NoLongerSo } from '../../src/github/no-longer-so.ts';
import { createProjects } from '../../src/github/projects.ts';
import { systemClock } from '../../src/queue/clock.ts';
import { mirrorMarker, readMirrorMarker } from '../../src/github/mirror-marker.ts';
import { markText, readPullText } from '../../src/github/pull-text.ts';
import type { Repository } from '../../src/github/octokit.ts';
import { renderWorkflow } from '../../src/mirror/render-workflow.ts';
import { fileTo } from '../dossier/a-repository.ts';
import { aWorkflow } from '../mirror/workflows.ts';
import { aHub, anAccount, api, app, endNock } from './nock.ts';
import { dossier, proposeIn, secrets, wanted } from './wanted-mirror.ts';
import { asked, readOnce, readWhole } from './read-mirror.ts';

let repository: Repository;
beforeEach(async () => {
  repository = { ...(await aHub()), owner: 'org', repo: 'api' };
});
afterEach(endNock);

const at = '/repos/org/api';
const file = `${at}/contents/.github%2Fworkflows%2Fmiroir-cloud-pi-native.yml`;

const propose = (pull = wanted()) => proposeIn(repository, pull);

const signed = (body: Record<string, unknown>) => readMirrorMarker(String(body['body']), 'org/api', secrets) === dossier;

function branchStarts() {
  nock(api)
    .get(`${at}/git/ref/heads%2Fmain`)
    .reply(200, { object: { sha: 'abc' } });
  nock(api).post(`${at}/git/refs`, { ref: 'refs/heads/accostage/miroir', sha: 'abc' }).reply(201, {});
  nock(api).get(file).query({ ref: 'accostage/miroir' }).reply(404, { message: 'Not Found' });
}

/** Null: it is gone. */
function branchIsAt(sha: string | null) {
  const [code, answer] = sha === null ? [404, { message: 'Not Found' }] : [200, { object: { sha } }];
  nock(api).get(`${at}/git/ref/heads%2Faccostage%2Fmiroir`).reply(code, answer);
}

describe('écrire la pull request', () => {
  it('branche, fichier, pull request ; le commit n’a pas d’auteur propre, GitHub le signe', async () => {
    const written: Record<string, unknown>[] = [];
    branchStarts();
    nock(api)
      .put(file, (body: Record<string, unknown>) => {
        written.push(body);
        return true;
      })
      .reply(201, {});
    nock(api).post(`${at}/pulls`, signed).reply(201, {});
    expect(await propose()).toBe(3);
    const body = written.at(-1) ?? {};
    expect(Object.keys(body).toSorted()).toEqual(['branch', 'content', 'message']);
    expect(body['message']).toBe('ci: synchroniser ce dépôt vers OVH');
    expect(Buffer.from(String(body['content']), 'base64').toString()).toBe(renderWorkflow(aWorkflow()));
  });

  it('déjà telle quelle : rien', async () => {
    const pull = { number: 3, url: '', base: 'main', head: 'abc', state: 'open', openedAt: '2027-01-04T08:00:00Z', endedAt: null } as const;
    const branch = { sha: 'abc', foreign: false, file: { ...fileTo('ovh'), text: renderWorkflow(aWorkflow()) } };
    expect(await propose(wanted({ pull, pullOf: dossier, branch }))).toBe(0);
  });

  it('sa marque a été effacée : elle est remise, le fichier ne bouge pas', async () => {
    const pull = { number: 3, url: '', base: 'main', head: 'abc', state: 'open', openedAt: '2027-01-04T08:00:00Z', endedAt: null } as const;
    const branch = { sha: 'abc', foreign: false, file: { ...fileTo('ovh'), text: renderWorkflow(aWorkflow()) } };
    nock(api).patch(`${at}/pulls/3`, signed).reply(200, {});
    expect(await propose(wanted({ pull, branch }))).toBe(1);
  });

  describe('dont le fichier est écrit et le texte resté en arrière', () => {
    const pull = { number: 3, url: '', base: 'main', head: 'abc', state: 'open', openedAt: '2027-01-04T08:00:00Z', endedAt: null } as const;
    const branch = { sha: 'abc', foreign: false, file: { ...fileTo('ovh'), text: renderWorkflow(aWorkflow()) } };
    const old = { title: 'ci: synchroniser aussi ce dépôt vers Autre', body: 'ancien texte' };
    const textOf = (now: { title: string; body: string }) => readPullText({ ...now, body: `marque\n${now.body}` });
    const proposed = (now: { title: string; body: string }) => propose(wanted({ pull, pullOf: dossier, branch, pullText: textOf(now) }));

    it('la mise à jour interrompue est achevée, puis plus rien', async () => {
      const written: { title: string; body: string }[] = [];
      nock(api)
        .patch(`${at}/pulls/3`, (body: { title: string; body: string }) => {
          written.push(body);
          return true;
        })
        .reply(200, {});
      expect(await proposed({ ...old, body: markText(old, 'main') })).toBe(1);
      const now = written.at(-1) ?? old;
      expect(now.title).toBe('ci: synchroniser ce dépôt vers OVH');
      expect(readMirrorMarker(now.body, 'org/api', secrets)).toBe(dossier);
      // GitHub gives the text back with line ends of its own.
      expect(
        await propose(
          wanted({ pull, pullOf: dossier, branch, pullText: readPullText({ ...now, body: now.body.replaceAll('\n', '\r\n') }) }),
        ),
      ).toBe(0);
    });

    it.each([
      ['le texte est celui d’une personne', { ...old, body: `${markText(old, 'main')}\nPS : à relire par Léa` }],
      ['le titre est celui d’une personne', { title: 'Miroir', body: markText(old, 'main') }],
      ['on ne sait pas qui l’a écrit', old],
    ])('%s : il est laissé', async (_, now) => {
      expect(await proposed(now)).toBe(0);
    });

    const edited = { ...old, body: `${markText(old, 'main')}\nPS : à relire par Léa` };

    it('le texte est celui d’une personne et le fichier change : le fichier est écrit, le texte est laissé', async () => {
      const former = { ...branch, file: { ...branch.file, text: 'ancien fichier' } };
      branchIsAt(branch.sha);
      nock(api).get(file).query({ ref: 'accostage/miroir' }).reply(200, { sha: 'def' });
      nock(api).put(file).reply(200, {});
      expect(await propose(wanted({ pull, pullOf: dossier, branch: former, pullText: textOf(edited) }))).toBe(1);
    });

    it('le texte est celui d’une personne, qui a effacé la marque : elle est remise au-dessus, et rien d’autre ne change', async () => {
      const now = { title: 'À nous', body: 'Relu par Léa.' };
      nock(api).get(`${at}/pulls/3`).reply(200, now);
      const written: Record<string, unknown>[] = [];
      nock(api)
        .patch(`${at}/pulls/3`, (body: Record<string, unknown>) => written.push(body) > 0)
        .reply(200, {});
      expect(await propose(wanted({ pull, branch, pullText: readPullText(now) }))).toBe(1);
      const last = written.at(-1) ?? {};
      expect(Object.keys(last)).toEqual(['body']);
      expect(String(last['body']).split('\n').slice(1)).toEqual(['Relu par Léa.']);
      expect(signed(last)).toBe(true);
    });
  });

  describe('demandée de nouveau après sa fermeture', () => {
    const pull = {
      number: 3,
      url: '',
      base: 'main',
      head: 'abc',
      state: 'closed',
      openedAt: '2027-01-04T08:00:00Z',
      endedAt: '2027-01-04T09:00:00Z',
    } as const;
    const branch = { sha: 'abc', foreign: false, file: { ...fileTo('ovh'), text: renderWorkflow(aWorkflow()) } };
    const again = { ...wanted({ pull, pullOf: dossier, branch }), reopen: true };
    const reopens = () => nock(api).patch(`${at}/pulls/3`, (body: Record<string, unknown>) => body['state'] === 'open');

    it('elle est rouverte, sans commit de plus', async () => {
      reopens().reply(200, {});
      expect(await propose(again)).toBe(1);
    });

    it('le texte est celui d’une personne : elle est rouverte avec lui', async () => {
      nock(api).patch(`${at}/pulls/3`, { state: 'open' }).reply(200, {});
      const pullText = readPullText({ title: 'À nous', body: 'Relu par Léa.' });
      expect(await propose({ ...again, seen: { ...again.seen, pullText } })).toBe(1);
    });

    it('GitHub ne le permet plus (422) : une autre la remplace', async () => {
      reopens().reply(422, { message: 'state cannot be changed. The accostage/miroir branch was force-pushed or recreated.' });
      nock(api).post(`${at}/pulls`, signed).reply(201, {});
      expect(await propose(again)).toBe(1);
    });
  });

  it('ouverte entre-temps par un autre passage (422) : c’est réussi', async () => {
    branchStarts();
    nock(api).put(file).reply(201, {});
    nock(api)
      .post(`${at}/pulls`)
      .reply(422, { message: 'Validation Failed', errors: [{ message: 'A pull request already exists for org:accostage/miroir.' }] });
    expect(await propose()).toBe(3);
  });

  it.each([
    ['droit « workflows » absent', 403, 'Resource not accessible by integration'],
    ['branche protégée par une règle', 409, 'Repository rule violations found'],
  ])('%s : la branche commencée est retirée, l’erreur remonte', async (_, code, message) => {
    branchStarts();
    nock(api).put(file).reply(code, { message });
    const removed = nock(api).delete(`${at}/git/refs/heads%2Faccostage%2Fmiroir`).reply(204);
    await expect(propose()).rejects.toMatchObject({ status: code });
    expect(removed.isDone()).toBe(true);
  });

  it('mise à jour par un nouveau commit, sans toucher au reste', async () => {
    const pull = { number: 3, url: '', base: 'main', head: 'abc', state: 'open', openedAt: '2027-01-04T08:00:00Z', endedAt: null } as const;
    const branch = { sha: 'abc', foreign: false, file: { ...fileTo(), text: 'vieux' } };
    branchIsAt('abc');
    nock(api).get(file).query({ ref: 'accostage/miroir' }).reply(200, { sha: 'blob' });
    nock(api)
      .put(file, (body: Record<string, unknown>) => body['sha'] === 'blob' && body['branch'] === 'accostage/miroir')
      .reply(200, {});
    nock(api)
      .patch(`${at}/pulls/3`, (body: Record<string, unknown>) => body['state'] === undefined)
      .reply(200, {});
    expect(await propose(wanted({ pull, branch }))).toBe(2);
  });

  describe('la branche n’est plus comme elle a été vue : rien n’y est écrit, le dépôt est relu', () => {
    const branch = { sha: 'abc', foreign: false, file: { ...fileTo(), text: 'vieux' } };
    const openPull = {
      number: 3,
      url: '',
      base: 'main',
      head: 'abc',
      state: 'open',
      openedAt: '2027-01-04T08:00:00Z',
      endedAt: null,
    } as const;

    it('quelqu’un y a envoyé un commit, sa pull request étant ouverte', async () => {
      branchIsAt('def');
      await expect(propose(wanted({ pull: openPull, branch }))).rejects.toThrow(NoLongerSo);
    });

    it('quelqu’un y a envoyé un commit, ou l’a supprimée, sa pull request étant fusionnée', async () => {
      const merged = { ...openPull, state: 'merged', endedAt: '2027-01-05T08:00:00Z' } as const;
      for (const now of ['def', null]) {
        nock(api)
          .get(`${at}/git/ref/heads%2Fmain`)
          .reply(200, { object: { sha: 'main' } });
        branchIsAt(now);
        // oxlint-disable-next-line no-await-in-loop -- one after the other
        await expect(propose(wanted({ pull: merged, branch }))).rejects.toThrow(NoLongerSo);
      }
    });

    it('elle vient d’être faite par un autre', async () => {
      nock(api)
        .get(`${at}/git/ref/heads%2Fmain`)
        .reply(200, { object: { sha: 'main' } });
      nock(api).post(`${at}/git/refs`).reply(422, { message: 'Reference already exists' });
      await expect(propose(wanted({}))).rejects.toThrow(NoLongerSo);
    });
  });
});

describe('lire la branche et la pull request', () => {
  const ours = {
    number: 3,
    html_url: '',
    state: 'open',
    title: 'ci: synchroniser ce dépôt vers OVH',
    user: anAccount(app.login),
    base: { ref: 'main' },
    head: { sha: 'def' },
    merged_at: null,
    closed_at: null,
    body: 'réécrit par quelqu’un',
  };

  interface Given {
    readonly pulls?: object[];
    readonly commits?: object[] | null;
    readonly workflows?: object[];
  }

  function answers({
    pulls = [ours],
    commits = [{ author: anAccount(app.login), committer: anAccount(app.login) }],
    workflows = [],
  }: Given) {
    const head = (sha: string) => ({ object: { sha } });
    nock(api).get(at).reply(200, {
      id: 1,
      full_name: 'org/api-v2',
      html_url: '',
      private: false,
      archived: false,
      fork: false,
      default_branch: 'develop',
    });
    nock(api).get(`${at}/git/ref/heads%2Fdevelop`).reply(200, head('abc'));
    nock(api).get(`${at}/contents/.github%2Fworkflows`).query({ ref: 'develop' }).reply(200, workflows);
    nock(api).get('/repos/org/api-v2/pulls').query({ head: 'org:accostage/miroir', state: 'all', per_page: 30 }).reply(200, pulls);
    nock(api).get(`${at}/git/ref/heads%2Faccostage%2Fmiroir`).reply(200, head('def'));
    const base = pulls.length === 0 ? 'develop' : 'main';
    nock(api)
      .get(`${at}/compare/${base}...accostage%2Fmiroir`)
      .reply(commits === null ? 404 : 200, commits === null ? { message: 'No common ancestor' } : { commits });
    nock(api).get(file).query({ ref: 'accostage/miroir' }).reply(404, { message: 'Not Found' });
    nock(api).get(`${at}/collaborators/lea/permission`).reply(200, { permission: 'write', role_name: 'write' });
  }

  it('sans sa marque, une pull request de l’application reste la sienne ; elle se compare à la branche où elle va', async () => {
    answers({});
    expect(await readWhole(repository, asked)).toMatchObject({
      pull: { number: 3, head: 'def', base: 'main' },
      pullOf: null,
      branch: { foreign: false },
    });
  });

  it('d’un dépôt privé, rien de plus n’est lu pour qui n’y écrit pas, sauf autorisation', async () => {
    const hides = () => {
      nock(api).get(at).reply(200, { id: 7, full_name: 'org/api', private: true, default_branch: 'main' });
      nock(api).get(`${at}/collaborators/lea/permission`).reply(200, { permission: 'read', role_name: 'read' });
    };
    hides();
    expect(await readOnce(repository, asked)).toEqual({ kind: 'hidden', id: 7, name: 'org/api' });
    hides();
    nock(api).get(`${at}/git/ref/heads%2Fmain`).reply(404, { message: 'Not Found' });
    nock(api).get(`${at}/pulls`).query(true).reply(200, []);
    expect(await readOnce(repository, { ...asked, authorised: [7] })).toMatchObject({ kind: 'seen', namerWrites: 'no' });
  });

  it('après un renommage, la marque est celle du nouveau nom', async () => {
    answers({ pulls: [{ ...ours, body: mirrorMarker(dossier, 'org/api-v2', secrets) }] });
    expect(await readWhole(repository, asked)).toMatchObject({ pullOf: dossier });
  });

  it('ce qui arrive sous le nouveau nom fait relire le dépôt, déclaré sous l’ancien', async () => {
    const installations: Installations = {
      identity: () => Promise.resolve(app),
      hub: () => Promise.resolve(null),
      accepts: () => true,
      permissions: () => Promise.resolve({}),
      repository: () => Promise.resolve(repository),
      remember: () => undefined,
      forget: () => undefined,
    };
    const projects = createProjects({ installations, hubs: { keys: [], isHub: () => true }, secrets, clock: systemClock });
    const see = () => projects.see('org/api', dossier, asked);
    answers({});
    await see();
    await see();
    projects.declare(
      dossier,
      ['org/api', 'org/api-v2'].map((name) => ({ name, mayAct: true })),
    );
    expect(projects.changed({ owner: 'org', repo: 'api-v2' }, 'unknown')).toEqual([dossier]);
    answers({ pulls: [] });
    expect(await see()).toMatchObject({ pull: null });
  });

  it('un workflow trop grand pour être lu est nommé', async () => {
    answers({ workflows: [{ type: 'file', path: '.github/workflows/long.yml', size: 1_000_000 }] });
    const { mirrors, unread } = await readWhole(repository, asked);
    expect(mirrors).toEqual([]);
    expect(unread).toEqual([{ path: '.github/workflows/long.yml', because: 'il est trop grand' }]);
  });

  it.each([
    ['un commit au nom de l’application, mais pas d’elle', { commits: [{ author: null, commit: { author: { name: 'accostage[bot]' } } }] }],
    ['un commit de l’application, que quelqu’un a repris', { commits: [{ author: anAccount(app.login), committer: anAccount('lea') }] }],
    ['une pull request ouverte par quelqu’un d’autre depuis la branche', { pulls: [{ ...ours, user: anAccount('lea') }, ours] }],
    ['une branche refaite, sans rien de commun avec sa base', { commits: null }],
  ])('%s : la branche n’est plus à l’application', async (_, given) => {
    answers(given);
    expect((await readWhole(repository, asked)).branch).toMatchObject({ foreign: true });
  });
});
