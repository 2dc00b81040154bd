import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Octokit } from '@octokit/rest';
import { z } from 'zod';
import type { AppIdentity } from '../../src/github/identity.ts';
import type { Repository } from '../../src/github/octokit.ts';
import { readNow } from '../../src/github/observe.ts';
import { createOwnWrites } from '../../src/github/own-writes.ts';
import { readBodyHistory } from '../../src/github/read-body-history.ts';
import { readDossier } from '../../src/github/read-dossier.ts';
import { StaleRead } from '../../src/github/fresh-reading.ts';
import { readRevisions } from '../../src/github/read-revisions.ts';
import { withMarker } from '../../src/render/marker.ts';
import { HUB } from '../../sandbox/seed/population.ts';
import { goodAnswers } from '../../sandbox/seed/good-answers.ts';
import { readDefaults } from '../../src/defaults.ts';
import { renderAnswers } from '../../src/form/render-answers.ts';
import { dossierKey } from '../../src/words/key.ts';
import { appOf, hubOf } from './embedded-hub.ts';
import { aGitHub, type TestGitHub } from '../sandbox/a-github.ts';

let world: TestGitHub;
let hub: Repository;
let app: string;
let identity: AppIdentity;

beforeEach(async () => {
  world = await aGitHub();
  hub = await hubOf(world);
  app = await world.appToken();
  identity = await appOf(world);
  await as('lea-martin', 'POST /issues', { title: 'Dossier', body: 'texte' });
  world.github.requests.clear();
});
afterEach(() => world.github.close());

const as = async (who: string, line: string, body?: object) => {
  const [method, path] = line.split(' ');
  return (await world.call(who, `${method} /repos/${HUB}${path}`, body)).json;
};
const written = z.object({ id: z.number(), node_id: z.string() });
const comment = async (who: string, body: string) => written.parse(await as(who, 'POST /issues/1/comments', { body }));
const read = (number = 1) => readDossier(hub, number, identity);
const readWhole = async () => {
  const found = await read();
  if (typeof found === 'string') throw new Error(found);
  return found;
};
const calls = () => world.github.requests.of('installation').map(({ method, path }) => `${method} ${path}`);

describe('un dossier', () => {
  it('se lit en un appel : dossier, auteurs, étiquettes, événements, commentaires et qui les a modifiés', async () => {
    await as('camille-st', 'POST /issues/1/labels', { labels: ['accompagnement'] });
    await as('camille-st', 'POST /issues/1/assignees', { assignees: ['sacha-st'] });
    const said = await comment('lea-martin', 'Bonjour');
    const status = await comment(app, withMarker('status', 'suivi'));
    await as('camille-st', `PATCH /issues/comments/${said.id}`, { body: 'Bonsoir' });
    await as(app, `PATCH /issues/comments/${status.id}`, { body: withMarker('status', 'suivi 2') });
    await as('camille-st', 'PATCH /issues/1', { body: 'texte corrigé' });
    world.github.requests.clear();
    const dossier = await read();
    expect(calls()).toEqual(['POST /graphql']);
    expect(dossier).toMatchObject({
      repository: { id: expect.any(Number), private: false },
      issue: {
        number: 1,
        title: 'Dossier',
        body: 'texte corrigé',
        open: true,
        labels: ['accompagnement'],
        assignees: [{ login: 'sacha-st', id: expect.any(Number) }],
        author: { login: 'lea-martin', id: expect.any(Number), bot: false },
        editor: { answer: 'known', account: { login: 'camille-st' } },
        lastEditedAt: expect.stringMatching(/Z$/),
      },
      events: [{ kind: 'labeled', label: 'accompagnement', actor: { login: 'camille-st' } }],
      comments: [
        { id: said.id, nodeId: said.node_id, slot: null, editor: { answer: 'known', account: { login: 'camille-st' } } },
        { id: status.id, slot: 'status', author: { login: 'accostage[bot]', bot: true }, editor: { account: { login: 'accostage[bot]' } } },
      ],
    });
  });

  it('dit les réactions de l’application, et d’elle seule', async () => {
    const mine = await comment('lea-martin', '/aide');
    const other = await comment('lea-martin', '/statut');
    await as(app, `POST /issues/comments/${mine.id}/reactions`, { content: '+1' });
    await as(app, `POST /issues/comments/${mine.id}/reactions`, { content: 'heart' });
    await as('camille-st', `POST /issues/comments/${other.id}/reactions`, { content: 'confused' });
    expect(await read()).toMatchObject({ comments: [{ reactions: ['+1'] }, { reactions: [] }] });
  });

  it('dit qui d’autre a réagi', async () => {
    const asked = await comment('lea-martin', 'Que veut dire DR ?');
    await as(app, `POST /issues/comments/${asked.id}/reactions`, { content: 'eyes' });
    await as('camille-st', `POST /issues/comments/${asked.id}/reactions`, { content: '+1' });
    expect(await read()).toMatchObject({ comments: [{ reactedBy: [{ login: 'camille-st', bot: false, id: expect.any(Number) }] }] });
  });

  it('masqué par quelqu’un l’est, puis ne l’est plus', async () => {
    const { node_id } = await comment('lea-martin', 'Bonjour');
    world.github.comments.hide(node_id);
    expect(await read()).toMatchObject({ comments: [{ hidden: true }] });
    world.github.comments.show(node_id);
    expect(await read()).toMatchObject({ comments: [{ hidden: false }] });
  });

  it('que nul n’a modifié n’a pas de modificateur', async () => {
    await comment('lea-martin', 'Bonjour');
    expect(await read()).toMatchObject({
      issue: { editor: { answer: 'nobody' }, lastEditedAt: null },
      comments: [{ editor: { answer: 'nobody' } }],
    });
  });

  it('dont l’auteur et le modificateur n’existent plus : ni l’un ni l’autre n’est quelqu’un', async () => {
    await as('camille-st', 'PATCH /issues/1', { body: 'autre' });
    for (const login of ['lea-martin', 'camille-st']) world.github.deleteAccount(login);
    expect(await read()).toMatchObject({ issue: { author: { login: 'ghost', id: null, bot: false }, editor: { answer: 'unverified' } } });
  });

  it('supprimé, transféré ou inconnu, il n’y en a plus', async () => {
    await world.github.transferIssue({ repository: HUB, number: 1 }, { repository: HUB, by: 'nadia-dnum' });
    expect(await read(1)).toBe('absent');
    await world.github.deleteIssue({ repository: HUB, number: 2 }, 'nadia-dnum');
    expect(await read(2)).toBe('absent');
    expect(await read(99)).toBe('absent');
  });

  it('où les tickets sont désactivés, ou que GitHub ne montre pas, aucun n’est dit supprimé', async () => {
    await as('nadia-dnum', 'PATCH ', { has_issues: false });
    expect(await read()).toBe('shut');
    await as('nadia-dnum', 'PATCH ', { has_issues: true });
    expect(await readWhole()).toMatchObject({ issue: { number: 1 } });
    expect(await readDossier({ ...hub, repo: 'nulle-part' }, 1, identity)).toBe('shut');
  });

  it('une pull request n’en est pas un', async () => {
    const { number } = z
      .object({ number: z.number() })
      .parse(await as('camille-st', 'POST /pulls', { title: 'x', head: 'autre', base: 'main' }));
    expect(await read(number)).toBe('absent');
  });
});

