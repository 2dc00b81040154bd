import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aBody, defaults } from '../dossier/toy-hub.ts';
import { front, handsIn, secret, secretDockerfile, startCheckedWorld } from './harness/checked-world.ts';
import { type World } from './harness/world.ts';

let world: World;
beforeEach(async () => {
  world = await startCheckedWorld();
});
afterEach(() => world.close());

const { openFor, inSlot, put, says, readsOf, secretIssues } = handsIn(() => world);

const fixedDockerfile = `FROM docker.io/library/node:24-alpine AS build
WORKDIR /site
COPY . .
RUN npm ci && npm run build

FROM docker.io/nginxinc/nginx-unprivileged:1.27
COPY --from=build /site/dist /usr/share/nginx/html
EXPOSE 8080
`;

describe('un dépôt public', () => {
  it('contredit avec tact ce que la demande atteste', async () => {
    const checks = await inSlot(await openFor(front), 'checks');
    expect(checks).toContain('Ce que la demande atteste, et que les fichiers ne confirment pas');
    expect(checks).toMatch(
      /la case `Les ports d’écoute sont supérieurs à 1024` est cochée, mais dans `demat-permis\/front`, \[`Dockerfile:8`\].* : le port 80/,
    );
  });

  it('corrigé par un envoi, son commentaire suit, sans commentaire de plus', async () => {
    const number = await openFor(front);
    const before = (await world.dossier(number)).comments.length;
    const commit = await put(front, 'Dockerfile', fixedDockerfile);
    const checks = await inSlot(number, 'checks');
    expect(checks).toContain(commit.slice(0, 7));
    expect(checks).not.toContain('Dockerfile:8');
    expect((await world.dossier(number)).comments).toHaveLength(before);
  });

  it('un envoi sans fichier utile, un événement répété ou un redémarrage ne relisent rien', async () => {
    const number = await openFor(front);
    await world.rest();
    const before = await inSlot(number, 'checks');
    world.github.requests.clear();
    await put(front, 'README.md', '# Autre texte\n');
    expect(readsOf(front)).toBe(0);
    for (const { id } of world.github.relay.deliveries().slice(-4)) world.github.relay.redeliver(id);
    await world.settle();
    expect(world.appCalls()).toMatchObject({ writes: 0 });
    expect(await inSlot(number, 'checks')).toBe(before);
  });

  it('après un redémarrage, le commit connu n’est pas relu', async () => {
    const number = await openFor(front);
    const before = await inSlot(number, 'checks');
    await world.stopApp();
    await world.startApp();
    world.github.requests.clear();
    await says(number, 'Bonjour');
    const calls = world.appCalls().list.map(({ path }) => path);
    expect(calls.filter((path) => path.includes('/git/trees/') || path.includes('/git/blobs/'))).toEqual([]);
    expect(await inSlot(number, 'checks')).toBe(before);
  });

  it('un envoi perdu est vu par /verifier', async () => {
    const number = await openFor(front);
    world.github.relay.plan(['drop']);
    const commit = await put(front, 'Dockerfile', fixedDockerfile);
    expect(await inSlot(number, 'checks')).not.toContain(commit.slice(0, 7));
    await says(number, '/verifier');
    expect(await inSlot(number, 'checks')).toContain(commit.slice(0, 7));
  });

  it('retiré de la demande, il quitte le commentaire ; ajouté, il y entre', async () => {
    const number = await openFor(`demat-permis/api\n${front}`);
    expect(await inSlot(number, 'checks')).toContain('demat-permis/api');
    const answers = { 'depots-applicatifs': front, 'depots-infra': 'demat-permis/infra' };
    await world.as('lea-martin').editIssue(number, { body: aBody(answers) });
    await world.settle();
    const checks = await inSlot(number, 'checks');
    expect(checks).not.toContain('demat-permis/api');
    expect(checks).toContain('demat-permis/front');
    expect(checks).toContain('demat-permis/infra');
  });

  it('ses fichiers cochent les étapes que l’application peut voir', async () => {
    const answers = { 'depots-applicatifs': 'demat-permis/api', 'depots-infra': 'demat-permis/infra' };
    const number = await world.as('lea-martin').submitForm({ title: 'Un projet', body: aBody(answers) });
    await world.settle();
    await world.as('camille-st').addLabel(number, 'phase: OVH');
    await world.settle();
    const checklist = await inSlot(number, 'checklist/ovh');
    for (const id of ['dockerfiles', 'fichier-ci', 'depot-infra'])
      expect(checklist).toMatch(new RegExp(`- \\[x\\].*vu par l’application.*\`${id}\``));
  });
});

