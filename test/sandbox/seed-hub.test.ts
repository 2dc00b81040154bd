import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { HUB } from '../../sandbox/seed/population.ts';
import { projectFiles } from '../../sandbox/seed/project-files.ts';
import { seedHub, seedProjects } from '../../sandbox/seed/seed-hub.ts';
import { aGitHub, type TestGitHub } from './a-github.ts';
import { readShipped, shippedForm } from '../../src/defaults.ts';

const form = 'name: Embarquement\nlabels: [accompagnement]\nbody: []\n';
const file = z.object({ content: z.string() });

let world: TestGitHub;

beforeEach(async () => {
  world = await aGitHub();
});
afterEach(() => world.github.close());

async function read(repository: string, path: string): Promise<string | null> {
  const reply = await world.call('ines-caron', `GET /repos/${repository}/contents/${path}`);
  return reply.status === 404 ? null : Buffer.from(file.parse(reply.json).content, 'base64').toString('utf8');
}

describe('le dépôt d’accompagnement', () => {
  it('reçoit le formulaire et une configuration qui nomme la Service Team', async () => {
    await seedHub(world.github, { form });
    expect(await read(HUB, '.github/ISSUE_TEMPLATE/embarquement.yml')).toBe(form);
    expect(parse((await read(HUB, '.github/accostage.yml')) ?? '')).toEqual({
      version: 1,
      serviceTeam: { team: 'dnum-mi/service-team' },
    });
  });

  it('prend une autre configuration, ou aucune', async () => {
    await seedHub(world.github, { form, configuration: null });
    expect(await read(HUB, '.github/accostage.yml')).toBeNull();
    await seedHub(world.github, { form, configuration: 'version: 1\n' });
    expect(await read(HUB, '.github/accostage.yml')).toBe('version: 1\n');
  });

  it('donne au dossier envoyé par le formulaire l’étiquette du formulaire, au nom de son auteur', async () => {
    await seedHub(world.github, { form });
    const sent = await world.call('paul-visiteur', `POST /${HUB}/issues`, { form: 'embarquement.yml', title: 'Dossier', body: 'texte' });
    expect(sent).toMatchObject({ status: 201, json: { number: 1 } });
    expect((await world.call('paul-visiteur', `GET /repos/${HUB}/issues/1`)).json).toMatchObject({ labels: [{ name: 'accompagnement' }] });
    const { json } = await world.call('paul-visiteur', `GET /repos/${HUB}/issues/1/events`);
    expect(json).toContainEqual(expect.objectContaining({ event: 'labeled', actor: expect.objectContaining({ login: 'paul-visiteur' }) }));
    expect((await world.call('paul-visiteur', `POST /${HUB}/issues`, { form: 'absent.yml', title: 'x', body: '' })).status).toBe(422);
  });

  it('écrit les questions du formulaire envoyé sans réponse', async () => {
    await seedHub(world.github, { form: readShipped(shippedForm) });
    await world.call('paul-visiteur', `POST /${HUB}/issues`, { form: 'embarquement.yml', title: 'Dossier', body: '' });
    expect((await world.call('paul-visiteur', `GET /repos/${HUB}/issues/1`)).json).toMatchObject({
      body: expect.stringContaining('### Nom du projet\n\n_No response_'),
    });
  });
});

describe('les dépôts des projets', () => {
  it('reçoivent tous leurs fichiers, octet pour octet', async () => {
    await seedProjects(world.github);
    for (const [repository, { files }] of Object.entries(projectFiles)) {
      for (const [path, content] of Object.entries(files)) expect(await read(repository, path), `${repository} ${path}`).toBe(content);
    }
  });

  it('contiennent du YAML et du JSON lisibles', () => {
    const all = Object.values(projectFiles).flatMap(({ files }) => Object.entries(files));
    for (const [, content] of all.filter(([path]) => /\.(ya?ml|json)$/.test(path))) expect(parse(content)).toBeTypeOf('object');
  });
});
