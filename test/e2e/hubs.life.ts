import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { GitHubSeed } from '../../sandbox/emulator/seed.ts';
import { grants as usualGrants } from '../../sandbox/seed/grants.ts';
import type { Login } from '../../sandbox/seed/people.ts';
import { HUB, population } from '../../sandbox/seed/population.ts';
import { pushFiles } from '../../sandbox/seed/push-files.ts';
import type { Settings } from '../../src/config/env.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { memoryLog } from '../web/memory-log.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { type RunningApp, startWorld, type World } from './harness/world.ts';

/** A repository that wants to be a hub, in the victim's organization; one in another; and the victim, private. */
const sameOrganisation = 'demat-permis/site';
const otherOrganisation = 'registre-armes/faux';
const victim = 'demat-permis/prive';
const seed: GitHubSeed = {
  ...population,
  repositories: [
    ...population.repositories,
    { owner: 'demat-permis', name: 'site', description: '', visibility: 'public', collaborators: { 'paul-visiteur': 'write' } },
    { owner: 'registre-armes', name: 'faux', description: '', visibility: 'public', collaborators: {} },
    { owner: 'demat-permis', name: 'prive', description: '', visibility: 'private', collaborators: {} },
  ],
  installations: [...population.installations, { account: 'registre-armes', repositories: 'all' }],
};

let world: World;
let app: RunningApp;
let lines: readonly string[];
afterEach(() => world.close());

async function start(settings: Partial<Settings> = {}, grants = usualGrants): Promise<void> {
  const memory = memoryLog();
  lines = memory.lines;
  const startApp = startAccostage(settings, memory.log);
  world = await startWorld({ seed, grants, startApp: async (environment) => (app = await startApp(environment)) });
}

/** Every call of the App, as itself or as an installation, with its path. */
const calls = () =>
  (['installation', 'app'] as const).flatMap((caller) =>
    world.github.requests.of(caller).map(({ method, path }) => `${method} ${path.split('?', 1)[0]}`),
  );

const readiness = async () => {
  const response = await fetch(`${app.url}/readyz`);
  return { status: response.status, body: await response.json() };
};

async function restart(): Promise<void> {
  await world.stopApp();
  world.github.requests.clear();
  await world.startApp();
  await world.settle();
}

describe('un dépôt que l’exploitant n’a pas nommé n’est pas un dépôt d’accompagnement', () => {
  it.each<[string, Login, string]>([
    ['dans l’organisation de la victime', 'paul-visiteur', sameOrganisation],
    ['dans une autre organisation', 'ines-caron', otherOrganisation],
  ])('%s : rien n’y est lu ni écrit, et il ne fait rien écrire ailleurs', async (_, attacker, hub) => {
    await start();
    world.github.requests.clear();
    const attack = world.as(attacker, hub);
    const configuration = { '.github/accostage.yml': 'version: 1\nmirror:\n  console: https://console.evil.example/phish\n' };
    await pushFiles(configuration, { url: world.github.url, repository: hub, by: attacker, message: 'Un faux dépôt d’accompagnement' });
    for (const name of ['accompagnement', 'phase: OVH'])
      await attack.call({ method: 'POST', path: `/repos/${hub}/labels`, body: { name, color: 'ffffff' } });
    const body = aBody({ 'depots-applicatifs': victim, 'depots-infra': victim });
    const number = await attack.openIssue({ title: 'Un dossier', body, labels: ['accompagnement'] });
    for (const text of [`/autoriser ${victim}`, '/miroir', '/diagnostic']) await attack.comment(number, text);
    await attack.addLabel(number, 'phase: OVH');
    world.github.relay.send('installation', {
      action: 'created',
      installation: { id: 1, account: { login: hub.split('/')[0] } },
      repositories: [{ full_name: hub }],
      sender: { login: attacker },
    });
    await world.settle();
    expect(calls()).toEqual([]);
    await restart();
    // The page of the open dossiers of the hub that is one.
    const others = calls().filter((call) => !call.includes(HUB) && !call.includes('/app') && !call.includes('/users/'));
    expect(others).toEqual(['POST /graphql']);
    const comments = z.array(z.unknown()).parse(await attack.call({ method: 'GET', path: `/repos/${hub}/issues/${number}/comments` }));
    expect(comments).toHaveLength(3);
  });
});

