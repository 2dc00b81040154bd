import { z } from 'zod';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTinyApp } from './a-tiny-app.ts';
import { startWorld, type World } from './world.ts';

const form = 'name: Embarquement\nlabels: [accompagnement]\nbody: []\n';

let world: World;
let fired: readonly Date[];

beforeEach(async () => {
  world = await startWorld({
    form,
    startApp: async (environment) => {
      const app = await startTinyApp(environment);
      fired = app.fired;
      return app;
    },
  });
});
afterEach(() => world.close());

const send = () => world.as('lea-martin').submitForm({ title: 'Démat-Permis', body: 'texte' });

describe('le monde des essais', () => {
  it('un dossier envoyé par le formulaire reçoit la réponse de l’App, et rien de plus', async () => {
    const number = await send();
    await world.settle();
    const dossier = await world.dossier(number);
    expect(dossier).toMatchObject({ state: 'open', title: 'Démat-Permis', body: 'texte', labels: ['accompagnement'] });
    expect(dossier.comments).toMatchObject([{ author: world.github.appLogin, body: 'Bienvenue' }]);
    expect(world.appCalls()).toMatchObject({ reads: 0, writes: 1, contents: 1, list: [{ method: 'POST', status: 201 }] });
  });

  it('chaque verbe d’une personne a son effet', async () => {
    const lea = world.as('lea-martin');
    const camille = world.as('camille-st');
    const number = await send();
    await lea.editIssue(number, { title: 'Titre', body: 'corrigé' });
    await camille.addLabel(number, 'phase: OVH', 'b');
    await camille.removeLabel(number, 'b');
    await camille.renameLabel('phase: OVH', 'phase: PAX');
    await camille.assign(number, 'sacha-st');
    const first = await lea.comment(number, 'un');
    const second = await lea.comment(number, 'deux');
    await lea.editComment(first, 'un bis');
    await lea.deleteComment(second);
    await lea.closeIssue(number, 'not_planned');
    await world.settle();
    const closed = await world.dossier(number);
    expect(closed).toMatchObject({ state: 'closed', stateReason: 'not_planned', title: 'Titre', body: 'corrigé', assignees: ['sacha-st'] });
    expect(closed.labels).toEqual(['accompagnement', 'phase: PAX']);
    expect(closed.comments.filter(({ author }) => author === 'lea-martin')).toMatchObject([{ id: first, body: 'un bis' }]);
    await lea.reopen(number);
    expect((await world.dossier(number)).state).toBe('open');
    await camille.deleteLabel('phase: PAX');
    expect((await world.dossier(number)).labels).toEqual(['accompagnement']);
  });

  it('un refus de GitHub arrive à qui agit', async () => {
    const number = await send();
    await expect(world.as('lea-martin').addLabel(number, 'phase: OVH')).rejects.toMatchObject({ status: 403 });
  });

  it('les événements se perdent pendant que l’App est arrêtée, et se livrent de nouveau ensuite', async () => {
    await world.stopApp();
    const number = await send();
    await world.settle();
    await world.startApp();
    await world.settle();
    expect((await world.dossier(number)).comments).toEqual([]);
    const lost = world.github.relay.deliveries().find(({ action }) => action === 'opened');
    world.github.relay.redeliver(lost?.id ?? '');
    await world.settle();
    expect((await world.dossier(number)).comments).toHaveLength(1);
  });

  it('le temps saute pour GitHub, pour les jetons et pour les minuteries de l’App', async () => {
    await send();
    await world.settle();
    expect(fired).toEqual([]);
    world.advance({ days: 40 });
    expect(fired.map((date) => date.toISOString().slice(0, 10))).toEqual(['2026-04-11']);
    const number = await send();
    await world.settle();
    expect((await world.dossier(number)).comments).toHaveLength(1);
    const issue = await world.as('lea-martin').call({ method: 'GET', path: `/repos/dnum-mi/dso-formation/issues/${number}` });
    expect(issue).toMatchObject({ created_at: expect.stringContaining('2026-04-11T09:00') });
  });

  it('ce que l’on fait une fois le monde au repos arrive dans une seconde suivante, aussi vite que la machine aille', async () => {
    const number = await send();
    for (let act = 0; act < 5; act += 1) {
      await world.settle();
      await world.as('lea-martin').comment(number, `n° ${act}`);
    }
    const read = await world.as('lea-martin').call({ method: 'GET', path: `/repos/dnum-mi/dso-formation/issues/${number}/comments` });
    const instants = z.array(z.object({ created_at: z.string() })).parse(read);
    expect(new Set(instants.map(({ created_at: at }) => at)).size).toBe(6);
  });

  it('lit tous les commentaires d’un long dossier, dans l’ordre', async () => {
    const number = await send();
    await world.settle();
    for (let index = 1; index <= 100; index += 1) await world.as('lea-martin').comment(number, `n° ${index}`);
    const { comments } = await world.dossier(number);
    expect(comments.map(({ body }) => body)).toEqual(['Bienvenue', ...Array.from({ length: 100 }, (_, index) => `n° ${index + 1}`)]);
  });
});

describe('la fin du monde', () => {
  it('rend l’heure du jour, même si l’App n’a pas pu démarrer', async () => {
    await world.close();
    await expect(startWorld({ form, startApp: () => Promise.reject(new Error('pas aujourd’hui')) })).rejects.toThrow('pas aujourd’hui');
    expect(new Date().getFullYear()).toBe(new Date(performance.timeOrigin + performance.now()).getFullYear());
    expect(Math.abs(Date.now() - (performance.timeOrigin + performance.now()))).toBeLessThan(60_000);
  });

  it('refuse d’attendre une App qui se répond sans fin', async () => {
    await world.close();
    world = await startWorld({
      form,
      startApp: async (environment) => {
        const app = await startTinyApp(environment);
        return { ...app, settle: async () => void (await world.as('paul-visiteur').comment(1, 'encore')) };
      },
    });
    await send();
    await expect(world.settle()).rejects.toThrow('never comes to rest');
  });
});
