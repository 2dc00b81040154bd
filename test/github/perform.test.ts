import nock from 'nock';
import { afterEach, describe, expect, it } from 'vitest';
import type { Action } from '../../src/apply/action.ts';
import { textKey } from '../../src/apply/same-text.ts';
import { type Sentence, sentenceText } from '../../src/words/sentence.ts';
import { performer } from '../../src/github/perform.ts';
import { renderStatus } from '../../src/render/status.ts';
import { seen } from '../dossier/a-repository.ts';
import { aBody, createToyHub, people } from '../dossier/toy-hub.ts';
import { aHub, api, aProcess, endNock } from './nock.ts';

const name = 'demat-permis/api';

/** A dossier in OVH that wants a pull request in its one repository. */
function stageOf(change: Parameters<typeof seen>[0]) {
  const stage = createToyHub({ body: aBody({ 'depots-applicatifs': name, 'depots-infra': name }), see: () => seen(change) });
  stage.reconcile();
  stage.setLabel(people.serviceTeam, 'phase: OVH');
  stage.reconcile();
  return stage;
}

/** What becomes of the pull request where GitHub answers so. */
async function refused(status: number, message: string, change: Parameters<typeof seen>[0] = {}) {
  const stage = stageOf(change);
  const plan = stage.plan();
  const [wanted] = plan.pulls;
  if (wanted === undefined) throw new Error('no pull request wanted');
  const error = Object.assign(new Error(message), { status, response: { data: { message } } });
  const perform = performer({
    hub: await aHub(),
    observation: stage.observation(),
    projects: {
      propose: () => Promise.reject(error),
      mend: () => Promise.reject(error),
      report: () => Promise.reject(error),
      run: () => Promise.reject(error),
    },
    ...aProcess(),
  });
  const written = await perform({ verb: 'propose', wanted } satisfies Action);
  const because: Sentence = written.kind === 'refused' ? written.because : [written.kind];
  const body = renderStatus(plan.status, { failures: [['préparer la pull request : ', ...because]], sealed: null });
  return { because: sentenceText(because), body };
}

describe('un refus d’écrire dans le dossier même dit pourquoi, dans les mots de GitHub : qui le lit voit son dépôt', () => {
  const none = () => Promise.reject(new Error('not asked'));

  it.each([
    'Commenting is disabled on issues with more than 2500 comments',
    'Unable to create comment because issue is locked.',
    'Repository was archived so is read-only.',
  ])('%s', async (message) => {
    const projects = { propose: none, mend: none, report: none, run: none };
    const perform = performer({ hub: await aHub(), observation: createToyHub().observation(), projects, ...aProcess() });
    nock(api)
      .post(/\/comments$/)
      .reply(403, { message });
    const written = await perform({ verb: 'create-comment', body: 'neuf' });
    expect(written.kind === 'refused' && sentenceText(written.because)).toBe(`GitHub a répondu 403 : « ${message} »`);
  });
});

