import { afterEach, expect, it } from 'vitest';
import { z } from 'zod';
import { HUB } from '../../sandbox/seed/population.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { type RunningApp, startWorld, type World } from './harness/world.ts';

let world: World;
let app: RunningApp;
afterEach(() => world.close());

const [owner = '', name = ''] = HUB.split('/');
const ready = z.object({ notices: z.array(z.string()).optional(), hubs: z.unknown().optional() }).loose();
const readiness = async () => JSON.stringify(ready.parse(await (await fetch(`${app.url}/readyz`)).json()));
const writes = () =>
  world.github.requests
    .of('installation')
    .filter(({ method, path }) => method !== 'GET' && path.startsWith(`/repos/${HUB}/`))
    .map(({ method, path }) => `${method} ${path}`);

it('le dépôt d’accompagnement renommé, et un autre à sa place sous son ancien nom : rien n’y est suivi ni écrit, l’exploitant sait pourquoi', async () => {
  const startApp = startAccostage({ sweepIntervalMs: 15 * 60_000 });
  world = await startWorld({ startApp: async (environment) => (app = await startApp(environment)) });
  const number = await world.as('lea-martin').submitForm({ title: 'Projet', body: aBody() });
  await world.rest();
  const operator = world.as('nadia-dnum');
  await operator.call({ method: 'PATCH', path: `/repos/${HUB}`, body: { name: 'accueil' } });
  await operator.call({ method: 'POST', path: `/orgs/${owner}/repos`, body: { name, has_issues: true } });
  await world.settle();
  world.github.requests.clear();
  const configuration = 'version: 1\nserviceTeam:\n  permission: read\n';
  await operator.call({
    method: 'PUT',
    path: `/repos/${HUB}/contents/.github/accostage.yml`,
    body: { message: 'Un faux', content: Buffer.from(configuration).toString('base64') },
  });
  for (const label of ['accompagnement'])
    await operator.call({ method: 'POST', path: `/repos/${HUB}/labels`, body: { name: label, color: 'ffffff' } });
  const taken = await operator.openIssue({ title: 'Un dossier', body: aBody(), labels: ['accompagnement'] });
  expect(taken).toBe(number);
  await operator.comment(taken, '/statut');
  for (let sweep = 0; sweep < 3; sweep += 1) {
    world.advance({ minutes: 15 });
    await world.settle();
  }
  expect(writes()).toEqual([]);
  expect(await readiness()).toContain('another repository has taken this name');
});