describe('un démarrage', () => {
  it('ne demande que ce que le dépôt d’accompagnement demande : aucune recherche d’autres dépôts', async () => {
    await start();
    await restart();
    const counts = Object.groupBy(calls(), (call) => call);
    expect(Object.fromEntries(Object.entries(counts).map(([call, all]) => [call, all?.length]))).toEqual({
      [`GET /repos/${HUB}/installation`]: 1,
      // To read the hub, to write in it, to look itself up.
      'POST /app/installations/101/access_tokens': 3,
      'GET /app': 1,
      'GET /app/installations': 1,
      'GET /users/accostage%5Bbot%5D': 1,
      [`GET /repos/${HUB}`]: 1,
      [`GET /repos/${HUB}/contents/.github%2Faccostage.yml`]: 1,
      [`GET /repos/${HUB}/contents/.github%2FISSUE_TEMPLATE%2Fembarquement.yml`]: 1,
      // Whether another form puts the mark of its dossiers.
      [`GET /repos/${HUB}/contents/.github%2FISSUE_TEMPLATE`]: 1,
      // What its file and its forms were before.
      [`GET /repos/${HUB}/commits`]: 2,
      [`GET /repos/${HUB}/labels`]: 1,
      // Those closed of late, those closed that still wait for somebody, the one of its configuration; and one, for GitHub’s own clock.
      [`GET /repos/${HUB}/issues`]: 5,
      // The open ones, with all that is read of them.
      'POST /graphql': 1,
    });
    expect(await readiness()).toEqual({ status: 200, body: { status: 'ok' } });
  });

  it('sur une configuration dont aucune version n’est bonne : rien n’est écrit dans les dossiers, /readyz dit pourquoi en une phrase, jusqu’à la correction', async () => {
    const memory = memoryLog();
    const startApp = startAccostage({}, memory.log);
    const configuration = 'version: 1\nphasse: []\n';
    world = await startWorld({ seed, configuration, startApp: async (environment) => (app = await startApp(environment)) });
    const number = await world.as('lea-martin').submitForm({ title: 'Un projet', body: aBody() });
    await world.settle();
    expect(await readiness()).toEqual({
      status: 200,
      body: { status: 'ok', notices: [`${HUB}: no version of its configuration is good: nothing is written there, see its issue`] },
    });
    expect(memory.lines.filter((line) => line.includes('no version of its configuration is good'))).toHaveLength(1);
    expect(await world.dossier(number)).toMatchObject({ labels: ['accompagnement'], comments: [] });
    await restart();
    expect(await world.dossier(number)).toMatchObject({ labels: ['accompagnement'], comments: [] });
    const good = { '.github/accostage.yml': 'version: 1\nserviceTeam:\n  team: dnum-mi/service-team\n' };
    await pushFiles(good, { url: world.github.url, repository: HUB, by: 'camille-st', message: 'Corriger la configuration' });
    await world.settle();
    expect(await readiness()).toEqual({ status: 200, body: { status: 'ok' } });
    expect((await world.dossier(number)).comments).not.toEqual([]);
  });

  it.each([
    ['n’existe pas', 'dnum-mi/absent', 'no such repository, or the App is not installed there'],
    ['n’a pas l’application', 'registre-armes/faux', 'no such repository, or the App is not installed there'],
  ])('un dépôt d’accompagnement qui %s est dit, et n’arrête pas les autres', async (_, absent, notice) => {
    await start({ hubs: [absent, HUB], sweepIntervalMs: 900_000 });
    if (absent.startsWith('registre-armes')) {
      world.github.setInstalled('registre-armes', false);
      await world.settle();
    }
    expect(await readiness()).toEqual({ status: 200, body: { status: 'ok', notices: [`${absent}: ${notice}`] } });
    expect(lines.filter((line) => line.includes(notice))).toHaveLength(1);
    const number = await world.as('lea-martin').submitForm({ title: 'Un projet', body: aBody() });
    await world.settle();
    expect((await world.dossier(number)).comments).not.toEqual([]);
    world.github.requests.clear();
    world.advance({ minutes: 16 });
    await world.settle();
    expect(calls()).toContain(`GET /repos/${absent}/installation`);
    expect(lines.filter((line) => line.includes(notice))).toHaveLength(1);
  });

  it('l’application installée enfin sur un dépôt d’accompagnement : il se met au travail sans redémarrage', async () => {
    await start({ hubs: [HUB, otherOrganisation] });
    world.github.setInstalled('registre-armes', false);
    await world.settle();
    expect((await readiness()).body).toHaveProperty('notices');
    world.github.setInstalled('registre-armes', true);
    await world.settle();
    expect(await readiness()).toEqual({ status: 200, body: { status: 'ok' } });
  });

  it('un dépôt d’accompagnement archivé, puis rouvert', async () => {
    await start();
    const archive = (archived: boolean) => world.as('nadia-dnum').call({ method: 'PATCH', path: `/repos/${HUB}`, body: { archived } });
    await archive(true);
    await world.settle();
    expect((await readiness()).body).toMatchObject({ notices: [`${HUB}: the repository is archived`] });
    await archive(false);
    await world.settle();
    expect(await readiness()).toEqual({ status: 200, body: { status: 'ok' } });
  });

  it('un droit qui manque à l’application y est dit, et regardé de nouveau au passage suivant', async () => {
    await start({ sweepIntervalMs: 900_000 }, { ...usualGrants, permissions: { ...usualGrants.permissions, issues: 'read' } });
    expect(await readiness()).toEqual({
      status: 200,
      body: { status: 'ok', notices: [`${HUB}: the installation lacks permissions: metadata: read, issues: write`] },
    });
    for (let sweep = 0; sweep < 5; sweep += 1) {
      world.github.requests.clear();
      world.advance({ minutes: 16 });
      await world.settle();
    }
    expect(calls()).toContain(`GET /repos/${HUB}`);
    expect(lines.filter((line) => line.includes('hub out of order'))).toHaveLength(1);
  });

  it('ce que la configuration a de curieux est dit sans rien arrêter', async () => {
    await start({ notices: ['HUBS names dnum-mi/dso-formation more than once'] });
    expect(await readiness()).toEqual({
      status: 200,
      body: { status: 'ok', notices: ['HUBS names dnum-mi/dso-formation more than once'] },
    });
    expect(lines.filter((line) => line.includes('more than once'))).toHaveLength(1);
  });
});

