import { afterEach, expect, it } from 'vitest';
import { z } from 'zod';
import { HUB } from '../../sandbox/seed/population.ts';
import { pushFiles } from '../../sandbox/seed/push-files.ts';
import { aBody, defaults } from '../dossier/toy-hub.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { startWorld, type World } from './harness/world.ts';

let world: World;
afterEach(() => world.close());

const team = 'version: 1\nserviceTeam:\n  team: dnum-mi/service-team\n';
const campaign =
  'campaigns:\n  - id: quitter-root\n    title: Quitter root\n    rule: rootless\n    until: "2026-12-31"\n    text: Changez d’utilisateur.\n';
const told = async (number: number) =>
  (await world.dossier(number)).comments.filter(({ body }) => body.includes('slot=campaign/quitter-root'));

it('un projet embarqué depuis longtemps apprend une campagne sur les vérifications, une fois, même après un redémarrage', async () => {
  world = await startWorld({ configuration: team, projects: 'filled', startApp: startAccostage() });
  const api = { url: world.github.url, repository: 'demat-permis/api', by: 'lea-martin' };
  await pushFiles({ 'outils/Dockerfile': 'FROM docker.io/library/debian:12\nUSER root\n' }, { ...api, message: 'Des outils' });
  const body = aBody({ 'depots-applicatifs': 'demat-permis/api', 'depots-infra': 'demat-permis/infra' });
  const number = await world.as('lea-martin').submitForm({ title: 'Démat-Permis', body });
  await world.settle();
  await world.as('camille-st').comment(number, `/forcer ${defaults.procedure.phases.at(-1)?.id} essai`);
  await world.settle();
  const { state } = z
    .object({ state: z.string() })
    .parse(await world.as('nadia-dnum').call({ method: 'GET', path: `/repos/${HUB}/issues/${number}` }));
  expect(state).toBe('closed');
  world.advance({ days: 60 });
  await world.settle();
  await world.stopApp();
  await world.startApp();
  await world.settle();
  await pushFiles(
    { '.github/accostage.yml': `${team}${campaign}` },
    { url: world.github.url, repository: HUB, by: 'camille-st', message: 'Une campagne' },
  );
  await world.settle();
  expect(await told(number)).toHaveLength(1);
  await world.stopApp();
  await world.startApp();
  await world.settle();
  expect(await told(number)).toHaveLength(1);
  await pushFiles({ 'outils/Dockerfile': 'FROM docker.io/library/debian:12\nUSER 1000\n' }, { ...api, message: 'Un utilisateur' });
  world.advance({ days: 1 });
  await world.settle();
  expect(await told(number)).toEqual([expect.objectContaining({ body: expect.stringContaining('C’est fait') })]);
});
