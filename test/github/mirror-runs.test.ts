import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Repository } from '../../src/github/octokit.ts';
import { renderWorkflow } from '../../src/mirror/render-workflow.ts';
import { aWorkflow } from '../mirror/workflows.ts';
import { aHub, api, endNock } from './nock.ts';
import { asked, readWhole } from './read-mirror.ts';

let repository: Repository;
beforeEach(async () => {
  repository = { ...(await aHub()), owner: 'org', repo: 'api' };
});
afterEach(endNock);

const at = '/repos/org/api';
const file = `${at}/contents/.github%2Fworkflows%2Fmiroir-cloud-pi-native.yml`;

describe('lire le dernier passage', () => {
  function repositoryAnswers() {
    nock(api).get(at).reply(200, { full_name: 'org/api', html_url: '', archived: false, fork: false, default_branch: 'main' });
    nock(api)
      .get(`${at}/git/ref/heads%2Fmain`)
      .reply(200, { object: { sha: 'abc' } });
    nock(api).get(`${at}/git/ref/heads%2Faccostage%2Fmiroir`).reply(404, { message: 'Not Found' });
    nock(api)
      .get(`${at}/contents/.github%2Fworkflows`)
      .query({ ref: 'main' })
      .reply(200, [{ type: 'file', path: '.github/workflows/miroir-cloud-pi-native.yml', size: 5_000 }]);
    nock(api)
      .get(file)
      .query({ ref: 'main' })
      .reply(200, { type: 'file', encoding: 'base64', content: Buffer.from(renderWorkflow(aWorkflow())).toString('base64') });
    nock(api).get(`${at}/pulls`).query(true).reply(200, []);
    nock(api).get(`${at}/collaborators/lea/permission`).reply(200, { permission: 'write', role_name: 'write' });
  }

  /** A run that failed after one that was cancelled, and the job of it that failed. */
  function failedRun() {
    repositoryAnswers();
    const runs = [
      { id: 10, conclusion: 'cancelled', html_url: '', updated_at: '2027-01-05T09:00:00Z' },
      { id: 9, conclusion: 'failure', html_url: 'https://github.test/run/9', updated_at: '2027-01-04T09:00:00Z' },
    ];
    nock(api).get(`${at}/actions/workflows/miroir-cloud-pi-native.yml/runs`).query(true).reply(200, { workflow_runs: runs });
    nock(api)
      .get(`${at}/actions/runs/9/jobs`)
      .query(true)
      .reply(200, { jobs: [{ id: 90, conclusion: 'failure' }] });
  }

  it('un échec : la cause vient du journal du job, derrière sa redirection', async () => {
    failedRun();
    nock(api).get(`${at}/actions/jobs/90/logs`).reply(302, '', { location: 'https://logs.test/90' });
    nock('https://logs.test')
      .get('/90')
      .reply(200, '2027 ##[error]Miroir OVH : GitLab refuse le jeton (401). [jeton-refuse]\n', { 'content-type': 'text/plain' });
    expect(await readWhole(repository, asked)).toMatchObject({
      file: { transports: { ovh: { kind: 'github-action', runsOn: [] } }, formerTags: false },
      run: { id: 9, succeeded: false, cause: 'jeton-refuse' },
    });
  });

  it.each([
    ['timed_out', 'delai-depasse'],
    ['startup_failure', 'demarrage-impossible'],
  ])('conclusion %s : la cause vient d’elle', async (conclusion, cause) => {
    repositoryAnswers();
    const runs = [{ id: 9, conclusion, html_url: '', updated_at: '2027-01-04T09:00:00Z' }];
    nock(api).get(`${at}/actions/workflows/miroir-cloud-pi-native.yml/runs`).query(true).reply(200, { workflow_runs: runs });
    expect((await readWhole(repository, asked)).run).toMatchObject({ succeeded: false, cause });
  });

  it.each([
    ['{"message":"401 Unauthorized"}', 'jeton-refuse'],
    ['{"message":"404 Project Not Found"}', 'projet-introuvable'],
    ['{"message":{"base":["Reference not found"]}}', 'ref-refusee'],
    ['curl: (6) Could not resolve host: gitlab.example', 'gitlab-injoignable'],
    ['npm ERR!', null],
  ])('le journal du workflow de l’organisation : %s', async (line, cause) => {
    failedRun();
    nock(api).get(`${at}/actions/jobs/90/logs`).reply(200, `2027 ${line}\n`, { 'content-type': 'application/octet-stream' });
    expect((await readWhole(repository, asked)).run).toMatchObject({ cause });
  });

  it('le serveur des journaux est hors d’atteinte : le dossier est suivi, sans la cause', async () => {
    failedRun();
    nock(api).get(`${at}/actions/jobs/90/logs`).reply(302, '', { location: 'https://logs.test/90' });
    nock('https://logs.test').get('/90').replyWithError('connect ECONNREFUSED');
    expect((await readWhole(repository, asked)).run).toMatchObject({ id: 9, log: 'not-yet', cause: null });
  });

  it.each<[string, (log: nock.Interceptor) => unknown]>([
    ['le serveur des journaux est en panne (503)', (log) => log.reply(503, 'Server busy')],
    [
      'le serveur des journaux refuse l’accès, dans une page qui n’est pas de GitHub (403)',
      (log) => log.reply(403, '<?xml version="1.0"?><Error/>'),
    ],
    ['un mandataire demande ses identifiants (407)', (log) => log.reply(407, '')],
    ['la réponse n’arrive pas', (log) => log.replyWithError('socket hang up')],
  ])('%s : le journal n’est pas encore là, ce n’est pas un « non »', async (_, answer) => {
    failedRun();
    nock(api).get(`${at}/actions/jobs/90/logs`).reply(302, '', { location: 'https://logs.test/90' });
    answer(nock('https://logs.test').get('/90'));
    expect((await readWhole(repository, asked)).run).toMatchObject({ id: 9, log: 'not-yet', cause: null });
  });

  it('le journal d’un passage réussi n’arrive pas : le lien de son pipeline non plus, pour l’instant', async () => {
    repositoryAnswers();
    const runs = [{ id: 9, conclusion: 'success', html_url: '', updated_at: '2027-01-04T09:00:00Z' }];
    nock(api).get(`${at}/actions/workflows/miroir-cloud-pi-native.yml/runs`).query(true).reply(200, { workflow_runs: runs });
    nock(api)
      .get(`${at}/actions/runs/9/jobs`)
      .query(true)
      .reply(200, { jobs: [{ id: 90, conclusion: 'success' }] });
    nock(api).get(`${at}/actions/jobs/90/logs`).reply(502, '');
    expect((await readWhole(repository, asked)).run).toMatchObject({ succeeded: true, log: 'not-yet', pipelines: [] });
  });

  it('le journal d’un passage réussi nomme des milliers de pipelines : un par job lu, au plus, pour que le suivi tienne', async () => {
    repositoryAnswers();
    const runs = [{ id: 9, conclusion: 'success', html_url: '', updated_at: '2027-01-04T09:00:00Z' }];
    nock(api).get(`${at}/actions/workflows/miroir-cloud-pi-native.yml/runs`).query(true).reply(200, { workflow_runs: runs });
    const jobs = [90, 91].map((id) => ({ id, conclusion: 'success' }));
    nock(api).get(`${at}/actions/runs/9/jobs`).query(true).reply(200, { jobs });
    const link = (job: number, index: number) => `https://gitlab.exemple/${job}/-/pipelines/${index}`;
    for (const { id } of jobs) {
      const log = Array.from({ length: 2_000 }, (_, index) => `2027 ${link(id, index)}\n`).join('');
      nock(api).get(`${at}/actions/jobs/${id}/logs`).reply(200, log, { 'content-type': 'application/octet-stream' });
    }
    expect((await readWhole(repository, asked)).run).toMatchObject({ succeeded: true, pipelines: [link(90, 1_999), link(91, 1_999)] });
  });

  it.each([403, 404, 410])('le journal ne peut pas être lu (%s) : la cause reste inconnue', async (code) => {
    failedRun();
    nock(api).get(`${at}/actions/jobs/90/logs`).reply(code, { message: 'Non' });
    expect((await readWhole(repository, asked)).run).toMatchObject({ id: 9, log: 'told', cause: null });
  });

  it('un dépôt vide (409)', async () => {
    nock(api).get(at).reply(200, { full_name: 'org/api', html_url: '', archived: false, fork: false, default_branch: 'main' });
    nock(api).get(`${at}/git/ref/heads%2Fmain`).reply(409, { message: 'Git Repository is empty.' });
    nock(api).get(`${at}/pulls`).query(true).reply(200, []);
    nock(api).get(`${at}/collaborators/lea/permission`).reply(404, { message: 'Not Found' });
    expect(await readWhole(repository, asked)).toMatchObject({ defaultBranch: null, namerWrites: 'no' });
  });
});
