import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parse } from 'yaml';
import type { RestCall } from '../../sandbox/emulator/rest.ts';
import { pushFiles } from '../../sandbox/seed/push-files.ts';
import { readMarker } from '../../src/render/marker.ts';
import { workflowPath } from '../../src/mirror/workflow-model.ts';
import { aBody } from '../dossier/stage.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { startWorld, type World } from './harness/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld({ startApp: startAccostage() });
});
afterEach(() => world.close());

const oneRepository = {
  'depots-applicatifs': 'https://github.com/demat-permis/api',
  'depots-infra': 'https://github.com/demat-permis/api.git',
};
const api = 'demat-permis/api';

const pullSchema = z.object({
  number: z.number(),
  title: z.string(),
  body: z.string(),
  state: z.string(),
  merged_at: z.string().nullable(),
  user: z.object({ login: z.string() }),
  head: z.object({ ref: z.string() }),
  base: z.object({ ref: z.string() }),
});

const call = (login: 'lea-martin' | 'nadia-dnum', request: RestCall) => world.as(login).call(request);
const pulls = async (repository = api) =>
  z.array(pullSchema).parse(await call('lea-martin', { method: 'GET', path: `/repos/${repository}/pulls?state=all` }));
const change = (number: number, body: object, repository = api) =>
  call('lea-martin', { method: 'PATCH', path: `/repos/${repository}/pulls/${number}`, body });
const merge = (number: number, repository = api) =>
  call('lea-martin', { method: 'PUT', path: `/repos/${repository}/pulls/${number}/merge`, body: {} });

/** Text of the workflow at a branch; null where it is not there. */
async function workflowAt(ref: string, repository = api): Promise<string | null> {
  const path = `/repos/${repository}/contents/${workflowPath}?ref=${encodeURIComponent(ref)}`;
  try {
    const { content } = z.object({ content: z.string() }).parse(await call('lea-martin', { method: 'GET', path }));
    return Buffer.from(content, 'base64').toString('utf8');
  } catch {
    return null;
  }
}

async function open(answers: Parameters<typeof aBody>[0] = oneRepository, by: 'lea-martin' | 'ines-caron' = 'lea-martin'): Promise<number> {
  const number = await world.as(by).submitForm({ title: 'Demat-Permis', body: aBody(answers) });
  await world.settle();
  return number;
}

async function enter(number: number, label = 'phase: OVH'): Promise<void> {
  await world.as('camille-st').addLabel(number, label);
  await world.settle();
}

async function says(number: number, body: string, by: 'lea-martin' | 'camille-st' = 'lea-martin'): Promise<void> {
  await world.as(by).comment(number, body);
  await world.settle();
}

async function inOvh(answers?: Parameters<typeof aBody>[0]): Promise<number> {
  const number = await open(answers);
  await enter(number);
  return number;
}

async function comments(number: number): Promise<ReadonlyMap<string, string>> {
  const { comments: all } = await world.dossier(number);
  return new Map(
    all.flatMap(({ author, body }) =>
      author === 'accostage[bot]' ? [[readMarker(body) ?? '', body.replaceAll(/\s+/g, ' ')] as const] : [],
    ),
  );
}

const status = async (number: number) => (await comments(number)).get('status') ?? '';

/** What the App wrote outside the hub. */
const writesInProjects = () => world.appCalls().list.filter(({ kind, path }) => kind !== 'read' && path.startsWith('/repos/demat-permis/'));

const readsInProjects = () =>
  world.appCalls().list.flatMap(({ kind, path }) => (kind === 'read' && path.startsWith('/repos/demat-permis/') ? [path] : []));

