import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readDossier } from '../../sandbox/emulator/dossier-view.ts';
import { HUB } from '../../sandbox/seed/population.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { startWorld, type World } from './harness/world.ts';

let world: World;
let number: number;
beforeEach(async () => {
  world = await startWorld({ projects: 'filled', startApp: startAccostage({ sweepIntervalMs: 15 * 60_000 }) });
  number = await world.as('lea-martin').submitForm({ title: 'Projet', body: aBody() });
  await world.rest();
  world.github.requests.clear();
});
afterEach(() => world.close());

const writes = () =>
  world.github.requests
    .of('installation')
    .filter(({ method, path }) => method !== 'GET' && path.startsWith('/repos/'))
    .map(({ method, path }) => `${method} ${path}`);

const sweep = async () => {
  world.advance({ minutes: 15 });
  await world.settle();
};

describe('ce qui arrive à un ticket et ne change rien au dossier', () => {
  it('n’écrit rien', async () => {
    const [owner = '', name = ''] = HUB.split('/');
    const asked = await world.as('nadia-dnum').call({ method: 'GET', path: `/repos/${HUB}` });
    const { id } = z.object({ id: z.number() }).parse(asked);
    for (const action of ['typed', 'untyped', 'pinned', 'unpinned', 'milestoned', 'demilestoned', 'locked', 'unlocked'])
      world.github.relay.send('issues', {
        action,
        issue: { number },
        repository: { id, name, owner: { login: owner }, default_branch: 'main' },
        sender: { id: 999_999, login: 'nadia-dnum' },
      });
    await world.settle();
    await sweep();
    expect(writes()).toEqual([]);
  });
});

describe('un titre de 256 caractères, avec ce que Markdown, HTML et les mentions font', () => {
  it('est écrit sans rien mentionner ni casser', async () => {
    const odd = '<img src=x onerror=alert(1)> @camille-st | `code` [lien](https://evil.example) #1 \u202Eretourné\u0000 ';
    const title = `${odd}${'é'.repeat(256 - odd.length)}`.replaceAll('\u0000', '');
    await world.as('lea-martin').call({ method: 'PATCH', path: `/repos/${HUB}/issues/${number}`, body: { title } });
    await world.as('lea-martin').comment(number, '/statut');
    await sweep();
    const { comments } = await readDossier(world.github.url, { repository: HUB, number, reader: 'nadia-dnum' });
    const own = comments
      .filter(({ author }) => author.endsWith('[bot]'))
      .map(({ body }) => body)
      .join('\n');
    expect(own).not.toMatch(/<img|onerror|evil\.example|\u202E/u);
  });
});

describe('le dépôt d’accompagnement', () => {
  const change = async (body: object) => {
    await world.as('nadia-dnum').call({ method: 'PATCH', path: `/repos/${HUB}`, body });
    await world.settle();
  };

  it('rendu privé, puis public : rien ne change dans les dossiers, qui sont suivis tout du long', async () => {
    await change({ private: true });
    await sweep();
    expect(writes()).toEqual([]);
    await world.as('camille-st').comment(number, '/statut');
    await sweep();
    const told = writes();
    expect(told.length).toBeGreaterThan(0);
    await change({ private: false });
    await sweep();
    expect(writes()).toEqual(told);
  });

  it('archivé, puis désarchivé : ce qui a été écrit juste avant a sa réponse au retour', async () => {
    await world.as('lea-martin').comment(number, '/aide');
    await change({ archived: true });
    await sweep();
    await change({ archived: false });
    await sweep();
    await sweep();
    expect(writes().filter((one) => one.startsWith('POST') && one.endsWith('/comments'))).toHaveLength(1);
  });
});
