import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Repository } from '../../src/github/octokit.ts';
import { type BlobToRead, readBlobs } from '../../src/github/read-blobs.ts';
import { aHub, api, endNock } from './nock.ts';

let repository: Repository;
beforeEach(async () => {
  repository = { ...(await aHub()), owner: 'org', repo: 'api' };
});
afterEach(endNock);

const query = z.object({ variables: z.record(z.string(), z.string()) });
const file = (sha: string, text: string): BlobToRead => ({ path: sha, sha, size: Buffer.byteLength(text) });

/** Answers queries from these texts; how many blobs each asked for. */
function textsAre(texts: Readonly<Record<string, { text: string | null; isTruncated: boolean } | null>>, times: number): number[] {
  const sizes: number[] = [];
  let oids: readonly (readonly [string, string])[] = [];
  nock(api)
    .post('/graphql', (sent: unknown) => {
      oids = Object.entries(query.parse(sent).variables).filter(([name]) => name.startsWith('oid'));
      return true;
    })
    .times(times)
    .reply(200, () => {
      sizes.push(oids.length);
      return { data: { repository: Object.fromEntries(oids.map(([name, oid]) => [name.replace('oid', 'blob'), texts[oid] ?? null])) } };
    });
  return sizes;
}

const aloneIs = (sha: string, text: string) =>
  nock(api)
    .get(`/repos/org/api/git/blobs/${sha}`)
    .reply(200, { content: Buffer.from(text).toString('base64'), encoding: 'base64' });

describe('les fichiers d’un dépôt', () => {
  it('soixante se lisent en deux requêtes, dans leur ordre', async () => {
    const files = Array.from({ length: 60 }, (_, rank) => [`s${rank}`, `FROM image:${rank}\r\n# é\n`] as const);
    const sizes = textsAre(Object.fromEntries(files.map(([sha, text]) => [sha, { text, isTruncated: false }])), 2);
    const read = await readBlobs(
      repository,
      files.map(([sha, text]) => file(sha, text)),
    );
    expect(read).toEqual(files.map(([, text]) => text));
    expect(sizes).toEqual([40, 20]);
  });

  it('un contenu rangé en plusieurs endroits n’est demandé qu’une fois', async () => {
    const sizes = textsAre({ a: { text: 'deux', isTruncated: false }, b: { text: 'trois', isTruncated: false } }, 1);
    expect(await readBlobs(repository, [file('a', 'deux'), file('b', 'trois'), file('a', 'deux')])).toEqual(['deux', 'trois', 'deux']);
    expect(sizes).toEqual([2]);
  });

  it('gros, ils ne sont pas demandés ensemble : un demi-mégaoctet au plus par requête', async () => {
    const text = 'x'.repeat(128 * 1024);
    const files = ['a', 'b', 'c', 'd', 'e'].map((sha) => file(sha, text));
    const sizes = textsAre(Object.fromEntries(files.map(({ sha }) => [sha, { text, isTruncated: false }])), 2);
    await readBlobs(repository, files);
    expect(sizes).toEqual([4, 1]);
  });

  it.each<[string, { text: string | null; isTruncated: boolean } | null]>([
    ['coupé', { text: 'FROM', isTruncated: true }],
    ['tenu pour binaire', { text: null, isTruncated: false }],
    ['qui n’est pas là', null],
    ['rendu autrement qu’à l’octet près', { text: 'FROM debian:12', isTruncated: false }],
  ])('%s : celui-là seul est demandé seul', async (_, given) => {
    textsAre({ a: given, b: { text: 'deux', isTruncated: false } }, 1);
    aloneIs('a', 'FROM debian:12\n');
    expect(await readBlobs(repository, [file('a', 'FROM debian:12\n'), file('b', 'deux')])).toEqual(['FROM debian:12\n', 'deux']);
  });

  it('vides : un texte vide est un texte ; aucun fichier, aucune requête', async () => {
    textsAre({ a: { text: '', isTruncated: false } }, 1);
    expect(await readBlobs(repository, [file('a', '')])).toEqual(['']);
    expect(await readBlobs(repository, [])).toEqual([]);
  });

  it('une réponse en partie n’est pas une réponse : rien n’est lu, il faudra redemander', async () => {
    nock(api)
      .post('/graphql')
      .reply(200, { data: { repository: { blob0: null } }, errors: [{ message: 'timeout' }] });
    await expect(readBlobs(repository, [file('a', 'x')])).rejects.toMatchObject({ status: 503 });
  });
});
