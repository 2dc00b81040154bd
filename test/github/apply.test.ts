import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyPlan } from '../../src/github/apply.ts';
import { ensureLabels, labelsOf } from '../../src/github/labels.ts';
import type { Repository } from '../../src/github/octokit.ts';
import { readEditors } from '../../src/github/editors.ts';
import { unavailableUntil } from '../../src/github/unavailable.ts';
import { createStage, defaults } from '../dossier/stage.ts';
import { aHub, api, endNock } from './nock.ts';

let hub: Repository;
beforeEach(async () => {
  hub = await aHub();
});
afterEach(endNock);

const issue = '/repos/dnum-mi/hub/issues/7';
const present = labelsOf(defaults.procedure).map((label, index) => ({ id: index, ...label }));

/** What a new, complete dossier asks to be written. */
function firstApply() {
  const stage = createStage();
  const plan = stage.plan();
  const observation = stage.observation();
  const projects = { propose: () => Promise.resolve(0), report: () => Promise.resolve(0) };
  return applyPlan({
    hub,
    observation,
    plan,
    projects,
    seal: { key: observation.key, secret: 'un secret assez long' },
    now: stage.clock(),
  });
}

function labelsExist() {
  nock(api).get('/repos/dnum-mi/hub/labels?per_page=100').reply(200, present);
}

describe('une étape refusée n’arrête pas les autres', () => {
  it.each([403, 404, 422])('étiquettes refusées (%i) : le suivi est écrit, et le dit', async (status) => {
    labelsExist();
    nock(api).post(`${issue}/labels`).reply(status, { message: 'refusé' });
    let said = '';
    nock(api)
      .post(`${issue}/comments`, (body: { body: string }) => {
        said = body.body;
        return true;
      })
      .reply(201, {});
    const applied = await firstApply();
    expect(applied.failures).toHaveLength(1);
    expect(said).toContain('poser l’étiquette');
    expect(said).toContain(String(status));
  });

  it('une panne (5xx) remonte après les autres étapes, pour un nouvel essai', async () => {
    labelsExist();
    nock(api).post(`${issue}/labels`).reply(502, {});
    nock(api).post(`${issue}/comments`).reply(201, {});
    await expect(firstApply()).rejects.toMatchObject({ status: 502 });
  });

  it('une limite de débit arrête tout de suite : rien d’autre n’est tenté', async () => {
    labelsExist();
    nock(api).post(`${issue}/labels`).reply(403, { message: 'You have exceeded a secondary rate limit' }, { 'retry-after': '30' });
    const error: unknown = await firstApply().catch((caught: unknown) => caught);
    expect(error).toMatchObject({ status: 403 });
    expect(unavailableUntil(error, new Date(0))).toEqual(new Date(30_000));
  });
});

describe('étiquettes du dépôt', () => {
  const [first] = labelsOf(defaults.procedure);
  if (first === undefined) throw new Error('no label');

  it('déjà comme il faut : aucune écriture', async () => {
    labelsExist();
    expect(await ensureLabels(hub, labelsOf(defaults.procedure))).toBe(0);
  });

  it('créée entre-temps par quelqu’un d’autre (422) : c’est réussi', async () => {
    nock(api).get('/repos/dnum-mi/hub/labels?per_page=100').reply(200, []);
    nock(api)
      .post('/repos/dnum-mi/hub/labels')
      .reply(422, { errors: [{ code: 'already_exists' }] });
    expect(await ensureLabels(hub, [first])).toBe(0);
  });

  it('renommée à la main : reconnue à sa description, elle retrouve son nom', async () => {
    nock(api)
      .get('/repos/dnum-mi/hub/labels?per_page=100')
      .reply(200, [{ ...first, name: 'Autre nom' }]);
    nock(api)
      .patch('/repos/dnum-mi/hub/labels/Autre%20nom', (body: { new_name: string }) => body.new_name === first.name)
      .reply(200, {});
    expect(await ensureLabels(hub, [first])).toBe(1);
  });

  it('couleur changée : réparée', async () => {
    nock(api)
      .get('/repos/dnum-mi/hub/labels?per_page=100')
      .reply(200, [{ ...first, color: 'ffffff' }]);
    nock(api)
      .patch(/labels/)
      .reply(200, {});
    expect(await ensureLabels(hub, [first])).toBe(1);
  });
});

describe('auteur de la dernière modification', () => {
  const comments = [
    { id: 1, nodeId: 'IC_1', author: 'lea' },
    { id: 2, nodeId: 'IC_2', author: 'lea' },
  ];

  it('celui que GraphQL donne ; un robot y perd son [bot], une absence vaut l’auteur', async () => {
    nock(api)
      .post('/graphql')
      .reply(200, {
        data: {
          nodes: [
            { databaseId: 1, editor: { __typename: 'Bot', login: 'accostage' } },
            { databaseId: 2, editor: null },
          ],
        },
      });
    expect(await readEditors(hub.octokit, comments)).toEqual({
      1: { answer: 'known', login: 'accostage[bot]' },
      2: { answer: 'known', login: 'lea' },
    });
  });

  it('un commentaire supprimé n’empêche pas de lire les autres', async () => {
    nock(api)
      .post('/graphql')
      .reply(200, {
        data: { nodes: [null, { databaseId: 2, editor: null }] },
        errors: [{ type: 'NOT_FOUND', path: ['nodes', 0], message: 'x' }],
      });
    expect(await readEditors(hub.octokit, comments)).toEqual({ 1: { answer: 'unverified' }, 2: { answer: 'known', login: 'lea' } });
  });

  it('GraphQL refusé : personne n’est vérifié', async () => {
    nock(api).post('/graphql').reply(403, {});
    expect(await readEditors(hub.octokit, comments)).toMatchObject({ 1: { answer: 'unverified' }, 2: { answer: 'unverified' } });
  });
});
