import { readdirSync, readFileSync } from 'node:fs';
import { validate } from '@octokit/graphql-schema';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { blobs } from '../../src/github/queries/blobs.ts';
import { comments } from '../../src/github/queries/comments.ts';
import { events } from '../../src/github/queries/events.ts';

const sources = new URL('../../src/', import.meta.url);
const folder = new URL('github/queries/', sources);
const query = z.object({ text: z.string() });

const found = await Promise.all(
  readdirSync(folder).map(async (file) => {
    const exported = z.record(z.string(), z.unknown()).parse(await import(new URL(file, folder).href));
    return Object.entries(exported).flatMap(([name, value]) => {
      const read = query.safeParse(value);
      return read.success ? [{ name, text: read.data.text }] : [];
    });
  }),
);
/** As many blobs as are ever asked for at once. */
const queries = [...found.flat(), { name: 'blobs', text: blobs(40).text }];

describe('les requêtes GraphQL de l’application', () => {
  it('sont celles que l’on connaît : aucune n’échappe à l’épreuve', () => {
    expect(queries.map(({ name }) => name).toSorted()).toEqual([
      'blobs',
      'bodyHistory',
      'commentHistory',
      'commentHtml',
      'commentsById',
      'dossier',
      'dossiersById',
      'moreComments',
      'moreEvents',
      'openDossiers',
      'openNumbers',
      'pullEnds',
    ]);
  });

  it.each(queries)('$name suit le schéma public de GitHub', ({ text }) => {
    expect(validate(text)).toEqual([]);
  });

  it.each(queries)('$name ne demande pas plus de nœuds qu’un point de la limite n’en paie', ({ text }) => {
    const sizes = [...text.matchAll(/first: (\d+)/g)].map(([, size]) => Number(size));
    // A point pays for a hundred connections, each called once here; a page holds a hundred nodes at most.
    expect(sizes.length).toBeLessThanOrEqual(100);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(100);
  });

  it('ne partent que d’un endroit, et ne s’écrivent que dans leur dossier', () => {
    const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const holding = (words: RegExp) => files.filter((file) => words.test(readFileSync(new URL(file, sources), 'utf8')));
    expect(files.length).toBeGreaterThan(100);
    expect(holding(/\.graphql\(/)).toEqual(['github/read-graphql.ts']);
    expect(holding(/^\s*(query|mutation)\b.*\{$/m).filter((file) => !file.startsWith('github/queries/'))).toEqual([]);
  });
});

describe('une page coupée n’est pas une réponse', () => {
  const last = { hasNextPage: false };
  it.each([
    ['sans la suite qu’elle annonce', { nodes: [], pageInfo: { hasNextPage: true, endCursor: null } }],
    ['sans dire s’il y a une suite', { nodes: [], pageInfo: {} }],
    ['avec un commentaire qui manque', { nodes: [null], pageInfo: last }],
  ])('%s', (_, page) => {
    expect(comments.safeParse(page).success).toBe(false);
  });

  it('mais un événement dont l’objet n’existe plus n’explique seulement rien', () => {
    expect(events.parse({ nodes: [null], pageInfo: last })).toEqual({ nodes: [[]], next: null });
  });
});
