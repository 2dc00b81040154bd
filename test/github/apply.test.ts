import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { performAll } from '../../src/apply/action.ts';
import { applyPlan } from '../../src/apply/apply-plan.ts';
import { type PerformRequest, performer } from '../../src/github/perform.ts';
import { addLabels } from '../../src/github/add-labels.ts';
import { ensureLabels, labelsOf } from '../../src/github/labels.ts';
import type { Repository } from '../../src/github/octokit.ts';
import { sealOf, unsealState } from '../../src/apply/sealed-state.ts';
import { unavailableUntil } from '../../src/github/unavailable.ts';
import type { Observation } from '../../src/dossier/observation.ts';
import type { DossierState } from '../../src/dossier/state.ts';
import { sentenceText } from '../../src/words/sentence.ts';
import { readSealed } from '../../src/render/marker.ts';
import { inspect } from '../../src/inspect/inspect.ts';
import { checkable } from '../dossier/a-repository.ts';
import { aBody, createToyHub, defaults, people } from '../dossier/toy-hub.ts';
import { aHub, api, aProcess, endNock } from './nock.ts';

let hub: Repository;
beforeEach(async () => {
  hub = await aHub();
});
afterEach(endNock);

const issue = '/repos/dnum-mi/hub/issues/7';
const present = labelsOf(defaults.procedure).map((label, index) => ({ id: index, ...label }));

const noProjects: PerformRequest['projects'] = {
  propose: () => Promise.resolve(0),
  mend: () => Promise.resolve(0),
  report: () => Promise.resolve({ kind: 'written', writes: 0 }),
  run: () => Promise.resolve({ kind: 'written', writes: 0 }),
};

/** Writes what a dossier asks for. */
function apply(stage: ReturnType<typeof createToyHub>, observation = stage.observation(), projects = noProjects) {
  const actions = applyPlan({ observation, plan: stage.plan(), seal: seal(observation), now: stage.clock() });
  return performAll(actions, performer({ hub, observation, projects, ...aProcess() }));
}

function seal(observation: Observation) {
  return sealOf(observation, ['un secret assez long']);
}

/** What a new, complete dossier asks to be written. */
function firstApply() {
  return apply(createToyHub());
}

/** A dossier in OVH whose project just wrote `/fait accostage`, and the id of the comment in a slot. */
function itemDone() {
  const stage = createToyHub();
  stage.reconcile();
  stage.comment(people.serviceTeam, '/phase ovh');
  stage.reconcile();
  stage.comment(people.author, '/fait accostage');
  const idOf = (slot: string) => stage.observation().comments.find((comment) => comment.slot === slot)?.id ?? 0;
  return { stage, checklist: `/repos/dnum-mi/hub/issues/comments/${idOf('checklist/ovh')}`, status: idOf('status') };
}

/** Answers the writing of a comment and of the status comment; the state that the latter carries. */
function statusWritten(status: number, observation: Observation): () => DossierState | null {
  nock(api).post(`${issue}/comments`).reply(201, {});
  return statusKept(status, observation);
}

/** Answers a reaction to a command, and the writing of the status comment; the state that the latter carries. */
function reactionGiven(status: number, observation: Observation): () => DossierState | null {
  nock(api)
    .post(/\/issues\/comments\/\d+\/reactions$/, { content: '+1' })
    .reply(201, {});
  return statusKept(status, observation);
}

function statusKept(status: number, observation: Observation): () => DossierState | null {
  let written = '';
  nock(api)
    .patch(`/repos/dnum-mi/hub/issues/comments/${status}`, (body: { body: string }) => {
      written = body.body;
      return true;
    })
    .reply(200, {});
  return () => unsealState(readSealed(written) ?? '', seal(observation));
}

/** A first status comment comes before the labels. */
function statusOpened() {
  nock(api).post(`${issue}/comments`).reply(201, { id: 5 });
}

function labelsExist() {
  nock(api).get('/repos/dnum-mi/hub/labels?per_page=100').reply(200, present);
}