describe('un dossier que rien n’a changé', () => {
  it('ne coûte ni écriture ni lecture d’un dépôt ; après un redémarrage, deux lectures par dépôt', async () => {
    const number = await openFor(front);
    await world.as('camille-st').addLabel(number, 'accompagnement');
    // The look that follows the call of the Service Team reads it back, and remembers what it saw.
    await world.rest();
    world.github.requests.clear();
    await world.rest();
    expect(world.appCalls()).toMatchObject({ writes: 0 });
    world.github.requests.clear();
    await world.as('lea-martin').editIssue(number, { title: 'Un autre titre' });
    await world.settle();
    expect(world.appCalls()).toMatchObject({ writes: 0 });
    expect(world.appCalls().list.filter(({ path }) => path.startsWith(`/repos/${front}`))).toEqual([]);
    expect(world.appCalls().list.length).toBeLessThanOrEqual(3);
    await world.stopApp();
    world.github.requests.clear();
    await world.startApp();
    await world.settle();
    expect(world.appCalls()).toMatchObject({ writes: 0 });
    const paths = world.appCalls().list.map(({ path }) => path);
    // Every installed repository is asked whether it is a hub; that is not for the checks.
    const ofChecks = paths.filter((path) => path.startsWith(`/repos/${front}`) && !path.includes('/contents/'));
    expect(ofChecks).toEqual([`/repos/${front}`, `/repos/${front}/git/ref/heads%2Fmain`]);
  });
});

describe('ce que le processus décide', () => {
  it('« off » ne lit et ne montre rien', async () => {
    await put(
      'dnum-mi/dso-formation',
      '.github/accostage.yml',
      'version: 1\nserviceTeam:\n  team: dnum-mi/service-team\nchecks:\n  mode: off\n',
    );
    const number = await openFor(front);
    expect(await inSlot(number, 'checks')).toBe('');
    expect(readsOf(front)).toBe(0);
  });
});

describe('un dépôt privé', () => {
  beforeEach(async () => {
    await put(secret, 'services/coffre/Dockerfile', secretDockerfile);
  });

  it('reçoit le détail dans un de ses tickets, un seul, tenu à jour', async () => {
    await openFor(secret);
    const [issue, ...others] = await secretIssues();
    expect(others).toEqual([]);
    expect(issue?.title).toBe('Vérifications techniques Cloud π native');
    expect(issue?.body).toContain('services/coffre/Dockerfile:4');
    expect(issue?.body).not.toContain('tres-secret-42');
    await put(secret, 'services/coffre/Dockerfile', secretDockerfile.replace('USER root', 'USER 1000'));
    const after = await secretIssues();
    expect(after).toHaveLength(1);
    expect(after[0]?.body).not.toContain('services/coffre/Dockerfile:4');
  });

  it('y trouve ce que la demande atteste à tort, tant que c’est attesté', async () => {
    const number = await openFor(secret);
    expect((await secretIssues())[0]?.body).toMatch(
      /la case `Les images tournent sans droits root \(rootless\)` est cochée, mais dans `demat-permis\/prive`/,
    );
    const form = defaults.form.fields.find(({ id }) => id === 'prerequis-techniques');
    const options = form?.type === 'checkboxes' ? form.options.map(({ label }) => label) : [];
    const answers = { 'depots-applicatifs': secret, 'depots-infra': secret, 'prerequis-techniques': { checked: [], unchecked: options } };
    await world.as('lea-martin').editIssue(number, { body: aBody(answers) });
    await world.settle();
    expect((await secretIssues())[0]?.body).not.toContain('est cochée, mais');
  });

  it('partagé par deux dossiers, n’a qu’un rapport, que le premier tient seul', async () => {
    const first = await openFor(secret);
    await openFor(secret);
    await put(secret, 'services/coffre/Dockerfile', `${secretDockerfile}# un mot\n`);
    const issues = await secretIssues();
    expect(issues).toHaveLength(1);
    expect(issues[0]?.body).toContain(`/issues/${first}`);
    world.github.requests.clear();
    for (const { id } of world.github.relay.deliveries().slice(-4)) world.github.relay.redeliver(id);
    await world.settle();
    expect(world.appCalls()).toMatchObject({ writes: 0 });
  });
});
