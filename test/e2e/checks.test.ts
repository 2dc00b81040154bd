import { inflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { GitHubSeed } from '../../sandbox/emulator/seed.ts';
import type { Login } from '../../sandbox/seed/people.ts';
import { population } from '../../sandbox/seed/population.ts';
import { readMarker, readSealed } from '../../src/render/marker.ts';
import { aBody, defaults } from '../dossier/toy-hub.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { startWorld, type World } from './harness/world.ts';

/** A private repository, besides those of the sandbox. */
const secret = 'demat-permis/prive';
const seed: GitHubSeed = {
  ...population,
  repositories: [
    ...population.repositories,
    { owner: 'demat-permis', name: 'prive', description: 'Un dépôt privé', visibility: 'private', collaborators: {} },
  ],
  teams: population.teams.map((team) =>
    team.organization === 'demat-permis' ? { ...team, grants: { ...team.grants, [secret]: 'write' as const } } : team,
  ),
};

let world: World;
beforeEach(async () => {
  world = await startWorld({ startApp: startAccostage(), projects: 'filled', seed });
});
afterEach(() => world.close());

const front = 'demat-permis/front';
const fixedDockerfile = `FROM docker.io/library/node:24-alpine AS build
WORKDIR /site
COPY . .
RUN npm ci && npm run build

FROM docker.io/nginxinc/nginx-unprivileged:1.27
COPY --from=build /site/dist /usr/share/nginx/html
EXPOSE 8080
`;

async function open(repositories: string, by: Login = 'lea-martin'): Promise<number> {
  const answers = { 'depots-applicatifs': repositories, 'depots-infra': repositories };
  const number = await world.as(by).submitForm({ title: 'Un projet', body: aBody(answers) });
  await world.settle();
  return number;
}

async function inSlot(number: number, slot: string): Promise<string> {
  const { comments } = await world.dossier(number);
  const body = comments.find(({ author, body: text }) => author === 'accostage[bot]' && readMarker(text) === slot)?.body ?? '';
  return body.replaceAll('\u00a0', ' ');
}

/** Writes one file in one commit, as GitHub's page does: its push names the file. */
async function put(repository: string, path: string, text: string): Promise<string> {
  const by = repository.startsWith('dnum-mi/') ? 'camille-st' : 'lea-martin';
  const where = `/repos/${repository}/contents/${path}`;
  const shaOf = z.object({ sha: z.string() });
  const before = await world
    .as(by)
    .call({ method: 'GET', path: where })
    .then((found) => shaOf.parse(found).sha)
    .catch(() => undefined);
  const content = Buffer.from(text).toString('base64');
  const body = { message: `Écrit ${path}`, content, branch: 'main', ...(before === undefined ? {} : { sha: before }) };
  const written = z.object({ commit: shaOf }).parse(await world.as(by).call({ method: 'PUT', path: where, body }));
  await world.settle();
  return written.commit.sha;
}

const says = async (number: number, text: string, by: Login = 'lea-martin') => {
  await world.as(by).comment(number, text);
  await world.settle();
};
const readsOf = (repository: string) => world.appCalls().list.filter(({ path }) => path.startsWith(`/repos/${repository}/git/`)).length;

describe('un dépôt public', () => {
  it('est vérifié à l’ouverture : chaque constat à sa ligne, au commit lu, avec un exemple', async () => {
    const number = await open(front);
    const checks = await inSlot(number, 'checks');
    expect(checks).toContain('bloque en production');
    expect(checks).toMatch(/\[`Dockerfile:6`\]\(<[^>]*\/demat-permis\/front\/blob\/[0-9a-f]{40}\/Dockerfile#L6>\)/);
    expect(checks).toMatch(/\[`Dockerfile:8`\]\(<[^>]*#L8>\)/);
    expect(checks).toContain('.gitlab-ci-dso.yml');
    expect(checks).toContain('```dockerfile');
    expect(await inSlot(number, 'status')).toContain('Vérifications techniques des dépôts');
  });

  it('contredit avec tact ce que la demande atteste', async () => {
    const checks = await inSlot(await open(front), 'checks');
    expect(checks).toContain('Ce que la demande atteste, et que les fichiers ne confirment pas');
    expect(checks).toMatch(
      /la case `Les ports d’écoute sont supérieurs à 1024` est cochée, mais dans `demat-permis\/front`, \[`Dockerfile:8`\].* : le port 80/,
    );
  });

  it('corrigé par un envoi, son commentaire suit, sans commentaire de plus', async () => {
    const number = await open(front);
    const before = (await world.dossier(number)).comments.length;
    const commit = await put(front, 'Dockerfile', fixedDockerfile);
    const checks = await inSlot(number, 'checks');
    expect(checks).toContain(commit.slice(0, 7));
    expect(checks).not.toContain('Dockerfile:8');
    expect((await world.dossier(number)).comments).toHaveLength(before);
  });

  it('un envoi sans fichier utile, un événement répété ou un redémarrage ne relisent rien', async () => {
    const number = await open(front);
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
    const number = await open(front);
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
    const number = await open(front);
    world.github.relay.plan(['drop']);
    const commit = await put(front, 'Dockerfile', fixedDockerfile);
    expect(await inSlot(number, 'checks')).not.toContain(commit.slice(0, 7));
    await says(number, '/verifier');
    expect(await inSlot(number, 'checks')).toContain(commit.slice(0, 7));
  });

  it('retiré de la demande, il quitte le commentaire ; ajouté, il y entre', async () => {
    const number = await open(`demat-permis/api\n${front}`);
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

  it('n’est pas lu pour un auteur qui ne peut pas y écrire, tant que la Service Team ne l’a pas autorisé', async () => {
    const number = await open(front, 'ines-caron');
    expect(await inSlot(number, 'checks')).toBe('');
    expect(readsOf(front)).toBeLessThanOrEqual(1);
    expect(await inSlot(number, 'status')).toContain('ne peut pas y écrire');
    await says(number, `/autoriser ${front}`, 'camille-st');
    expect(await inSlot(number, 'checks')).toContain('Dockerfile:8');
  });
});

describe('un dépôt public qui devient privé', () => {
  it('perd son détail dans le dépôt d’accompagnement, sans envoi, et le reçoit chez lui', async () => {
    const number = await open(front);
    expect(await inSlot(number, 'checks')).toContain('Dockerfile:8');
    await world.as('lea-martin').call({ method: 'PATCH', path: `/repos/${front}`, body: { private: true } });
    await says(number, '/verifier');
    const { comments } = await world.dossier(number);
    const written = comments.map(({ body }) => body).join('\n');
    expect(written).not.toContain('Dockerfile:');
    const sealed = readSealed(comments.find(({ body }) => readMarker(body) === 'status')?.body ?? '') ?? '';
    const state = inflateRawSync(Buffer.from(sealed.split('.')[0] ?? '', 'base64url')).toString();
    expect(state).toContain(`"${front}"`);
    expect(state).not.toContain('"path"');
    const issues = z
      .array(z.object({ body: z.string() }))
      .parse(await world.as('lea-martin').call({ method: 'GET', path: `/repos/${front}/issues?state=all` }));
    expect(issues.filter(({ body }) => body.includes('Dockerfile:8'))).toHaveLength(1);
  });
});

describe('un dossier que rien n’a changé', () => {
  it('ne coûte ni écriture ni lecture d’un dépôt ; après un redémarrage, deux lectures par dépôt', async () => {
    const number = await open(front);
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
  it('« require » retient le dossier et nomme les règles ; « inform » le laisse passer', async () => {
    const number = await open(front);
    await says(number, '/pourquoi cloud-pi-native', 'camille-st');
    const { comments } = await world.dossier(number);
    expect(comments.at(-1)?.body).toContain('à titre d’information');
    await put(
      'dnum-mi/dso-formation',
      '.github/accostage.yml',
      'version: 1\nserviceTeam:\n  team: dnum-mi/service-team\nchecks:\n  mode: require\n',
    );
    await says(number, '/pourquoi cloud-pi-native', 'camille-st');
    const strict = (await world.dossier(number)).comments.at(-1)?.body ?? '';
    expect(strict).toMatch(/❌ \*\*Vérifications techniques\*\*/);
    expect(strict).toContain('Ports d’écoute supérieurs à 1024');
  });

  it('« off » ne lit et ne montre rien', async () => {
    await put(
      'dnum-mi/dso-formation',
      '.github/accostage.yml',
      'version: 1\nserviceTeam:\n  team: dnum-mi/service-team\nchecks:\n  mode: off\n',
    );
    const number = await open(front);
    expect(await inSlot(number, 'checks')).toBe('');
    expect(readsOf(front)).toBe(0);
  });
});

describe('un dépôt privé', () => {
  const dockerfile = 'FROM docker.io/library/debian:latest\nENV DB_PASSWORD=tres-secret-42\nEXPOSE 22\nUSER root\n';
  const issuesOf = async () =>
    z
      .array(z.object({ number: z.number(), title: z.string(), body: z.string(), state: z.string() }))
      .parse(await world.as('lea-martin').call({ method: 'GET', path: `/repos/${secret}/issues?state=all` }));

  beforeEach(async () => {
    await put(secret, 'services/coffre/Dockerfile', dockerfile);
  });

  it('ne laisse rien de ses fichiers dans le dépôt d’accompagnement : des nombres seulement', async () => {
    const number = await open(secret);
    const { comments } = await world.dossier(number);
    const written = comments.map(({ body }) => body).join('\n');
    expect(await inSlot(number, 'checks')).toMatch(/\d règles? non conformes?/);
    for (const detail of ['coffre', 'Dockerfile:', 'debian', 'DB_PASSWORD', 'tres-secret', 'rootless'])
      expect(written).not.toContain(detail);
  });

  it('reçoit le détail dans un de ses tickets, un seul, tenu à jour', async () => {
    await open(secret);
    const [issue, ...others] = await issuesOf();
    expect(others).toEqual([]);
    expect(issue?.title).toBe('Vérifications techniques Cloud π native');
    expect(issue?.body).toContain('services/coffre/Dockerfile:4');
    expect(issue?.body).not.toContain('tres-secret-42');
    await put(secret, 'services/coffre/Dockerfile', dockerfile.replace('USER root', 'USER 1000'));
    const after = await issuesOf();
    expect(after).toHaveLength(1);
    expect(after[0]?.body).not.toContain('services/coffre/Dockerfile:4');
  });

  it('y trouve ce que la demande atteste à tort, tant que c’est attesté', async () => {
    const number = await open(secret);
    expect((await issuesOf())[0]?.body).toMatch(
      /la case `Les images tournent sans droits root \(rootless\)` est cochée, mais dans `demat-permis\/prive`/,
    );
    const form = defaults.form.fields.find(({ id }) => id === 'prerequis-techniques');
    const options = form?.type === 'checkboxes' ? form.options.map(({ label }) => label) : [];
    const answers = { 'depots-applicatifs': secret, 'depots-infra': secret, 'prerequis-techniques': { checked: [], unchecked: options } };
    await world.as('lea-martin').editIssue(number, { body: aBody(answers) });
    await world.settle();
    expect((await issuesOf())[0]?.body).not.toContain('est cochée, mais');
  });

  it('partagé par deux dossiers, n’a qu’un rapport, que le premier tient seul', async () => {
    const first = await open(secret);
    await open(secret);
    await put(secret, 'services/coffre/Dockerfile', `${dockerfile}# un mot\n`);
    const issues = await issuesOf();
    expect(issues).toHaveLength(1);
    expect(issues[0]?.body).toContain(`/issues/${first}`);
    world.github.requests.clear();
    for (const { id } of world.github.relay.deliveries().slice(-4)) world.github.relay.redeliver(id);
    await world.settle();
    expect(world.appCalls()).toMatchObject({ writes: 0 });
  });

  it('un ticket copié par quelqu’un d’autre n’est pas pris pour celui de l’application', async () => {
    await open(secret);
    const [own] = await issuesOf();
    await world.as('lea-martin').call({ method: 'POST', path: `/repos/${secret}/issues`, body: { title: own?.title, body: own?.body } });
    await put(secret, 'services/coffre/Dockerfile', dockerfile.replace('USER root', 'USER 1000'));
    const copies = await issuesOf();
    expect(copies.filter(({ body }) => body === own?.body)).toHaveLength(1);
    expect(copies).toHaveLength(2);
  });
});