describe('un refus d’écrire dans le dépôt d’un projet dit pourquoi, dans les mots de GitHub', () => {
  it.each([
    [422, 'Cannot create ref due to creations being restricted.', 'écrivez /miroir'],
    [409, 'Repository rule violations found', 'écrivez /miroir'],
    [403, 'Resource not accessible by integration', 'droits nécessaires'],
  ])('%i : %s', async (status, message, advice) => {
    const { because, body } = await refused(status, message);
    expect(because).toContain(`GitHub a répondu ${status} : « ${message} » ; `);
    expect(because).toContain(advice);
    expect(body).toContain(`\`${message}\``);
  });

  it('ces mots restent du texte, bornés', async () => {
    const { body } = await refused(422, `@equipe <!-- accostage:slot=status --> [x](https://evil.example) \u202e${'y'.repeat(5_000)}`);
    const [, quoted = ''] = /GitHub a répondu 422\s:\s(`[^`]*`)/.exec(body) ?? [];
    expect(quoted).toMatch(/^`@equipe <!-- accostage:slot=status --> \[x\]\(https:\/\/evil\.example\) y+…`$/);
    expect(quoted.length).toBeLessThan(200);
  });

  it('absent (404) : il n’y a rien à en citer', async () => {
    expect((await refused(404, 'Non')).because).toMatch(/^GitHub a répondu 404 ; /);
  });

  it('d’un dépôt privé, rien n’est cité : tous ceux qui lisent le dossier ne le voient pas', async () => {
    const { because, body } = await refused(422, 'Règle secrète', { private: true });
    expect(because).toMatch(/^GitHub a répondu 422 ; /);
    expect(body).not.toContain('secrète');
  });
});

describe('un commentaire de l’application', () => {
  afterEach(endNock);
  const at = '/repos/dnum-mi/hub/issues/comments/12';
  const observation = createToyHub().observation();
  const outdated = () => Promise.resolve({ kind: 'outdated' } as const);
  const acting = async (process = aProcess()) => {
    const projects = { propose: () => Promise.resolve(0), mend: () => Promise.resolve(0), report: outdated, run: outdated };
    return performer({ hub: await aHub(), observation, projects, ...process });
  };
  const double = { verb: 'delete-comment', id: 12, expected: 'deux\nfois', why: 'double' } as const;

  const answer = { id: 12, node_id: 'C_12', updated_at: '2026-03-02T09:00:00Z' };
  it.each<[string, Action, (nocked: nock.Scope) => nock.Scope, object]>([
    [
      'un commentaire créé',
      { verb: 'create-comment', body: 'un' },
      (nocked) => nocked.post('/repos/dnum-mi/hub/issues/7/comments').reply(201, answer),
      { kind: 'comment', id: 12, text: textKey('un') },
    ],
    [
      'un commentaire récrit',
      { verb: 'replace-comment', id: 12, body: 'deux', expected: null },
      (nocked) => nocked.patch(at).reply(200, answer),
      { kind: 'comment', id: 12, text: textKey('deux') },
    ],
    [
      'une étiquette posée',
      { verb: 'add-labels', names: ['à voir'] },
      (nocked) => nocked.post('/repos/dnum-mi/hub/issues/7/labels').reply(200, []),
      { kind: 'labeled', label: 'à voir' },
    ],
    [
      'une étiquette retirée',
      { verb: 'remove-label', name: 'attente: projet' },
      (nocked) => nocked.delete('/repos/dnum-mi/hub/issues/7/labels/attente%3A%20projet').reply(200, []),
      { kind: 'unlabeled', label: 'attente: projet' },
    ],
    ['la fermeture', { verb: 'close' }, (nocked) => nocked.patch('/repos/dnum-mi/hub/issues/7').reply(200, {}), { kind: 'closed' }],
  ])('%s est attendu dans la lecture qui suit : une liste en retard ne le fait pas refaire', async (...[, action, answers, expected]) => {
    const process = aProcess();
    const perform = await acting(process);
    answers(nock(api));
    await perform(action);
    expect(process.ownWrites.of(observation.key)).toEqual([expect.objectContaining(expected)]);
  });

  it('une étiquette déjà retirée ne laisse aucun événement : elle n’est pas attendue', async () => {
    const process = aProcess();
    const perform = await acting(process);
    nock(api).delete('/repos/dnum-mi/hub/issues/7/labels/x').reply(404, { message: 'Label does not exist' });
    await perform({ verb: 'remove-label', name: 'x' });
    expect(process.ownWrites.of(observation.key)).toEqual([]);
  });

  it('en double n’est compté guéri que s’il a été retiré', async () => {
    const process = aProcess();
    const perform = await acting(process);
    nock(api).get(at).reply(404, { message: 'Not Found' });
    await perform(double);
    expect(process.incidents.counts()['doubles-healed']).toBe(0);
    nock(api).get(at).reply(200, { body: 'deux\nfois' }).delete(at).reply(204);
    await perform(double);
    expect(process.incidents.counts()['doubles-healed']).toBe(1);
  });

  it('en double s’en va tel qu’il a été lu', async () => {
    const perform = await acting();
    nock(api).get(at).reply(200, { body: 'deux\r\nfois' }).delete(at).reply(204);
    expect(await perform(double)).toEqual({ kind: 'written', writes: 1 });
  });

  it('supprimé par l’application, n’est plus attendu dans les lectures qui suivent ; les autres le restent', async () => {
    const process = aProcess();
    const perform = await acting(process);
    const written = (id: number) => ({ kind: 'comment', id, nodeId: `C_${id}`, text: '', updatedAt: '2026-03-02T09:00:00Z' }) as const;
    for (const id of [11, 12, 13]) process.ownWrites.note(observation.key, written(id));
    nock(api).get(at).reply(200, { body: 'une case cochée' });
    await perform(double);
    expect(process.ownWrites.of(observation.key)).toEqual([11, 12, 13].map(written));
    nock(api).get(at).reply(200, { body: 'deux\nfois' }).delete(at).reply(204);
    await perform(double);
    expect(process.ownWrites.of(observation.key)).toEqual([11, 13].map(written));
  });

  it('qui a servi, et où rien de ce que les gens écrivent n’est lu, s’en va sans être relu', async () => {
    const perform = await acting();
    nock(api).delete(at).reply(204).delete(at).reply(404, { message: 'Not Found' });
    const served = { ...double, expected: null, why: 'served' } as const;
    expect(await perform(served)).toEqual({ kind: 'written', writes: 1 });
    expect(await perform(served)).toEqual({ kind: 'written', writes: 0 });
  });

  it('en double, où quelqu’un vient d’écrire, reste : il faut d’abord le lire', async () => {
    const perform = await acting();
    nock(api).get(at).reply(200, { body: 'une case cochée' });
    expect(await perform(double)).toEqual({ kind: 'outdated' });
  });

  it('en double, déjà parti : c’est fait', async () => {
    const perform = await acting();
    nock(api).get(at).reply(404, { message: 'Not Found' });
    expect(await perform(double)).toEqual({ kind: 'written', writes: 0 });
    nock(api).get(at).reply(200, { body: 'deux\nfois' }).delete(at).reply(404, { message: 'Not Found' });
    expect(await perform(double)).toEqual({ kind: 'written', writes: 0 });
  });

  it('reçoit une réaction ; supprimé entre-temps, il n’en demande plus ; un refus se dit', async () => {
    const perform = await acting();
    const thumb = { verb: 'react', comment: 12, content: '+1' } as const;
    nock(api).post(`${at}/reactions`, { content: '+1' }).reply(201, { id: 1 });
    expect(await perform(thumb)).toEqual({ kind: 'written', writes: 1 });
    nock(api).post(`${at}/reactions`).reply(404, { message: 'Not Found' });
    expect(await perform(thumb)).toEqual({ kind: 'written', writes: 0 });
    nock(api).post(`${at}/reactions`).reply(403, { message: 'Resource not accessible by integration' });
    expect(await perform(thumb)).toMatchObject({ kind: 'refused' });
    nock(api).post(`${at}/reactions`).reply(502, {});
    await expect(perform(thumb)).rejects.toMatchObject({ status: 502 });
  });

  it('supprimé entre-temps n’est pas un refus : le dossier est relu', async () => {
    const perform = await acting();
    nock(api).patch(at).reply(404, { message: 'Not Found' });
    expect(await perform({ verb: 'replace-comment', id: 12, body: 'neuf', expected: null })).toEqual({ kind: 'outdated' });
    nock(api).get(at).reply(404, { message: 'Not Found' });
    expect(await perform({ verb: 'replace-comment', id: 12, body: 'neuf', expected: 'ancien' })).toEqual({ kind: 'outdated' });
  });
});

describe('ce que l’application récrit', () => {
  /** A status that `login` wrote last; how the performer takes its rewriting, once so much was undone in the hour. */
  async function rewriting(login: string) {
    const stage = createToyHub();
    stage.reconcile();
    const [status] = stage.comments();
    if (status === undefined) throw new Error('no status');
    stage.editComment(login, status.id, `${status.body} !`);
    const ours = aProcess();
    const observation = stage.observation();
    for (let time = 0; time < 100; time++) ours.breaker.countAgain(observation.key);
    const none = () => Promise.reject(new Error('not asked'));
    const perform = performer({
      hub: await aHub(),
      observation,
      projects: { propose: none, mend: none, report: none, run: none },
      ...ours,
    });
    return perform({ verb: 'replace-comment', id: status.id, body: status.body, expected: null });
  }

  it('se compte où un autre l’avait changé, et s’arrête s’il n’y a pas de fin', async () => {
    await expect(rewriting('traducteur[bot]')).rejects.toThrow('wrote 100 times what somebody else had changed in an hour');
  });

  it('ne se compte pas où elle avait écrit la dernière', async () => {
    nock(api)
      .patch(/\/issues\/comments\/\d+$/)
      .reply(200, { id: 1, updated_at: '2027-01-04T09:00:00Z' });
    expect(await rewriting('accostage[bot]')).toMatchObject({ kind: 'written' });
  });
});
