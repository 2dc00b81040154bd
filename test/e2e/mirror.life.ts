import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { workflowPath } from '../../src/mirror/workflow-model.ts';
import { readMarker } from '../../src/render/marker.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { api, mirrorWorld, oneRepository } from './harness/mirror-world.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { startWorld, type World } from './harness/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld({ startApp: startAccostage() });
});
afterEach(() => world.close());

const { call, pulls, change, merge, workflowAt, open, says, inOvh, comments, status, writesInProjects, head } = mirrorWorld(() => world);

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
    expect(parse((await workflowAt('accostage/miroir')) ?? '')).toMatchObject({
      permissions: {},
      on: { push: { branches: ['main', '!accostage/miroir'] } },
    });
    expect(await workflowAt('main')).toBeNull();
    expect(await status(number)).toContain('pull request nᵒ 1');
    expect([...(await comments(number)).keys()].filter((slot) => slot.startsWith('mirror'))).toEqual([]);
    expect((await comments(number)).get('checklist/ovh')).toMatch(/### Accostage : .*pull request nᵒ 1/);
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

  it('inchangé : une lecture, aucune écriture', async () => {
    await inOvh();
    await world.rest();
    world.github.requests.clear();
    world.github.relay.redeliver(world.github.relay.deliveries().find(({ event }) => event === 'issues')?.id ?? '');
    await world.settle();
    expect(world.appCalls().list.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /graphql']);
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
      /- \[ \] \*\*Accostage entre .* en place dans 1 dépôt sur 1, copie demandée depuis 0 /,
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
    expect(await status(number)).toContain('✅ copie demandée');
    expect((await comments(number)).get(failures[0]?.[0] ?? '')).toContain('est de nouveau demandée');
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
    expect(parse((await workflowAt('accostage/miroir')) ?? '')).toMatchObject({
      on: { push: { branches: ['develop', '!accostage/miroir'] } },
    });
  });

  it('l’équipe l’envoie vers une autre branche : elle y reste, et fusionnée là, il est dit où son fichier manque', async () => {
    const number = await inOvh();
    await call('lea-martin', { method: 'POST', path: `/repos/${api}/git/refs`, body: { ref: 'refs/heads/develop', sha: await head(api) } });
    await change(1, { base: 'develop' });
    await world.settle();
    await says(number, '/miroir');
    await world.rest();
    expect(await pulls()).toMatchObject([{ state: 'open', base: { ref: 'develop' } }]);
    await merge(1);
    await world.rest();
    expect(await status(number)).toContain('son fichier n’est pas sur la branche par défaut');
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
    expect(announced.map(({ body }) => readMarker(body))).toEqual(['checklist/cloud-pi-native']);
  });
});

describe('transport et fichier d’avant', () => {
  it('/transport console : plus rien n’est écrit dans le dépôt, le suivi dit quoi faire ; /transport défaut y revient', async () => {
    const number = await inOvh();
    world.github.requests.clear();
    await says(number, '/transport ovh console', 'camille-st');
    expect(writesInProjects()).toEqual([]);
    expect(await status(number)).toMatch(/aucune pull request n’est nécessaire.*pull request nᵒ 1.* n’a plus d’objet/);
    await says(number, '/transport ovh github-action self-hosted mi', 'camille-st');
    expect(await pulls()).toHaveLength(1);
    expect(parse((await workflowAt('accostage/miroir')) ?? '')).toMatchObject({
      jobs: { miroir: { strategy: { matrix: { include: [{ machine: ['self-hosted', 'mi'] }] } } } },
    });
  });

  it('un fichier d’avant, où un tag synchronise tout : une pull request le corrige, et fusionnée, plus rien', async () => {
    const former = readFileSync(new URL('../corpus/mirror-files/0.1.0-appel.yml', import.meta.url), 'utf8');
    await call('lea-martin', {
      method: 'PUT',
      path: `/repos/${api}/contents/${workflowPath}`,
      body: { branch: 'main', message: 'ci: miroir', content: Buffer.from(former).toString('base64') },
    });
    const number = await inOvh();
    expect(await pulls()).toMatchObject([{ title: 'ci: copier les tags sans rien supprimer', state: 'open' }]);
    const proposed = (await workflowAt('accostage/miroir')) ?? '';
    expect(proposed).toContain('[ "$SYNC_ALL" = true ] && [ "$REF_TYPE" != tag ]');
    expect(parse(proposed).on).toEqual(parse(former).on);
    await merge(1);
    await world.settle();
    expect(await status(number)).toContain('l’application attend son premier passage');
    expect((await pulls()).filter(({ state }) => state === 'open')).toEqual([]);
  });

  it('un passage réussi : le lien du pipeline créé, lu dans le journal de GitHub', async () => {
    const number = await inOvh();
    await merge(1);
    await world.settle();
    world.advance({ minutes: 2 });
    const log = 'Copie demandée à la plateforme OVH. https://gitlab.exemple.gouv.fr/demat/mirror/-/pipelines/118';
    await world.github.reportRun(
      { repository: api, workflow: 'miroir-cloud-pi-native.yml', branch: 'main', conclusion: 'success', log },
      'lea-martin',
    );
    await world.settle();
    expect(await status(number)).toContain('[pipeline créé](<https://gitlab.exemple.gouv.fr/demat/mirror/-/pipelines/118>)');
    expect((await comments(number)).get('checklist/ovh')).toMatch(/<summary>Accostage\s: [^<]*— fait ✅/);
    expect((await comments(number)).get('checklist/ovh')).toMatch(/- \[ \] \*\*Première copie vue dans GitLab/);
  });
});
