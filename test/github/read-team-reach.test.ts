import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Repository } from '../../src/github/octokit.ts';
import { readTeamReach } from '../../src/github/read-team-reach.ts';
import { HUB } from '../../sandbox/seed/population.ts';
import { hubOf } from './embedded-hub.ts';
import { aGitHub, type TestGitHub } from '../sandbox/a-github.ts';

let world: TestGitHub;
let hub: Repository;
const written = z.object({ node_id: z.string(), id: z.number() });

beforeEach(async () => {
  world = await aGitHub();
  hub = await hubOf(world);
  await world.call('lea-martin', `POST /repos/${HUB}/issues`, { title: 'Dossier', body: 'texte' });
});
afterEach(() => world.github.close());

async function comment(body: string) {
  return written.parse((await world.call(await world.appToken(), `POST /repos/${HUB}/issues/1/comments`, { body })).json);
}

async function reachOf(team: string, body: string) {
  const { node_id: nodeId } = await comment(body);
  return readTeamReach({ hub, access: () => Promise.resolve(hub) }, team, nodeId);
}

describe('le nom d’une équipe dans un commentaire', () => {
  it('prévient une équipe qui existe, quelle que soit la casse', async () => {
    expect(await reachOf('dnum-mi/service-team', 'Bonjour @dnum-mi/service-team,')).toEqual({ kind: 'reached' });
    expect(await reachOf('DNUM-MI/Service-Team', 'Bonjour @dnum-mi/service-team,')).toEqual({ kind: 'reached' });
  });

  it('ne prévient personne là où elle n’existe pas', async () => {
    expect(await reachOf('dnum-mi/equipe-inconnue', 'Bonjour @dnum-mi/equipe-inconnue,')).toEqual({ kind: 'unreached', members: [] });
  });

  it('ne prévient personne là où elle est secrète ; l’application connaît ses membres', async () => {
    const owners = z.object({ login: z.string() }).array();
    const [admin] = owners.parse((await world.call('camille-st', 'GET /orgs/dnum-mi/members?role=admin')).json);
    await world.call(admin?.login ?? '', 'PATCH /orgs/dnum-mi/teams/service-team', { privacy: 'secret' });
    const reach = await reachOf('dnum-mi/service-team', 'Bonjour @dnum-mi/service-team,');
    expect(reach).toEqual({ kind: 'unreached', members: expect.arrayContaining(['camille-st', 'sacha-st']) });
  });

  it('dans un commentaire disparu : on ne sait pas', async () => {
    const { node_id: nodeId, id } = await comment('Bonjour @dnum-mi/service-team,');
    await world.call('camille-st', `DELETE /repos/${HUB}/issues/comments/${id}`);
    expect(await readTeamReach({ hub, access: () => Promise.resolve(hub) }, 'dnum-mi/service-team', nodeId)).toEqual({ kind: 'unknown' });
  });
});
