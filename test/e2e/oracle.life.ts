import { afterEach, beforeEach, expect, it } from 'vitest';
import type { GitHubSeed } from '../../sandbox/emulator/seed.ts';
import { HUB, population } from '../../sandbox/seed/population.ts';
import { pushFiles } from '../../sandbox/seed/push-files.ts';
import { readMarker } from '../../src/render/marker.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { startWorld, type World } from './harness/world.ts';

/** Two names of the same length: of a private repository where the App is installed, and of none. */
const secret = 'demat-permis/prive';
const absent = 'demat-permis/neant';
const seed: GitHubSeed = {
  ...population,
  repositories: [
    ...population.repositories,
    { owner: 'demat-permis', name: 'prive', description: 'Un dépôt privé', visibility: 'private', collaborators: {} },
  ],
};

let world: World;
beforeEach(async () => {
  world = await startWorld({ startApp: startAccostage(), seed });
});
afterEach(() => world.close());

/** All that the App tells somebody without any right who declares that repository, with its name and what is sealed taken out. */
async function everythingTold(repository: string): Promise<readonly string[]> {
  const paul = world.as('paul-visiteur');
  const body = aBody({ 'depots-applicatifs': repository, 'depots-infra': repository });
  const number = await paul.submitForm({ title: 'Un projet', body });
  await world.settle();
  await world.as('camille-st').addLabel(number, 'phase: OVH');
  await world.settle();
  for (const text of ['/diagnostic', '/miroir', '/verifier', '/statut', '/pourquoi', '/aide']) {
    await paul.comment(number, text);
    await world.settle();
  }
  const { comments, labels } = await world.dossier(number);
  expect(comments.map(({ body: text }) => readMarker(text))).toContain('status');
  return [
    ...labels,
    ...comments.map(({ body: text }) =>
      text
        .replaceAll(repository, 'LE DÉPÔT')
        .replaceAll(/<!-- accostage:state.*?-->/gs, '')
        .replaceAll(/accostage:slot=reply\/\d+/g, 'accostage:slot=reply')
        .replaceAll(`${HUB}/issues/${number}`, 'LE DOSSIER'),
    ),
  ];
}

it('un dépôt privé et un dépôt qui n’existe pas se disent mot pour mot de même, partout, à qui n’y a aucun droit', async () => {
  await pushFiles(
    { Dockerfile: 'FROM debian:latest\n', '.github/workflows/g.yml': 'on: push\n' },
    { url: world.github.url, repository: secret, by: 'lea-martin', message: 'Des fichiers' },
  );
  const ofAbsent = await everythingTold(absent);
  expect(await everythingTold(secret)).toEqual(ofAbsent);
  const said = ofAbsent.join('\n');
  const sentence =
    'n’y est pas installée, ou ce dépôt n’existe pas, ou il est privé et la personne qui l’a inscrit dans la demande n’a pas le droit d’y écrire';
  expect(said.replaceAll(/\s+/g, ' ').split(sentence).length).toBeGreaterThan(3);
});

it('le même dépôt privé, autorisé par la Service Team, est dit tel qu’il est', async () => {
  const number = await world
    .as('paul-visiteur')
    .submitForm({ title: 'Un projet', body: aBody({ 'depots-applicatifs': secret, 'depots-infra': secret }) });
  await world.settle();
  await world.as('camille-st').comment(number, `/autoriser ${secret}`);
  await world.settle();
  await world.as('paul-visiteur').comment(number, '/diagnostic');
  await world.settle();
  expect((await world.dossier(number)).comments.at(-1)?.body).toMatch(
    /✅ \*\*Dépôt\*\* `demat-permis\/prive`\s: l’application y est installée/,
  );
});

it('un dépôt public où l’auteur ne peut pas écrire garde sa phrase précise : chacun le voit', async () => {
  const front = 'demat-permis/front';
  const said = (await everythingTold(front)).join('\n').replaceAll(/\s+/g, ' ');
  expect(said).toContain('la personne qui l’a inscrit dans la demande n’a pas le droit d’y écrire');
  expect(said).toContain('LE DÉPÔT` : l’application y est installée');
});