describe('proposer', () => {
  it('à l’entrée dans OVH : une pull request par dépôt, expliquée, et un seul commentaire', async () => {
    const number = await inOvh();
    const [pull, ...others] = await pulls();
    expect(others).toEqual([]);
    expect(pull).toMatchObject({
      title: 'ci: synchroniser ce dépôt vers OVH',
      state: 'open',
      user: { login: 'accostage[bot]' },
      head: { ref: 'accostage/miroir' },
      base: { ref: 'main' },
    });
    expect(pull?.body).toContain('CPIN_OVH_MIRROR_TOKEN');
    expect(pull?.body).toContain(`/issues/${number}`);
    expect(parse((await workflowAt('accostage/miroir')) ?? '')).toMatchObject({ permissions: {}, on: { push: { branches: ['main'] } } });
    expect(await workflowAt('main')).toBeNull();
    expect(await status(number)).toContain('pull request nᵒ 1');
    expect([...(await comments(number)).keys()].filter((slot) => slot.startsWith('mirror'))).toEqual(['mirror/ovh']);
  });

  it('dans les prérequis, rien ; /miroir la demande', async () => {
    const number = await open();
    expect(await pulls()).toEqual([]);
    await says(number, '/miroir demat-permis/api');
    expect(await pulls()).toHaveLength(1);
  });

  it('événements répétés et redémarrage : rien de plus n’est écrit', async () => {
    const number = await inOvh();
    world.github.requests.clear();
    for (const { id } of world.github.relay.deliveries().slice(-6)) world.github.relay.redeliver(id);
    await world.settle();
    await world.stopApp();
    await world.startApp();
    await world.settle();
    await world.as('lea-martin').editIssue(number, { title: 'Demat-Permis (recette)' });
    await world.settle();
    expect(writesInProjects()).toEqual([]);
    expect(await pulls()).toHaveLength(1);
  });

  it('inchangé : trois lectures, aucune écriture', async () => {
    await inOvh();
    world.github.requests.clear();
    world.github.relay.redeliver(world.github.relay.deliveries().find(({ event }) => event === 'issues')?.id ?? '');
    await world.settle();
    expect(world.appCalls()).toMatchObject({ reads: 3, writes: 0 });
  });

  it('suit le formulaire tant qu’elle est ouverte', async () => {
    const number = await inOvh();
    await world.as('lea-martin').editIssue(number, {
      body: aBody({
        ...oneRepository,
        'miroir-options': { checked: ['Synchroniser toutes les branches à chaque envoi', 'Synchroniser aussi les tags'], unchecked: [] },
      }),
    });
    await world.settle();
    expect(await pulls()).toHaveLength(1);
    expect(parse((await workflowAt('accostage/miroir')) ?? '')).toMatchObject({
      on: { push: { branches: ['**', '!accostage/miroir'], tags: ['**'] } },
    });
  });
});

