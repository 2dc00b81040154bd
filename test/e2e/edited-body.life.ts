import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { HUB, populationWithIntruder, SECRET_REPOSITORY } from '../../sandbox/seed/population.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { mirrorWorld, oneRepository } from './harness/mirror-world.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { startWorld, type World } from './harness/world.ts';

const declaring = (repository: string) => aBody({ 'depots-applicatifs': repository, 'depots-infra': repository });
const withSecret = declaring(SECRET_REPOSITORY);
const withoutSecret = aBody(oneRepository);

let world: World;
beforeEach(async () => {
  world = await startWorld({ startApp: startAccostage(), seed: populationWithIntruder });
});
afterEach(() => world.close());

const { comments, pulls, open, inOvh, says, status } = mirrorWorld(() => world);

/** What the App did in the private repository: what it wrote, and the readings of its tree, for the checks. */
function actsInside(): readonly string[] {
  return world
    .appCalls()
    .list.filter(({ kind, path }) => path.startsWith(`/repos/${SECRET_REPOSITORY}/`) && (kind !== 'read' || path.includes('/git/trees/')))
    .map(({ method, path }) => `${method} ${path}`);
}

async function edit(number: number, by: 'lea-martin' | 'hugo-petit', body: string): Promise<void> {
  await world.as(by).editIssue(number, { body });
  await world.settle();
}

async function nodeIdOf(number: number): Promise<string> {
  const issue = await world.as('lea-martin').call({ method: 'GET', path: `/repos/${HUB}/issues/${number}` });
  return z.object({ node_id: z.string() }).parse(issue).node_id;
}

const refusal = 'la personne qui l’a inscrit dans la demande n’a pas le droit d’y écrire';

describe('un dépôt qu’un autre inscrit dans la demande de son auteur', () => {
  it('n’est ni vérifié ni écrit au titre du droit de l’auteur ; le suivi dit pourquoi', async () => {
    const number = await inOvh();
    await edit(number, 'hugo-petit', withSecret);
    expect(actsInside()).toEqual([]);
    expect(await pulls(SECRET_REPOSITORY)).toEqual([]);
    expect(await status(number)).toContain(refusal);
  });

  it('ne l’est pas davantage quand l’auteur corrige ensuite autre chose, ni après un redémarrage', async () => {
    const number = await inOvh();
    await edit(number, 'hugo-petit', withSecret);
    await edit(
      number,
      'lea-martin',
      aBody({ 'depots-applicatifs': SECRET_REPOSITORY, 'depots-infra': SECRET_REPOSITORY, calendrier: 'Mise en production le 03/05/2027' }),
    );
    await world.stopApp();
    await world.startApp();
    await says(number, '/miroir');
    await says(number, '/verifier');
    expect(actsInside()).toEqual([]);
  });

  it('l’est pendant un arrêt de l’application : rien n’y est fait au retour', async () => {
    const number = await inOvh();
    await world.stopApp();
    await world.as('hugo-petit').editIssue(number, { body: withSecret });
    await world.startApp();
    await world.settle();
    expect(actsInside()).toEqual([]);
    expect(await status(number)).toContain(refusal);
  });

  it('compte dès que l’auteur le retire et l’inscrit lui-même', async () => {
    const number = await inOvh();
    await edit(number, 'hugo-petit', withSecret);
    await edit(number, 'lea-martin', withoutSecret);
    await edit(number, 'lea-martin', withSecret);
    expect(await pulls(SECRET_REPOSITORY)).toHaveLength(1);
  });

  it('compte dès que la Service Team l’autorise', async () => {
    const number = await inOvh();
    await edit(number, 'hugo-petit', withSecret);
    await says(number, `/autoriser ${SECRET_REPOSITORY}`, 'camille-st');
    // It is read from now on, and not before.
    world.advance({ minutes: 1 });
    await world.settle();
    expect(await pulls(SECRET_REPOSITORY)).toHaveLength(1);
  });

  it('n’est de personne quand la version qui l’inscrit est retirée de l’historique', async () => {
    await world.stopApp();
    const number = await world.as('lea-martin').submitForm({ title: 'Demat-Permis', body: withoutSecret });
    await world.as('hugo-petit').editIssue(number, { body: withSecret });
    await world.as('lea-martin').editIssue(number, { body: `${withSecret}\n` });
    world.github.deleteRevision(await nodeIdOf(number), 1, 'hugo-petit');
    await world.startApp();
    await world.settle();
    await world.as('camille-st').addLabel(number, 'phase: OVH');
    await world.settle();
    expect(actsInside()).toEqual([]);
    expect(await status(number)).toContain(refusal);
  });

  it('un dépôt public des autres n’y gagne rien non plus', async () => {
    const number = await open(oneRepository);
    await edit(number, 'hugo-petit', declaring('demat-permis/front'));
    await world.as('camille-st').addLabel(number, 'phase: OVH');
    await world.settle();
    expect(await pulls('demat-permis/front')).toEqual([]);
    expect(await status(number)).toContain(refusal);
  });
});

describe('un compte qu’un autre inscrit dans les contacts de la demande', () => {
  const withHugo = aBody({ ...oneRepository, contacts: 'Bureau des usagers\nRéférent : @hugo-petit' });

  it('n’est pas de l’équipe, ni quand l’auteur corrige ensuite autre chose, ni après un redémarrage, mais par /equipe', async () => {
    const number = await inOvh();
    const tries = async () => {
      const id = await world.as('hugo-petit').comment(number, '/pause');
      await world.settle();
      return (await comments(number)).get(`reply/${id}`) ?? 'fait';
    };
    await edit(number, 'hugo-petit', withHugo);
    expect(await status(number)).toContain('a été inscrit dans la demande par quelqu’un d’autre que l’auteur');
    expect(await tries()).toContain('est réservée à l’équipe projet');
    await edit(number, 'lea-martin', `${withHugo}\n`);
    await world.stopApp();
    await world.startApp();
    await world.settle();
    expect(await tries()).toContain('est réservée à l’équipe projet');
    await says(number, '/equipe @hugo-petit');
    expect(await tries()).toBe('fait');
  });
});

describe('une commande qu’un autre met dans le commentaire de quelqu’un, pendant un arrêt', () => {
  it('ne vaut pas comme de lui quand il modifie ensuite son commentaire', async () => {
    const number = await open(oneRepository);
    await world.stopApp();
    const id = await world.as('camille-st').comment(number, 'Vu.');
    await world.as('hugo-petit').editComment(id, 'Vu.\n\n/forcer ovh vite');
    await world.as('camille-st').editComment(id, 'Vu, merci.\n\n/forcer ovh vite');
    await world.startApp();
    await world.settle();
    expect((await comments(number)).get(`reply/${id}`)).toContain('modifié par `hugo-petit`');
    expect(await status(number)).toContain('phase « Prérequis »');
  });
});