describe('au-delà de cent', () => {
  it('les commentaires sont tous lus, dans l’ordre', async () => {
    for (let index = 0; index < 203; index += 1) await comment('lea-martin', `n° ${index}`);
    world.github.requests.clear();
    const dossier = await readWhole();
    expect(dossier.comments.map(({ body }) => body)).toEqual(Array.from({ length: 203 }, (_, index) => `n° ${index}`));
    expect(calls()).toHaveLength(3);
  });

  it('les événements aussi, et deux d’une même seconde gardent leur ordre', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `étiquette ${index}`);
    await as('camille-st', 'POST /issues/1/labels', { labels: names });
    for (const name of names) await as('camille-st', `DELETE /issues/1/labels/${encodeURIComponent(name)}`);
    const dossier = await readWhole();
    expect(dossier.events.map((event) => ('label' in event ? `${event.kind} ${event.label}` : event.kind))).toEqual([
      ...names.map((name) => `labeled ${name}`),
      ...names.map((name) => `unlabeled ${name}`),
    ]);
    expect(new Set(dossier.events.map(({ at }) => at)).size).toBeLessThan(120);
  });
});

describe('l’histoire du corps', () => {
  const setup = readDefaults();
  const history = async () => readBodyHistory(hub.octokit, (await readWhole()).issue.nodeId, setup);
  const declaring = (name: string, more = '') =>
    `${renderAnswers(setup.form, { ...goodAnswers, 'depots-applicatifs': name, 'depots-infra': name })}${more}`;

  it('jamais modifié, il n’en a pas', async () => {
    expect(await history()).toEqual([]);
  });

  it('va de la dernière version à la création, avec les dépôts de chacune ; une version retirée n’en dit aucun, un compte supprimé n’est personne', async () => {
    await as('camille-st', 'PATCH /issues/1', { body: declaring('demat-permis/deux') });
    await as('lea-martin', 'PATCH /issues/1', { body: declaring('Demat-Permis/Trois') });
    const { node_id } = written.parse(await as(app, 'GET /issues/1'));
    world.github.deleteRevision(node_id, 1, 'camille-st');
    world.github.deleteAccount('camille-st');
    const lea = { login: 'lea-martin', id: expect.any(Number), bot: false };
    expect(await history()).toEqual([
      { editor: lea, names: ['demat-permis/trois'] },
      { editor: null, names: null },
      { editor: lea, names: [] },
    ]);
  });

  it('longue, elle se lit sur plusieurs pages, et à part', async () => {
    const filler = `\n\n${'texte '.repeat(200)}`;
    for (let index = 1; index <= 120; index += 1) await as('lea-martin', 'PATCH /issues/1', { body: declaring(`org/v${index}`, filler) });
    const revisions = await history();
    expect(revisions).toHaveLength(121);
    expect([revisions[0]?.names, revisions.at(-1)?.names]).toEqual([['org/v120'], []]);
  });
});