describe('suivre', () => {
  it('fusionnée, puis un échec expliqué une fois, puis un succès : l’étape se coche', async () => {
    const number = await inOvh();
    await merge(1);
    await world.settle();
    expect(await status(number)).toContain('l’application attend son premier passage');
    expect((await comments(number)).get('checklist/ovh')).toMatch(
      /- \[ \] \*\*Accostage entre .* en place dans 1 dépôt sur 1, synchronisation vue dans 0\./,
    );
    const run = { repository: api, workflow: 'miroir-cloud-pi-native.yml', branch: 'main' } as const;
    for (const log of ['##[error]Miroir OVH : le secret est absent. [secret-absent]', '##[error]Miroir OVH : … [secret-absent]']) {
      world.advance({ minutes: 2 });
      await world.github.reportRun({ ...run, conclusion: 'failure', log }, 'lea-martin');
      await world.settle();
    }
    const failures = [...(await comments(number)).entries()].filter(([slot]) => slot.startsWith('mirror-failure/'));
    expect(failures).toHaveLength(1);
    expect(failures[0]?.[1]).toContain('Le secret qui porte le jeton manque');
    world.advance({ minutes: 2 });
    await world.github.reportRun({ ...run, conclusion: 'success', log: '' }, 'lea-martin');
    await world.settle();
    expect(await status(number)).toContain('✅ synchronisé');
    expect((await comments(number)).get(failures[0]?.[0] ?? '')).toContain('fonctionne de nouveau');
    expect((await comments(number)).get('checklist/ovh')).toMatch(/- \[x\] \*\*Accostage entre .* vu par l’application/);
  });

  it('fermée sans fusion : respectée, jusqu’à /miroir', async () => {
    const number = await inOvh();
    world.advance({ minutes: 1 });
    await change(1, { state: 'closed' });
    await world.settle();
    expect(await status(number)).toMatch(/a été fermée sans être fusionnée.*\/miroir/);
    world.github.requests.clear();
    await world.as('lea-martin').editIssue(number, { title: 'Autre titre' });
    await world.settle();
    expect(writesInProjects()).toEqual([]);
    world.advance({ minutes: 5 });
    await says(number, '/miroir');
    expect((await pulls()).filter(({ state }) => state === 'open')).toHaveLength(1);
    expect(await status(number)).toContain('à relire et à fusionner');
  });

  it('fermée, puis rouverte par l’équipe : suivie de nouveau', async () => {
    const number = await inOvh();
    world.advance({ minutes: 1 });
    await change(1, { state: 'closed' });
    await world.settle();
    await change(1, { state: 'open' });
    await world.settle();
    expect(await status(number)).toContain('à relire et à fusionner');
  });

  it('son texte effacé par quelqu’un : une seule pull request, son texte et sa marque reviennent, puis plus rien', async () => {
    const number = await inOvh();
    await change(1, { body: 'vide' });
    await world.settle();
    expect(await pulls()).toHaveLength(1);
    expect((await pulls())[0]?.body).toMatch(/^<!-- accostage:mirror /);
    world.github.requests.clear();
    await world.as('lea-martin').editIssue(number, { title: 'Autre titre' });
    await world.settle();
    expect(writesInProjects()).toEqual([]);
  });

  it('la branche par défaut change : la pull request y va', async () => {
    await inOvh();
    await call('lea-martin', {
      method: 'POST',
      path: `/repos/${api}/git/refs`,
      body: { ref: 'refs/heads/develop', sha: await head(api) },
    });
    await call('lea-martin', { method: 'PATCH', path: `/repos/${api}`, body: { default_branch: 'develop' } });
    await world.settle();
    expect(await pulls()).toMatchObject([{ state: 'open', base: { ref: 'develop' } }]);
    expect(parse((await workflowAt('accostage/miroir')) ?? '')).toMatchObject({ on: { push: { branches: ['develop'] } } });
  });

  it('des commits de quelqu’un d’autre sur la branche : l’application n’y touche plus', async () => {
    const number = await inOvh();
    await call('lea-martin', {
      method: 'PUT',
      path: `/repos/${api}/contents/notes.md`,
      body: { branch: 'accostage/miroir', message: 'docs: note', content: Buffer.from('note').toString('base64') },
    });
    await world.settle();
    world.advance({ hours: 1 });
    world.github.requests.clear();
    await world.as('lea-martin').editIssue(number, {
      body: aBody({ ...oneRepository, 'miroir-options': { checked: ['Synchroniser aussi les tags'], unchecked: [] } }),
    });
    await world.settle();
    expect(writesInProjects()).toEqual([]);
    expect(await status(number)).toContain('l’application n’y touche plus');
  });

  it('une marque copiée dans la pull request de quelqu’un d’autre n’est pas crue', async () => {
    const number = await inOvh();
    const front = 'demat-permis/front';
    const body = (await pulls())[0]?.body ?? '';
    await call('lea-martin', {
      method: 'POST',
      path: `/repos/${front}/git/refs`,
      body: { ref: 'refs/heads/accostage/miroir', sha: await head(front) },
    });
    await call('lea-martin', {
      method: 'PUT',
      path: `/repos/${front}/contents/x.md`,
      body: { branch: 'accostage/miroir', message: 'x', content: 'eA==' },
    });
    await call('lea-martin', {
      method: 'POST',
      path: `/repos/${front}/pulls`,
      body: { head: 'accostage/miroir', base: 'main', title: 'x', body },
    });
    await world.settle();
    expect(await status(number)).not.toContain(front);
    world.github.requests.clear();
    await world.as('lea-martin').editIssue(number, { body: aBody({ ...oneRepository, 'depots-infra': front }) });
    await world.settle();
    expect(writesInProjects()).toEqual([]);
    expect(await status(number)).toMatch(/`demat-permis\/front` : quelqu’un d’autre .* l’application n’y touche plus/);
  });
});

