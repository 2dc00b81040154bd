import { readFile } from 'node:fs/promises';
import { afterEach, expect, it } from 'vitest';
import { z } from 'zod';
import { readDossier } from '../../sandbox/emulator/dossier-view.ts';
import type { GitHubSeed } from '../../sandbox/emulator/seed.ts';
import { HUB, population } from '../../sandbox/seed/population.ts';
import { seedHub } from '../../sandbox/seed/seed-hub.ts';
import { readMarker } from '../../src/render/marker.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { camille } from '../web/pages/serve-pages.ts';
import { api, oneRepository } from './harness/mirror-world.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { type RunningApp, startWorld, type World } from './harness/world.ts';

let world: World;
let app: RunningApp;
afterEach(() => world.close());

const [, name = ''] = HUB.split('/');
const twin = `autre-ministere/${name}`;
const seed: GitHubSeed = {
  ...population,
  organizations: [...population.organizations, { login: 'autre-ministere', name: 'Autre ministère', owners: ['nadia-dnum'] }],
  repositories: [
    ...population.repositories,
    { owner: 'autre-ministere', name, description: '', visibility: 'public', collaborators: { 'camille-st': 'write' } },
  ],
  installations: [...population.installations, { account: 'autre-ministere', repositories: 'all' }],
};

const pulls = z.array(z.object({ body: z.string(), state: z.string() }));
const page = async (path: string) => (await fetch(`${app.url}${path}`)).text();
const slots = async (repository: string, number: number) => {
  const { comments } = await readDossier(world.github.url, { repository, number, reader: 'nadia-dnum' });
  return new Map(comments.map(({ body }) => [readMarker(body) ?? '', body]));
};

it('deux dépôts d’accompagnement du même nom dans deux organisations, des dossiers du même numéro, le même dépôt de projet : aucun ne passe pour l’autre', async () => {
  world = await startWorld({
    seed,
    startApp: async (environment) => {
      const start = startAccostage({ hubs: [HUB, twin], sweepIntervalMs: 15 * 60_000 }, undefined, {
        reader: () => () => Promise.resolve(camille),
      });
      return (app = await start(environment));
    },
  });
  const form = await readFile(new URL('../../issue-templates/embarquement.yml', import.meta.url), 'utf8');
  await seedHub(world.github, { form, hub: twin, configuration: 'version: 1\nserviceTeam:\n  permission: write\n' });
  await world.rest();
  const first = await world.as('lea-martin').submitForm({ title: 'Projet d’ici', body: aBody(oneRepository) });
  await world.rest();
  const second = await world.as('lea-martin', twin).submitForm({ title: 'Projet d’ailleurs', body: aBody(oneRepository) });
  await world.rest();
  expect(second).toBe(first);
  for (const hub of [HUB, twin]) {
    await world.as('camille-st', hub).addLabel(first, 'phase: OVH');
    await world.rest();
  }
  const all = pulls.parse(await world.as('lea-martin').call({ method: 'GET', path: `/repos/${api}/pulls?state=all` }));
  expect(all).toHaveLength(1);
  expect(all[0]?.body).toContain(`${HUB}/issues/${first}`);
  expect((await slots(HUB, first)).get('status')).toContain('pull request nᵒ\u00a01');
  expect((await slots(twin, first)).get('status')).toContain('déjà suivi par un dossier d’un autre dépôt d’accompagnement');
  const portfolio = await page('/portefeuille');
  expect(portfolio).toContain('Projet d’ici');
  expect(portfolio).toContain('Projet d’ailleurs');
  expect(await page(`/dossiers/${HUB}/${first}`)).toContain('Projet d’ici');
  expect(await page(`/dossiers/${twin}/${first}`)).toContain('Projet d’ailleurs');
  const written = await slots(HUB, first);
  await world.as('lea-martin', twin).comment(first, '/statut');
  await world.stopApp();
  await world.startApp();
  await world.rest();
  expect([...(await slots(HUB, first)).keys()]).toEqual([...written.keys()]);
  expect((await slots(HUB, first)).get('status')).toBe(written.get('status'));
});
