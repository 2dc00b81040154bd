import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { textKey } from '../../src/apply/same-text.ts';
import { freshen, StaleRead } from '../../src/github/fresh-reading.ts';
import type { Octokit } from '../../src/github/octokit.ts';
import { createOwnWrites, type OwnWrites } from '../../src/github/own-writes.ts';
import type { DossierReading } from '../../src/github/read-dossier.ts';
import { unavailableUntil } from '../../src/github/unavailable.ts';
import { aComment } from '../dossier/a-comment.ts';
import { createToyHub, people } from '../dossier/toy-hub.ts';
import { aHub, api, app, endNock } from './nock.ts';

let octokit: Octokit;
let ownWrites: OwnWrites;
beforeEach(async () => {
  ({ octokit } = await aHub());
  ownWrites = createOwnWrites({ elapsed: () => 0 });
});
afterEach(endNock);

/** A dossier that the App has opened. */
function opened() {
  const hub = createToyHub();
  while (hub.reconcile().writes > 0);
  return hub;
}

function readingOf(hub: ReturnType<typeof createToyHub>): DossierReading {
  const { issue, events, comments, hub: repository } = hub.observation();
  return { repository, issue, events, comments };
}

const { key } = createToyHub().observation();
const fresh = (reading: DossierReading) => freshen(reading, { octokit, key, app, ownWrites });

/** Tells what was written in each comment of a reading, as after its writing. */
function noteAll({ comments }: DossierReading): void {
  for (const { id, nodeId, body, updatedAt } of comments)
    ownWrites.note(key, { kind: 'comment', id, nodeId, text: textKey(body), updatedAt });
}

/** GitHub answers for comments asked by their ids. */
function asked(comments: readonly DossierReading['comments'][number][], missing = 0): void {
  const actor = { kind: 'Bot', login: app.login, databaseId: app.userId };
  const unedited = { author: actor, editor: null, lastEditedAt: null, isMinimized: false, reactionGroups: [], reactedBy: { nodes: [] } };
  const nodes = comments.map(({ id, nodeId, body, createdAt, updatedAt }) => ({
    ...unedited,
    id: nodeId,
    fullDatabaseId: String(id),
    body,
    createdAt,
    updatedAt,
  }));
  nock(api)
    .post('/graphql')
    .reply(200, { data: { nodes: [...nodes, ...Array.from({ length: missing }, () => null)] } });
}

const stale = { name: 'StaleRead' };

describe('une lecture qui montre tout ce que l’application vient d’écrire', () => {
  it('est prise telle quelle, sans autre appel', async () => {
    const reading = readingOf(opened());
    noteAll(reading);
    ownWrites.note(key, { kind: 'labeled', label: 'phase: prérequis', after: null });
    expect(await fresh(reading)).toBe(reading);
  });

  it('de même si quelqu’un a changé un commentaire depuis', async () => {
    const hub = opened();
    noteAll(readingOf(hub));
    hub.editComment(people.author, readingOf(hub).comments[0]?.id ?? 0, 'changé');
    const reading = readingOf(hub);
    expect(await fresh(reading)).toBe(reading);
  });
});

