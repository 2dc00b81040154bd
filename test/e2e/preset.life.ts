import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { HUB } from '../../sandbox/seed/population.ts';
import { pushFiles } from '../../sandbox/seed/push-files.ts';
import { mirrorWorld } from './harness/mirror-world.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { startWorld, type World } from './harness/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld({ startApp: startAccostage() });
});
afterEach(() => world.close());

const { call, pulls, open, enter, says, inOvh, comments, status, workflowAt } = mirrorWorld(() => world);

/** The hub writes its process. */
async function configure(text: string): Promise<void> {
  const message = 'Changer le processus';
  await pushFiles({ '.github/accostage.yml': text }, { url: world.github.url, repository: HUB, by: 'camille-st', message });
  await world.settle();
}

const named = z.array(z.object({ name: z.string() }));
const labelsAt = async (path: string) => named.parse(await call('nadia-dnum', { method: 'GET', path })).map(({ name }) => name);
const hubLabels = () => labelsAt(`/repos/${HUB}/labels?per_page=100`);
const labelsOf = (number: number) => labelsAt(`/repos/${HUB}/issues/${number}/labels`);

describe('un dépôt d’accompagnement qui prend « preset: pax »', () => {
  it('de l’ouverture à PAX : étiquette, étapes, pull request et fichier du projet disent PAX', async () => {
    await configure('version: 1\npreset: pax\n');
    const number = await open();
    expect(await status(number)).toContain('`phase: PAX`');
    await enter(number, 'phase: PAX');
    expect(await labelsOf(number)).toContain('phase: PAX');
    const steps = (await comments(number)).get('checklist/ovh') ?? '';
    expect(steps).toContain('Comptes de l’équipe pour la console et les services');
    expect(steps).toContain('plateforme d’essai');
    const [pull] = await pulls();
    expect(pull).toMatchObject({ title: 'ci: synchroniser ce dépôt vers PAX', head: { ref: 'accostage/miroir' } });
    expect(await workflowAt('accostage/miroir')).toContain('CPIN_OVH_MIRROR_TOKEN');
    for (const text of [steps, pull?.body, await status(number)]) expect(text).not.toMatch(/OVH(?!_)/);
  });

  it('l’entrée sur Cloud π native demande l’adaptation à OpenShift', async () => {
    await configure('version: 1\npreset: pax\n');
    const number = await open();
    await enter(number, 'phase: PAX');
    await world.as('camille-st').comment(number, '/forcer cloud-pi-native Essai');
    await world.settle();
    expect((await comments(number)).get('checklist/cloud-pi-native')).toContain('Adaptation à OpenShift');
  });

  it('en cours de route : l’étiquette est renommée en place, le dossier garde sa phase et ses étapes', async () => {
    const number = await inOvh();
    await says(number, '/fait images-docker console-projet');
    await configure('version: 1\npreset: pax\n');
    await world.as('lea-martin').editIssue(number, { title: 'Demat-Permis (PAX)' });
    await world.settle();
    expect(await hubLabels()).toContain('phase: PAX');
    expect(await hubLabels()).not.toContain('phase: OVH');
    expect(await labelsOf(number)).toContain('phase: PAX');
    const steps = (await comments(number)).get('checklist/ovh') ?? '';
    expect(steps).toMatch(/- \[x\].*`images-docker`/);
    expect(steps).toMatch(/- \[x\].*`console-projet`/);
  });

  it('un préréglage inconnu est dit dans un ticket du dépôt, à sa ligne ; le processus en service reste', async () => {
    await configure('version: 1\npreset: nubo\n');
    const titles = z.array(z.object({ title: z.string(), body: z.string().nullable() }));
    const issues = titles.parse(await call('nadia-dnum', { method: 'GET', path: `/repos/${HUB}/issues?state=open` }));
    expect(issues.map(({ body }) => body).join('\n')).toMatch(/accostage\.yml.*ligne 2|accostage\.yml:2/);
    const number = await inOvh();
    expect(await labelsOf(number)).toContain('phase: OVH');
  });
});