const history = z.object({
  data: z.object({ node: z.looseObject({ userContentEdits: z.looseObject({ nodes: z.array(z.unknown()) }) }) }),
});

/** A reader of that GitHub whose histories lack so many of the newest revisions. */
function lagging(lacking: number): Octokit {
  const late = async (url: string, options: RequestInit) => {
    const response = await world.github.fetch(url, options);
    const { node } = history.parse(await response.json()).data;
    const edits = { ...node.userContentEdits, nodes: node.userContentEdits.nodes.slice(lacking) };
    return Response.json({ data: { node: { ...node, userContentEdits: edits } } });
  };
  return new Octokit({ auth: app.replace('token:', ''), baseUrl: world.github.url, request: { fetch: late } });
}

describe('les révisions d’un commentaire', () => {
  const observed = async () => {
    const [first] = (await readWhole()).comments;
    if (first === undefined) throw new Error('no comment');
    return first;
  };

  it('se lisent de la plus récente à la création, avec qui les a écrites', async () => {
    const { id } = await comment(app, '- [ ] `etape`');
    await as('camille-st', `PATCH /issues/comments/${id}`, { body: '- [x] `etape`' });
    await as('sacha-st', `PATCH /issues/comments/${id}`, { body: '- [x] `etape` un mot' });
    expect(await readRevisions(hub.octokit, await observed(), new Date())).toMatchObject([
      { editor: { login: 'sacha-st', bot: false }, body: '- [x] `etape` un mot' },
      { editor: { login: 'camille-st' }, body: '- [x] `etape`' },
      { editor: { login: identity.login, bot: true }, body: '- [ ] `etape`' },
    ]);
  });

  it('le commentaire changé depuis le regard, c’est à regarder de nouveau ; supprimé, il n’y en a pas', async () => {
    const { id } = await comment(app, 'un');
    await as('camille-st', `PATCH /issues/comments/${id}`, { body: 'deux' });
    const before = await observed();
    await as('camille-st', `PATCH /issues/comments/${id}`, { body: 'trois' });
    await expect(readRevisions(hub.octokit, before, new Date())).rejects.toThrow(StaleRead);
    await as('camille-st', `DELETE /issues/comments/${id}`);
    expect(await readRevisions(hub.octokit, before, new Date())).toEqual([]);
  });

  it.each([
    ['à qui manque la dernière modification', 1],
    ['vide', 2],
  ])('l’historique d’un commentaire qui vient d’être modifié, %s : c’est à regarder de nouveau, une minute au plus', async (_, lacking) => {
    const { id } = await comment('lea-martin', 'un');
    await as('camille-st', `PATCH /issues/comments/${id}`, { body: 'deux' });
    const said = await observed();
    const octokit = lagging(lacking);
    const now = Date.parse(said.updatedAt);
    await expect(readRevisions(octokit, said, new Date(now + 59_000))).rejects.toThrow(StaleRead);
    expect(await readRevisions(octokit, said, new Date(now + 60_000))).toEqual([]);
  });

  it('au-delà de trente, ce qui reste n’est le fait de personne', async () => {
    const { id } = await comment(app, 'texte 0');
    for (let time = 1; time <= 31; time++) await as('camille-st', `PATCH /issues/comments/${id}`, { body: `texte ${time}` });
    const revisions = await readRevisions(hub.octokit, await observed(), new Date());
    expect(revisions).toHaveLength(31);
    expect(revisions.at(-1)).toMatchObject({ editor: null, body: null });
  });
});

describe('ce qu’un dossier montre, une fois que l’application y a écrit', () => {
  it('n’est pas cru tant que GitHub ne le montre pas : rien n’en est conclu, et c’est compté', async () => {
    const ownWrites = createOwnWrites({ elapsed: () => 0 });
    const key = dossierKey(hub, 1);
    const counted: string[] = [];
    const incidents = { count: (name: string) => void counted.push(name) };
    const look = () => readNow({ hub, key, number: 1, app: identity, ahead: { take: () => null }, ownWrites, incidents });
    ownWrites.note(key, { kind: 'closed', after: null });
    await expect(look()).rejects.toThrow(StaleRead);
    expect(counted).toEqual(['stale-reads']);
    await as(app, 'PATCH /issues/1', { state: 'closed' });
    expect(await look()).toMatchObject({ issue: { open: false } });
    expect(counted).toEqual(['stale-reads']);
  });
});