async function head(repository: string): Promise<string> {
  const read = await call('lea-martin', { method: 'GET', path: `/repos/${repository}/git/ref/heads/main` });
  return z.object({ object: z.object({ sha: z.string() }) }).parse(read).object.sha;
}

describe('seconde plateforme', () => {
  it('une seconde pull request l’ajoute dans le même fichier, à côté de la première', async () => {
    const number = await inOvh();
    await merge(1);
    await world.settle();
    world.advance({ minutes: 2 });
    await says(number, '/forcer cloud-pi-native jalon', 'camille-st');
    const [second] = (await pulls()).filter(({ state }) => state === 'open');
    expect(second).toMatchObject({ title: 'ci: synchroniser aussi ce dépôt vers Cloud π native' });
    const text = (await workflowAt('accostage/miroir')) ?? '';
    expect(text).toContain('CPIN_OVH_MIRROR_TOKEN');
    expect(text).toContain('CPIN_CLOUD_PI_NATIVE_MIRROR_TOKEN');
    await merge(second?.number ?? 0);
    await world.settle();
    world.advance({ minutes: 2 });
    await world.github.reportRun(
      { repository: api, workflow: 'miroir-cloud-pi-native.yml', branch: 'main', conclusion: 'success', log: '' },
      'lea-martin',
    );
    await world.settle();
    expect((await comments(number)).get('checklist/cloud-pi-native')).toMatch(/- \[x\] \*\*Adaptation des triggers/);
    const { comments: all } = await world.dossier(number);
    const announced = all.filter(({ body }) => body.includes('synchroniser vos dépôts vers'));
    expect(announced.map(({ body }) => readMarker(body))).toEqual(['mirror/ovh', 'mirror/ovh_cloud-pi-native']);
  });
});

