import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HubAccess } from '../../src/github/octokit.ts';
import { confirmRight, readReadingRight, readServiceTeamRight, readWriteRightAt, RightLost } from '../../src/github/rights.ts';
import { anOpenHub, api, endNock } from './nock.ts';

let hub: HubAccess;
beforeEach(async () => {
  hub = await anOpenHub();
});
afterEach(endNock);

const membership = '/orgs/dnum-mi/teams/service-team/memberships/camille';
const team = '/orgs/dnum-mi/teams/service-team';
const permission = '/repos/dnum-mi/hub/collaborators/camille/permission';
const byTeam = { team: 'dnum-mi/service-team' };
const byPermission = { permission: 'write' } as const;

describe('par l’équipe', () => {
  it.each([
    ['membre', 200, { state: 'active' }, null, 'yes'],
    ['invité qui n’a pas encore accepté', 200, { state: 'pending' }, null, 'no'],
    ['hors de l’équipe, que l’application voit', 404, { message: 'Not Found' }, 200, 'no'],
    ['équipe invisible de l’application', 404, { message: 'Not Found' }, 404, 'unverified'],
    ['permission « members » absente', 403, { message: 'Resource not accessible by integration' }, null, 'unverified'],
  ])('%s', async (...[, status, body, teamStatus, answer]) => {
    nock(api).get(membership).reply(status, body);
    if (teamStatus !== null)
      nock(api)
        .get(team)
        .reply(teamStatus, teamStatus === 200 ? {} : { message: 'Not Found' });
    expect((await readServiceTeamRight(hub, byTeam, 'camille')).answer).toBe(answer);
  });

  it('une réponse invérifiable dit quoi accorder', async () => {
    nock(api).get(membership).reply(403, { message: 'Forbidden' });
    expect(await readServiceTeamRight(hub, byTeam, 'camille')).toMatchObject({
      answer: 'unverified',
      grant: expect.stringContaining('Members: read'),
    });
  });
});

describe('par la permission sur le dépôt', () => {
  it.each([
    ['admin', 'admin', 'yes'],
    ['maintain', 'write', 'yes'],
    ['write', 'write', 'yes'],
    ['triage', 'read', 'no'],
    ['read', 'read', 'no'],
    ['none', 'none', 'no'],
    ['un rôle propre à l’organisation, bâti sur write', 'write', 'yes'],
    ['un rôle propre à l’organisation, bâti sur read', 'read', 'no'],
  ])('%s', async (role_name, legacy, answer) => {
    nock(api).get(permission).reply(200, { role_name, permission: legacy });
    expect((await readServiceTeamRight(hub, byPermission, 'camille')).answer).toBe(answer);
  });

  it('personne inconnue du dépôt', async () => {
    nock(api).get(permission).reply(404, { message: 'Not Found' });
    expect((await readServiceTeamRight(hub, byPermission, 'camille')).answer).toBe('no');
  });
});

describe('par l’un ou l’autre', () => {
  it('un oui suffit, même si l’autre est invérifiable', async () => {
    nock(api).get(membership).reply(403, { message: 'Forbidden' });
    nock(api).get(permission).reply(200, { role_name: 'write', permission: 'write' });
    expect((await readServiceTeamRight(hub, { ...byTeam, ...byPermission }, 'camille')).answer).toBe('yes');
  });

  it('un non et un invérifiable : invérifiable', async () => {
    nock(api).get(membership).reply(403, { message: 'Forbidden' });
    nock(api).get(permission).reply(200, { role_name: 'read', permission: 'read' });
    expect((await readServiceTeamRight(hub, { ...byTeam, ...byPermission }, 'camille')).answer).toBe('unverified');
  });

  it.each([
    ['panne', 500, {}],
    ['panne en chemin', 502, '<html></html>'],
    ['identifiants refusés', 401, { message: 'Bad credentials' }],
    ['installation suspendue', 403, { message: 'This installation has been suspended' }],
    ['page d’un mandataire', 200, '<html></html>'],
  ])('%s : ni non, ni invérifiable ; l’erreur remonte, la file attendra', async (_, status, body) => {
    nock(api).get(membership).reply(status, body);
    await expect(readServiceTeamRight(hub, byTeam, 'camille')).rejects.toBeInstanceOf(Error);
  });

  it('une limite de débit n’est pas un refus : l’erreur remonte, la file attendra', async () => {
    nock(api)
      .get(membership)
      .reply(403, { message: 'API rate limit exceeded' }, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '9999999999' });
    await expect(readServiceTeamRight(hub, byTeam, 'camille')).rejects.toMatchObject({ status: 403 });
  });
});

