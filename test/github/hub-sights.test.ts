import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDefaults } from '../../src/defaults.ts';
import { createHubIds, type HubIds } from '../../src/github/hub-ids.ts';
import { createHubSights } from '../../src/github/hub-sights.ts';
import type { HubAccess } from '../../src/github/octokit.ts';
import { alone } from '../../src/queue/facts.ts';
import { hubKey, repositoryNamed } from '../../src/words/key.ts';
import { anOpenHub, api, endNock } from './nock.ts';

const key = hubKey(repositoryNamed('dnum-mi/hub'));
const lea = { id: 12, login: 'lea-martin' };
const path = '/repos/dnum-mi/hub/collaborators/lea-martin/permission';
const permission = (role: string, id = 12) => ({ role_name: role, permission: role, user: { id, login: 'lea-martin' } });

let hub: HubAccess;
let hubIds: HubIds;
let elapsed = 0;
beforeEach(async () => {
  hub = await anOpenHub();
  hubIds = createHubIds({ clock: { elapsed: () => 0 }, facts: alone, hubs: [key] });
  // What an ask of who may read it leads to.
  nock(api).persist().get('/repos/dnum-mi/hub').optionally().reply(200, { id: 5 });
});
afterEach(endNock);

/** How the hub is seen; `setup` null where none is good. */
function sights({
  installed = true,
  setup = readDefaults(),
}: { installed?: boolean; setup?: ReturnType<typeof readDefaults> | null } = {}) {
  return createHubSights({
    installations: { hub: () => Promise.resolve(installed ? hub : null) },
    registry: { keys: [key], setupOf: () => Promise.resolve(setup) },
    hubIds,
    clock: { elapsed: () => elapsed },
  });
}

const sightOf = async (ask: ReturnType<typeof sights>) => (await ask(lea)).get(key);

describe('comment une personne voit un dépôt d’accompagnement', () => {
  it.each([
    ['qui y écrit est de la Service Team', 'write', 'whole'],
    ['qui le lit en est un lecteur', 'read', 'reader'],
    ['qui ne le lit pas n’en voit rien', 'none', 'none'],
  ])('%s', async (_, role, sight) => {
    nock(api)
      .get(path)
      .times(role === 'none' ? 1 : 2)
      .reply(200, permission(role));
    expect(await sightOf(sights())).toBe(sight);
  });

  it('si ses lecteurs voient tout, personne n’est cherché dans la Service Team', async () => {
    nock(api).get(path).reply(200, permission('read'));
    const defaults = readDefaults();
    const setup = {
      ...defaults,
      procedure: { ...defaults.procedure, portfolio: { ...defaults.procedure.portfolio, audience: 'readers' as const } },
    };
    expect(await sightOf(sights({ setup }))).toBe('whole');
  });

  it('un nom passé à un autre compte n’est plus celui de la personne connectée', async () => {
    nock(api).get(path).reply(200, permission('admin', 99));
    expect(await sightOf(sights())).toBe('none');
  });

  it('un compte que GitHub ne connaît pas, ou un dépôt perdu : rien', async () => {
    nock(api).get(path).reply(404, { message: 'Not Found' });
    expect(await sightOf(sights())).toBe('none');
    expect(await sightOf(sights({ installed: false }))).toBe('none');
  });

  it('un autre dépôt a pris son nom : même qui l’administre n’en voit rien', async () => {
    hubIds.isIt(key, 4);
    nock(api).get(path).reply(200, permission('admin'));
    expect(await sightOf(sights())).toBe('none');
  });

  it('sans configuration valable, nul n’y est de la Service Team', async () => {
    nock(api).get(path).reply(200, permission('admin'));
    expect(await sightOf(sights({ setup: null }))).toBe('reader');
  });
});

describe('ce qui échoue un moment', () => {
  it.each([
    ['une panne', 503, { message: 'x' }],
    ['une limite', 429, { message: 'API rate limit exceeded' }],
    ['un jeton refusé', 401, { message: 'Bad credentials' }],
    ['une installation suspendue', 403, { message: 'This installation has been suspended' }],
  ])('%s : ni oui, ni non, et GitHub n’est pas redemandé dans les trente secondes', async (_, status, body) => {
    const ask = sights();
    nock(api).get(path).reply(status, body);
    expect(await sightOf(ask)).toBe('unsure');
    elapsed += 29_999;
    expect(await sightOf(ask)).toBe('unsure');
    elapsed += 1;
    nock(api).get(path).times(2).reply(200, permission('write'));
    expect(await sightOf(ask)).toBe('whole');
  });

  it('n’efface pas un oui avant ses cinq minutes, et ne le prolonge pas', async () => {
    const ask = sights();
    nock(api).get(path).times(2).reply(200, permission('write'));
    expect(await sightOf(ask)).toBe('whole');
    elapsed += 299_999;
    expect(await sightOf(ask)).toBe('whole');
    elapsed += 1;
    nock(api).get(path).reply(503, {});
    expect(await sightOf(ask)).toBe('unsure');
  });

  it('plusieurs pages à la fois ne demandent qu’une fois', async () => {
    const ask = sights();
    nock(api).get(path).times(2).reply(200, permission('write'));
    expect(await Promise.all([sightOf(ask), sightOf(ask), sightOf(ask)])).toEqual(['whole', 'whole', 'whole']);
  });
});