describe('une liste de commentaires en retard', () => {
  it('est complétée de ceux qui y manquent, et qui existent', async () => {
    const reading = readingOf(opened());
    noteAll(reading);
    asked(reading.comments);
    const late = { ...reading, comments: [] };
    expect((await fresh(late)).comments.map(({ id, slot }) => ({ id, slot }))).toEqual(
      reading.comments.map(({ id, slot }) => ({ id, slot })),
    );
  });

  it('où l’un manque parmi d’autres : chacun a sa place, du plus ancien au plus récent', async () => {
    const reading = readingOf(opened());
    const [first, ...others] = reading.comments;
    if (first === undefined) throw new Error('no comment');
    noteAll(reading);
    asked([first]);
    const later = aComment({ id: first.id + 9_000, login: people.author, body: 'merci', slot: null, at: first.updatedAt });
    const { comments } = await fresh({ ...reading, comments: [...others, later] });
    expect(comments.map(({ id }) => id)).toEqual([...reading.comments.map(({ id }) => id), later.id]);
  });

  it('de plus de cent : les derniers écrits sont redemandés, autant que GitHub en donne', async () => {
    const reading = readingOf(opened());
    const written = Array.from({ length: 101 }, (_, index) =>
      aComment({ id: 5_000 + index, login: app.login, body: `${index}`, slot: null, at: '2027-01-04T09:00:00Z' }),
    );
    noteAll({ ...reading, comments: written });
    asked(written.slice(1));
    const ids = (await fresh({ ...reading, comments: [] })).comments.map(({ id }) => id);
    expect(ids).toEqual(written.slice(1).map(({ id }) => id));
  });

  it('où l’un manque parce que quelqu’un l’a supprimé : on ne l’attend plus', async () => {
    const reading = readingOf(opened());
    noteAll(reading);
    asked([], reading.comments.length);
    expect((await fresh({ ...reading, comments: [] })).comments).toEqual([]);
    expect(ownWrites.of(key)).toEqual([]);
  });

  it('qui montre un texte d’avant, dans la même seconde : le commentaire est redemandé', async () => {
    const reading = readingOf(opened());
    noteAll(reading);
    asked(reading.comments);
    const before = { ...reading, comments: reading.comments.map((comment) => ({ ...comment, body: 'texte d’avant' })) };
    expect((await fresh(before)).comments.map(({ body }) => body)).toEqual(reading.comments.map(({ body }) => body));
  });

  it('et que GitHub ne sait pas montrer mieux, n’est pas crue : on revient trois secondes après', async () => {
    const reading = readingOf(opened());
    noteAll(reading);
    const old = reading.comments.map((comment) => ({ ...comment, body: 'avant', updatedAt: '2026-01-01T00:00:00Z' }));
    asked(old);
    const error: unknown = await fresh({ ...reading, comments: old }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(StaleRead);
    expect(unavailableUntil(error, new Date(0))).toEqual(new Date(3_000));
  });
});

describe('des étiquettes en retard', () => {
  const label = 'phase: prérequis';
  const without = (reading: DossierReading) => ({ ...reading, issue: { ...reading.issue, labels: ['accompagnement'] } });

  it('sans la nôtre ni son événement : rien n’en est conclu', async () => {
    const reading = readingOf(createToyHub());
    ownWrites.note(key, { kind: 'labeled', label, after: null });
    await expect(fresh(reading)).rejects.toMatchObject(stale);
  });

  it('sans la nôtre, mais avec son événement : quelqu’un l’a retirée depuis', async () => {
    const reading = without(readingOf(opened()));
    ownWrites.note(key, { kind: 'labeled', label, after: null });
    expect(await fresh(reading)).toBe(reading);
  });

  it('avec un événement d’une fois d’avant seulement : rien n’en est conclu', async () => {
    const reading = without(readingOf(opened()));
    const before = reading.events.findLast((event) => 'label' in event && event.label === label)?.id ?? null;
    ownWrites.note(key, { kind: 'labeled', label, after: before });
    await expect(fresh(reading)).rejects.toMatchObject(stale);
  });

  it('avec celle que nous avons retirée : rien n’en est conclu', async () => {
    ownWrites.note(key, { kind: 'unlabeled', label, after: null });
    await expect(fresh(readingOf(opened()))).rejects.toMatchObject(stale);
  });

  it('vue une fois, on ne l’attend plus', async () => {
    ownWrites.note(key, { kind: 'labeled', label, after: null });
    await fresh(readingOf(opened()));
    expect(ownWrites.of(key)).toEqual([]);
  });

  it('un dossier que nous venons de fermer et qui se montre ouvert : rien n’en est conclu', async () => {
    ownWrites.note(key, { kind: 'closed', after: null });
    await expect(fresh(readingOf(opened()))).rejects.toMatchObject(stale);
  });
});