describe('ce qui arrête est dit, et repris quand cela change', () => {
  it('l’application n’est pas installée, puis elle l’est', async () => {
    world.github.setInstalled('demat-permis', false);
    const number = await inOvh();
    expect(await status(number)).toMatch(/n’y est pas installée.*installations\/new/);
    world.github.setInstalled('demat-permis', true);
    await world.settle();
    expect(await pulls()).toHaveLength(1);
  });

  it('l’auteur n’a pas le droit d’écrire, puis /autoriser', async () => {
    const number = await open(oneRepository, 'ines-caron');
    await enter(number);
    expect(await pulls()).toEqual([]);
    expect(await status(number)).toContain('n’a pas le droit d’écrire dans ce dépôt');
    await says(number, '/autoriser demat-permis/api', 'camille-st');
    expect(await pulls()).toHaveLength(1);
  });

  it('l’auteur n’a pas le droit d’écrire, puis il l’obtient', async () => {
    const number = await open(oneRepository, 'ines-caron');
    await enter(number);
    await call('lea-martin', { method: 'PUT', path: `/repos/${api}/collaborators/ines-caron`, body: { permission: 'push' } });
    await says(number, '/statut');
    expect(await pulls()).toHaveLength(1);
  });

  it('les droits de l’application changent sur le compte : ses dépôts sont relus', async () => {
    await inOvh();
    world.github.requests.clear();
    world.github.relay.send('installation', {
      action: 'new_permissions_accepted',
      installation: { id: 1, account: { login: 'Demat-Permis' } },
      sender: { login: 'lea-martin' },
    });
    await world.settle();
    expect(readsInProjects()).toContain(`/repos/${api}`);
  });

  it('les autres pull requests et les autres workflows du dépôt ne font rien relire', async () => {
    await inOvh();
    const sha = await head(api);
    await call('lea-martin', { method: 'POST', path: `/repos/${api}/git/refs`, body: { ref: 'refs/heads/feat', sha } });
    await world.settle();
    world.github.requests.clear();
    await call('lea-martin', { method: 'POST', path: `/repos/${api}/pulls`, body: { head: 'feat', base: 'main', title: 'feat' } });
    await world.github.reportRun({ repository: api, workflow: 'ci.yml', branch: 'main', conclusion: 'success', log: '' }, 'lea-martin');
    await world.settle();
    expect(world.appCalls().reads).toBe(0);
  });

  it('dépôt archivé, puis désarchivé', async () => {
    await call('lea-martin', { method: 'PATCH', path: `/repos/${api}`, body: { archived: true } });
    const number = await inOvh();
    expect(await status(number)).toContain('ce dépôt est archivé');
    expect(await pulls()).toEqual([]);
    await call('lea-martin', { method: 'PATCH', path: `/repos/${api}`, body: { archived: false } });
    await world.settle();
    expect(await pulls()).toHaveLength(1);
  });

  it('une branche qui n’existe pas', async () => {
    const number = await inOvh({ ...oneRepository, 'miroir-branches': 'main\nrecette' });
    expect(await status(number)).toMatch(/cette branche n’y existe pas : `recette`/);
    expect(await pulls()).toEqual([]);
    await call('lea-martin', { method: 'POST', path: `/repos/${api}/git/refs`, body: { ref: 'refs/heads/recette', sha: await head(api) } });
    // GitHub sends a push for a branch that is made; the emulator does not.
    const repository = { name: 'api', owner: { login: 'demat-permis' }, default_branch: 'main' };
    world.github.relay.send('push', { ref: 'refs/heads/recette', created: true, repository, sender: { login: 'lea-martin' } });
    await world.settle();
    expect(await pulls()).toHaveLength(1);
  });

  it.each([
    ['un dépôt GitLab', 'https://gitlab.com/groupe/projet', /n’est pas sur GitHub.*console/],
    ['le dépôt d’accompagnement', 'dnum-mi/dso-formation', /dépôt d’accompagnement lui-même/],
    ['un dépôt qui n’existe pas', 'demat-permis/absent', /n’y est pas installée, ou ce dépôt n’existe pas/],
  ])('%s', async (_, repository, said) => {
    const number = await inOvh({ 'depots-applicatifs': repository, 'depots-infra': repository });
    expect(await status(number)).toMatch(said);
    expect(writesInProjects()).toEqual([]);
  });

  it('plus de vingt dépôts : les vingt premiers, les autres sont nommés', async () => {
    const many = Array.from({ length: 22 }, (_, index) => `demat-permis/depot-${index}`).join('\n');
    const number = await inOvh({ 'depots-applicatifs': many, 'depots-infra': many });
    expect((await status(number)).match(/vingt dépôts par dossier au plus/g)).toHaveLength(2);
  });

  it('un dépôt qui se synchronise déjà autrement : reconnu, étape cochée, conseil donné', async () => {
    const own =
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: curl -F token="$T" "$URL/api/v4/projects/1/trigger/pipeline"\n';
    await pushFiles(
      { '.github/workflows/gitlab.yml': own },
      { url: world.github.url, repository: api, by: 'lea-martin', message: 'ci: miroir' },
    );
    const number = await inOvh();
    expect(await pulls()).toEqual([]);
    expect(await status(number)).toMatch(/déjà synchronisé par `\.github\/workflows\/gitlab\.yml`.*permissions: \{\}/);
    expect((await comments(number)).get('checklist/ovh')).toMatch(/- \[x\] \*\*Accostage entre .*par un autre moyen/);
  });

  it('un dépôt que deux dossiers déclarent : dit dans les deux, une pull request', async () => {
    const first = await inOvh();
    const second = await inOvh();
    expect(await pulls()).toHaveLength(1);
    expect(await status(second)).toContain(`déjà suivi par le dossier \`dnum-mi/dso-formation#${first}\``);
    expect(await status(first)).toContain(`aussi déclaré dans \`dnum-mi/dso-formation#${second}\``);
  });

  it('le dossier qui portait un dépôt est supprimé : l’autre reprend la pull request', async () => {
    const first = await inOvh();
    const second = await inOvh();
    await world.github.deleteIssue({ repository: 'dnum-mi/dso-formation', number: first }, 'nadia-dnum');
    await world.settle();
    expect(await status(second)).toContain('à relire et à fusionner');
    expect(await pulls()).toHaveLength(1);
  });
});