describe('un second formulaire qui pose la marque des dossiers', () => {
  const path = '.github/ISSUE_TEMPLATE/bogue.yml';
  const bug = (labels: string) =>
    `name: Bogue\ndescription: Un bogue\nlabels: [${labels}]\nbody:\n  - { type: input, attributes: { label: Quoi } }\n`;
  const push = async (text: string) => {
    await pushFiles({ [path]: text }, { url: world.github.url, repository: HUB, by: 'camille-st', message: 'Un formulaire de bogues' });
    await world.settle();
  };
  const row = z.object({ number: z.number(), title: z.string(), state: z.string(), body: z.string().nullable() });
  const told = async () => {
    const listed = z.array(row).parse(await world.as('camille-st').call({ method: 'GET', path: `/repos/${HUB}/issues?state=all` }));
    return listed.filter(({ title }) => title === 'Configuration de l’accompagnement à corriger');
  };

  it('est dit dès qu’il est publié, dans le ticket sur la configuration, qui s’applique ; corrigé, le ticket se ferme', async () => {
    await start();
    const number = await world.as('lea-martin').submitForm({ title: 'Un projet', body: aBody() });
    await push(bug('bug, accompagnement'));
    expect(await told()).toMatchObject([{ state: 'open', body: expect.stringContaining(`${path}:3:15`) }]);
    const [{ body } = { body: '' }] = await told();
    expect(body).toContain('La configuration de l’accompagnement s’applique, mais');
    expect(body).not.toContain('dernière configuration valable');
    expect((await world.dossier(number)).comments).not.toEqual([]);
    await world.as('camille-st').comment(number, '/statut');
    await restart();
    expect(await told()).toHaveLength(1);
    await push(bug('bug, accompagnement-externe'));
    expect(await told()).toMatchObject([{ state: 'closed' }]);
  });

  it('à côté d’une configuration fausse : les deux sont dits, dans les mots de la configuration qui ne s’applique pas', async () => {
    await start();
    const wrong = { '.github/accostage.yml': 'version: 1\nphasse: []\n' };
    await pushFiles(wrong, { url: world.github.url, repository: HUB, by: 'camille-st', message: 'Une faute' });
    await push(bug('accompagnement'));
    const [{ body } = { body: '' }] = await told();
    expect(body).toContain('.github/accostage.yml:2:9');
    expect(body).toContain(`${path}:3:10`);
    expect(body).toContain('dernière configuration valable');
  });

  it('fermé à la main, le ticket se tait jusqu’à ce que le formulaire change', async () => {
    await start({ sweepIntervalMs: 900_000 });
    await push(bug('accompagnement'));
    const [{ number } = { number: 0 }] = await told();
    await world.as('camille-st').closeIssue(number);
    world.advance({ minutes: 16 });
    await world.settle();
    expect(await told()).toMatchObject([{ state: 'closed' }]);
    await push(bug('bug, accompagnement'));
    expect(await told()).toMatchObject([{ state: 'open' }]);
  });

  it('illisible : rien n’en est dit, GitHub ne le propose pas', async () => {
    await start();
    await push('labels: [accompagnement\n');
    expect(await told()).toEqual([]);
  });
});

describe('une installation que l’exploitant n’accepte pas', () => {
  it('est ignorée, et dite une fois dans le journal ; ses dépôts sont comme non installés', async () => {
    await start({ owners: ['dnum-mi'] });
    const front = 'demat-permis/front';
    const body = aBody({ 'depots-applicatifs': front, 'depots-infra': front });
    const number = await world.as('lea-martin').submitForm({ title: 'Un projet', body });
    await world.settle();
    await world.as('camille-st').addLabel(number, 'phase: OVH');
    await world.as('lea-martin').comment(number, '/diagnostic');
    world.github.requests.clear();
    for (const text of ['un', 'deux'])
      await pushFiles({ 'README.md': text }, { url: world.github.url, repository: front, by: 'lea-martin', message: text });
    await world.settle();
    expect(calls().filter((call) => call.includes('demat-permis'))).toEqual([]);
    expect(lines.filter((line) => line.includes('installation ignored'))).toHaveLength(1);
    const { comments } = await world.dossier(number);
    expect(
      comments
        .map(({ body: text }) => text)
        .join('\n')
        .replaceAll(/\s+/g, ' '),
    ).toMatch(/demat-permis\/front` : l’application n’y est pas installée/);
  });
});
