import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTeamReaches, type TeamReaches } from '../../src/github/team-reaches.ts';
import { anOpenHub, api, endNock } from './nock.ts';

const team = 'dnum-mi/service-team';
const link = '<a href="https://github.com/orgs/dnum-mi/teams/service-team">@dnum-mi/service-team</a>';
const minute = 60_000;

/** GitHub shows a comment so, once. */
function shows(bodyHTML: string | null): void {
  nock(api)
    .post('/graphql')
    .reply(200, { data: { nodes: [bodyHTML === null ? null : { bodyHTML }] } });
}

function listsMembers(...logins: readonly string[]): void {
  nock(api)
    .get('/orgs/dnum-mi/teams/service-team/members?per_page=3')
    .reply(
      200,
      logins.map((login) => ({ login, type: 'User' })),
    );
}

describe('si le nom de l’équipe la prévient', () => {
  let now = 0;
  let reaches: TeamReaches;
  beforeEach(() => {
    now = 0;
    reaches = createTeamReaches({ elapsed: () => now });
  });
  afterEach(endNock);

  const of = async (comment: string, name = team) => reaches.of(await anOpenHub(), name, comment);

  it('se lit une fois par heure pour tous les dossiers d’un dépôt', async () => {
    shows(link);
    expect(await of('C_1')).toEqual({ kind: 'reached' });
    now = 59 * minute;
    expect(await of('C_2')).toEqual({ kind: 'reached' });
    now = 60 * minute;
    shows('@dnum-mi/service-team');
    listsMembers('camille-st');
    expect(await of('C_3')).toEqual({ kind: 'unreached', members: ['camille-st'] });
  });

  it('se relit dix minutes après un non : un droit accordé ne prévient pas', async () => {
    shows('@dnum-mi/service-team');
    listsMembers('camille-st', 'sacha-st');
    const unreached = { kind: 'unreached', members: ['camille-st', 'sacha-st'] };
    expect(await of('C_1')).toEqual(unreached);
    now = 9 * minute;
    expect(await of('C_2')).toEqual(unreached);
    now = 10 * minute;
    shows(link);
    expect(await of('C_2')).toEqual({ kind: 'reached' });
  });

  it('ne se déduit pas d’un commentaire disparu : le suivant est lu', async () => {
    shows(null);
    expect(await of('C_1')).toEqual({ kind: 'unknown' });
    shows(link);
    expect(await of('C_2')).toEqual({ kind: 'reached' });
  });

  it('d’une autre équipe, se lit à part', async () => {
    shows(link);
    await of('C_1');
    expect(await of('C_1', 'DNUM-MI/Service-Team')).toEqual({ kind: 'reached' });
    shows(link);
    nock(api).get('/orgs/dnum-mi/teams/autre/members?per_page=3').reply(200, []);
    expect(await of('C_1', 'dnum-mi/autre')).toEqual({ kind: 'unreached', members: [] });
  });

  it('n’est retenu de rien où GitHub ne répond pas', async () => {
    nock(api).post('/graphql').times(1).reply(502, 'Bad Gateway');
    await expect(of('C_1')).rejects.toMatchObject({ status: 502 });
    shows(link);
    expect(await of('C_1')).toEqual({ kind: 'reached' });
  });
});
