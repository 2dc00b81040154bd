import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PullText } from '../../src/dossier/mirror/repository-reading.ts';
import type { Repository } from '../../src/github/octokit.ts';
import { markText, readPullText } from '../../src/github/pull-text.ts';
import { renderWorkflow } from '../../src/mirror/render-workflow.ts';
import { digest } from '../../src/words/digest.ts';
import { fileTo } from '../dossier/a-repository.ts';
import { aWorkflow } from '../mirror/workflows.ts';
import { aHub, api, endNock } from './nock.ts';
import { dossier, proposeIn, wanted } from './wanted-mirror.ts';

let repository: Repository;
beforeEach(async () => {
  repository = { ...(await aHub()), owner: 'org', repo: 'api' };
});
afterEach(endNock);
const at = '/repos/org/api';

describe('la branche par défaut est devenue une autre que celle où elle va', () => {
  const pull = {
    number: 3,
    url: '',
    base: 'master',
    head: 'abc',
    state: 'open',
    openedAt: '2027-01-04T08:00:00Z',
    endedAt: null,
  } as const;
  const branch = { sha: 'abc', foreign: false, file: { ...fileTo('ovh'), text: renderWorkflow(aWorkflow()) } };
  const now = { title: 'ci: synchroniser ce dépôt vers OVH', body: 'texte' };
  const proposed = (pullText: PullText) => proposeIn(repository, wanted({ pull, pullOf: dossier, branch, pullText }));

  it('envoyée là par l’application, elle y va, et sa marque le dit', async () => {
    const written: { body: string; title: string; base: string }[] = [];
    nock(api)
      .patch(`${at}/pulls/3`, (body: { body: string; title: string; base: string }) => {
        written.push(body);
        return true;
      })
      .times(2)
      .reply(200, {});
    await proposed(readPullText({ ...now, body: markText(now, 'master') }));
    const [last] = written.slice(-1);
    expect(last).toMatchObject({ base: 'main' });
    expect(readPullText(last ?? now)).toMatchObject({ edited: false, base: digest('main') });
  });

  it('d’une version qui ne marquait pas où elle l’envoyait, elle y va, comme avant', async () => {
    const former = markText(now, 'master').replace(` ${digest('master')} -->`, ' -->');
    nock(api).patch(`${at}/pulls/3`, { base: 'main' }).reply(200, {});
    expect(await proposed({ ...readPullText({ ...now, body: former }), edited: true })).toBe(1);
  });

  it('dont le texte est celui de l’équipe, elle y va aussi, sans lui', async () => {
    nock(api).patch(`${at}/pulls/3`, { base: 'main' }).reply(200, {});
    expect(await proposed({ ...readPullText({ ...now, body: markText(now, 'master') }), edited: true })).toBe(1);
  });

  it.each<readonly [string, PullText]>([
    ['envoyée ailleurs par l’équipe', { ...readPullText({ ...now, body: markText(now, 'main') }), edited: true }],
    ['dont on ne sait plus qui l’y a envoyée', { written: null, edited: true, base: null }],
  ])('%s, elle y reste', async (_, pullText) => {
    expect(await proposed(pullText)).toBe(0);
  });
});