/** A dossier whose repository was just inspected, and is private; its labels and other comments are there already. It is the project's turn: nobody is called. */
function privateChecked() {
  const report = inspect({ paths: ['Dockerfile'], files: [{ path: 'Dockerfile', text: 'FROM debian\n' }], unread: [] });
  const url = 'https://github.test/org/api';
  const inspected = { id: 1, name: 'org/api', url, private: true, hasIssues: true, commit: 'abc', report };
  const stage = createToyHub({
    body: aBody({ 'depots-applicatifs': 'org/api', 'depots-infra': 'org/api', architecture: 'À compléter' }),
    check: checkable(() => inspected).check,
  });
  stage.reconcile();
  const observation = stage.observation();
  return { stage, observation, status: observation.comments.find(({ slot }) => slot === 'status')?.id ?? 0 };
}

describe('les vérifications qui n’ont pas pu être écrites', () => {
  it('le droit perdu juste avant : rien n’est dit d’un échec, le détail reste à écrire, et le dossier est revu', async () => {
    const { stage, observation, status } = privateChecked();
    const written = statusWritten(status, observation);
    const projects = { ...noProjects, report: () => Promise.resolve({ kind: 'outdated' } as const) };
    const applied = await apply(stage, observation, projects);
    expect(applied).toMatchObject({ failures: [], outdated: true });
    expect(written()?.checks['org/api']).toMatchObject({ commit: 'abc', reported: false });
  });

  it('dans le dépôt privé (403) : le suivi le dit, et le détail reste à écrire', async () => {
    const { stage, observation, status } = privateChecked();
    const written = statusWritten(status, observation);
    const projects = {
      propose: () => Promise.resolve(0),
      mend: () => Promise.resolve(0),
      report: () => Promise.reject(Object.assign(new Error('refusé'), { status: 403, response: { data: { message: 'Forbidden' } } })),
      run: noProjects.run,
    };
    const applied = await apply(stage, observation, projects);
    expect(applied.failures.map(sentenceText)).toEqual([expect.stringMatching(/Issues en écriture.*GitHub a répondu 403$/)]);
    expect(written()?.checks['org/api']).toMatchObject({ commit: 'abc', reported: false });
  });

  it('dans leur commentaire (502) : rien n’est retenu, tout est à refaire', async () => {
    const { stage, observation } = privateChecked();
    nock(api).post(`${issue}/comments`).reply(502, {});
    await expect(apply(stage, observation)).rejects.toMatchObject({ status: 502 });
  });

  it('dans leur commentaire, pour de bon (403) : il n’est pas pris pour dit', async () => {
    const { stage, observation, status } = privateChecked();
    let sealed = '';
    nock(api).post(`${issue}/comments`).reply(403, { message: 'refusé' });
    nock(api)
      .patch(`/repos/dnum-mi/hub/issues/comments/${status}`, (body: { body: string }) => {
        sealed = readSealed(body.body) ?? '';
        return true;
      })
      .reply(200, {});
    await apply(stage, observation);
    expect(unsealState(sealed, seal(observation))?.checksTold).toBeNull();
  });
});

describe('une étape refusée n’arrête pas les autres', () => {
  it.each([403, 404, 422])('étiquettes refusées (%i) : le suivi est écrit, et le dit', async (status) => {
    nock(api).post(`${issue}/labels`).reply(status, { message: 'refusé' });
    statusOpened();
    let said = '';
    nock(api)
      .patch('/repos/dnum-mi/hub/issues/comments/5', (body: { body: string }) => {
        said = body.body;
        return true;
      })
      .reply(200, {});
    const applied = await firstApply();
    expect(applied.failures).toHaveLength(1);
    expect(said).toContain('poser l’étiquette');
    expect(said).toContain(String(status));
  });

  it('une panne (5xx) arrête tout, pour un nouvel essai : rien n’est retenu de ce qui n’est pas fait', async () => {
    statusOpened();
    nock(api).post(`${issue}/labels`).reply(502, {});
    await expect(firstApply()).rejects.toMatchObject({ status: 502 });
  });

  it('une panne dans un dépôt de projet laisse le suivi vrai, et remonte ensuite', async () => {
    const { stage, observation, status } = privateChecked();
    const written = statusWritten(status, observation);
    const projects = { ...noProjects, report: () => Promise.reject(Object.assign(new Error('panne'), { status: 502 })) };
    await expect(apply(stage, observation, projects)).rejects.toMatchObject({ status: 502 });
    expect(written()?.checks['org/api']).toMatchObject({ commit: 'abc', reported: false });
  });

  it('une limite de débit arrête tout de suite : rien d’autre n’est tenté', async () => {
    statusOpened();
    nock(api).post(`${issue}/labels`).reply(403, { message: 'You have exceeded a secondary rate limit' }, { 'retry-after': '30' });
    const error: unknown = await firstApply().catch((caught: unknown) => caught);
    expect(error).toMatchObject({ status: 403 });
    expect(unavailableUntil(error, new Date(0))).toEqual(new Date(30_000));
  });
});

