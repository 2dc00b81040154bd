import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aBody } from '../dossier/toy-hub.ts';
import { api, mirrorWorld, oneRepository } from './harness/mirror-world.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { startWorld, type World } from './harness/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld({ startApp: startAccostage() });
});
afterEach(() => world.close());

const { call, merge, change, pulls, says, inOvh, put, status, workflowAt } = mirrorWorld(() => world);
const branch = 'accostage/miroir';
const stopped = 'l’application n’y touche plus';

/** Whether the note of the team is on the branch. */
const isNoteThere = () =>
  call('lea-martin', { method: 'GET', path: `/repos/${api}/contents/notes.md?ref=${encodeURIComponent(branch)}` }).then(
    () => true,
    () => false,
  );

describe('un commit de l’équipe sur la branche de l’application, dont aucun événement ne parle', () => {
  it('une fois la pull request fusionnée : la branche n’est pas refaite pour une seconde plateforme, et c’est dit', async () => {
    const number = await inOvh();
    await merge(1);
    await world.settle();
    world.advance({ minutes: 2 });
    await world.settle();
    await put(api, { path: 'notes.md', text: 'à garder', ref: branch });
    await says(number, '/forcer cloud-pi-native jalon', 'camille-st');
    await world.rest();
    expect(await isNoteThere()).toBe(true);
    expect(await pulls()).toHaveLength(1);
    expect(await status(number)).toContain(stopped);
  });

  it('une fois fermée : son fichier n’est pas récrit quand /miroir la rouvre avec d’autres options', async () => {
    const number = await inOvh();
    await change(1, { state: 'closed' });
    await world.settle();
    await put(api, { path: '.github/workflows/miroir-cloud-pi-native.yml', text: 'on: push', ref: branch });
    await world.as('lea-martin').editIssue(number, {
      body: aBody({ ...oneRepository, 'miroir-options': { checked: ['Synchroniser aussi les tags'], unchecked: [] } }),
    });
    await says(number, '/miroir');
    await world.rest();
    expect(await workflowAt(branch)).toBe('on: push');
    expect(await status(number)).toContain(stopped);
  });
});