describe('le droit sur lequel repose une écriture', () => {
  it.each([
    [5, true],
    [6, false],
  ])('dépôt autorisé sous le numéro 5, et qui a le numéro %i : %s', async (id, holds) => {
    nock(api).get('/repos/dnum-mi/hub').reply(200, { id });
    const lost: unknown = await confirmRight(hub.hub, { authorised: 5 }).catch((error: unknown) => error);
    expect(lost instanceof RightLost).toBe(!holds);
  });

  it.each([
    ['peut écrire', 200, 'write', true],
    ['ne peut que lire', 200, 'read', false],
    ['n’est plus connu du dépôt', 404, null, false],
    ['a un droit que GitHub refuse de dire', 403, null, false],
  ])('un compte qui %s', async (...[, status, role, holds]) => {
    nock(api)
      .get(permission)
      .reply(status, role === null ? { message: 'Forbidden' } : { role_name: role, permission: role });
    const lost: unknown = await confirmRight(hub.hub, { login: 'camille', id: null }).catch((error: unknown) => error);
    expect(lost instanceof RightLost).toBe(!holds);
  });

  const byId = '/user/7';
  const mayWrite = (id: number) => ({ role_name: 'write', permission: 'write', user: { id } });

  it.each([
    ['le porte toujours', () => nock(api).get(permission).reply(200, mayWrite(7)), true],
    [
      'porte un autre nom, que personne n’a repris',
      () => {
        nock(api).get(permission).reply(404, { message: 'Not Found' });
        nock(api).get(byId).reply(200, { id: 7, login: 'camille-d' });
        nock(api).get('/repos/dnum-mi/hub/collaborators/camille-d/permission').reply(200, mayWrite(7));
      },
      true,
    ],
    [
      'porte un autre nom, et n’a aucun droit ; qui a repris le sien en a un',
      () => {
        nock(api).get(permission).reply(200, mayWrite(8));
        nock(api).get(byId).reply(200, { id: 7, login: 'camille-d' });
        nock(api)
          .get('/repos/dnum-mi/hub/collaborators/camille-d/permission')
          .reply(200, { role_name: 'read', permission: 'read', user: { id: 7 } });
      },
      false,
    ],
    [
      'n’existe plus ; qui a repris son nom a un droit',
      () => {
        nock(api).get(permission).reply(200, mayWrite(8));
        nock(api).get(byId).reply(404, { message: 'Not Found' });
      },
      false,
    ],
    [
      'porte son nom, et GitHub ne dit pas de quel compte est le droit',
      () => {
        nock(api).get(permission).twice().reply(200, { role_name: 'write', permission: 'write', user: null });
        nock(api).get(byId).reply(200, { id: 7, login: 'camille' });
      },
      true,
    ],
  ])('est celui du compte qui a ce numéro : il %s', async (_, answers, holds) => {
    answers();
    const lost: unknown = await confirmRight(hub.hub, { login: 'camille', id: 7 }).catch((error: unknown) => error);
    expect(lost instanceof RightLost).toBe(!holds);
    expect(nock.isDone()).toBe(true);
  });

  it('un dépôt où l’application n’est pas ne donne aucun droit', async () => {
    const installations = { repository: () => Promise.resolve(null) };
    expect(await readWriteRightAt(installations, { owner: 'dnum-mi', repo: 'hub' }, { login: 'camille', id: null })).toBe('no');
  });
});

describe('le droit de lire', () => {
  it.each([
    ['le même compte', { id: 7 }, 'yes'],
    ['un autre compte, qui a pris son nom', { id: 8 }, 'no'],
    ['un compte que GitHub ne dit pas', null, 'no'],
  ])('%s', async (_, user, answer) => {
    nock(api).get(permission).reply(200, { role_name: 'read', permission: 'read', user });
    expect((await readReadingRight(hub.hub, { id: 7, login: 'camille' })).answer).toBe(answer);
  });
});