describe('une liste d’étapes', () => {
  it('modifiée pendant que l’application décidait n’est pas écrasée : le dossier est relu', async () => {
    const { stage, checklist, status } = itemDone();
    nock(api).get(checklist).reply(200, { body: 'une case cochée entre-temps' });
    reactionGiven(status, stage.observation());
    expect(await apply(stage)).toMatchObject({ outdated: true, failures: [] });
  });

  it('qui n’a pas pu être écrite garde ses cases d’avant en mémoire : elles ne passeront pas pour décochées par quelqu’un', async () => {
    const { stage, checklist, status } = itemDone();
    nock(api).get(checklist).reply(403, { message: 'Forbidden' });
    const written = reactionGiven(status, stage.observation());
    await apply(stage);
    expect(written()).toMatchObject({ shown: { 'checklist/ovh': [] }, items: { 'ovh/accostage': { done: true } } });
  });

  it('dont seules les fins de ligne diffèrent n’est pas récrite', async () => {
    const { stage, status } = itemDone();
    stage.reconcile();
    const observed = stage.observation();
    const comments = observed.comments.map((comment) => ({ ...comment, body: comment.body.replaceAll('\n', '\r\n') }));
    nock(api).patch(`/repos/dnum-mi/hub/issues/comments/${status}`).reply(200, {});
    expect(await apply(stage, { ...observed, comments })).toMatchObject({ writes: 1, failures: [] });
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
      .reply(422, { message: 'Validation Failed', errors: [{ code: 'already_exists' }] });
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

  it('renommée par le processus (was) : celle d’avant prend le nom d’aujourd’hui, les dossiers qui la portent la gardent', async () => {
    nock(api)
      .get('/repos/dnum-mi/hub/labels?per_page=100')
      .reply(200, [{ name: 'Ancien nom', color: '000000', description: 'tout autre chose' }]);
    nock(api)
      .patch(
        '/repos/dnum-mi/hub/labels/Ancien%20nom',
        (body: { new_name: string; was?: unknown }) => body.new_name === first.name && !('was' in body),
      )
      .reply(200, {});
    expect(await ensureLabels(hub, [{ ...first, was: ['ancien nom'] }])).toBe(1);
  });

  it('créée sans rien que GitHub ne connaisse', async () => {
    nock(api).get('/repos/dnum-mi/hub/labels?per_page=100').reply(200, []);
    nock(api)
      .post('/repos/dnum-mi/hub/labels', (body: object) => !('was' in body))
      .reply(201, {});
    expect(await ensureLabels(hub, [{ ...first, was: ['ancien nom'] }])).toBe(1);
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

  describe('posées sur un dossier', () => {
    const add = () => addLabels(hub, { number: 7, procedure: defaults.procedure, names: [first.name] });

    it('telles que le processus les décrit : un seul appel, aucune lecture', async () => {
      nock(api)
        .post(`${issue}/labels`, { labels: [first.name] })
        .reply(200, [{ ...first }]);
      expect(await add()).toBe(1);
    });

    it('que GitHub vient de créer sans couleur ni description : réparées', async () => {
      const plain = { ...first, color: 'ededed', description: null };
      nock(api).post(`${issue}/labels`).reply(200, [plain]);
      nock(api).get('/repos/dnum-mi/hub/labels?per_page=100').reply(200, [plain]);
      nock(api)
        .patch(
          /labels/,
          (body: { color: string; description: string }) => body.color === first.color && body.description === first.description,
        )
        .reply(200, {});
      expect(await add()).toBe(2);
    });
  });
});
