import { type BlobText, blobs } from './queries/blobs.ts';
import type { Repository } from './octokit.ts';
import { readGraphql } from './read-graphql.ts';
import { together } from './together.ts';

/** A file of a tree that is to be read. */
export interface BlobToRead {
  readonly path: string;
  readonly sha: string;
  /** In bytes. */
  readonly size: number;
}

/** Blobs of one query: enough for an ordinary repository to need two, and far from the ten seconds that GitHub gives a query. */
const MAX_COUNT = 40;
const MAX_BYTES = 512 * 1024;
/** Blobs read at the same time, of those that come one by one. */
const AT_ONCE = 8;

/**
 * The text of each blob, in their order: many in one query of GraphQL, and one that stands in several places once, as in charts made from one another. One by one what GitHub does not give so:
 * what it holds for binary, cuts, or gives otherwise than byte for byte (its size tells). Throws what GitHub refuses.
 */
export async function readBlobs(repository: Repository, wanted: readonly BlobToRead[]): Promise<readonly string[]> {
  const distinct = [...new Map(wanted.map((blob) => [blob.sha, blob])).values()];
  const texts = await readDistinct(repository, distinct);
  const textOf = new Map(distinct.map(({ sha }, index) => [sha, texts[index] ?? '']));
  return wanted.map(({ sha }) => textOf.get(sha) ?? '');
}

async function readDistinct(repository: Repository, wanted: readonly BlobToRead[]): Promise<readonly string[]> {
  const texts: BlobText[] = [];
  for (const batch of batches(wanted)) texts.push(...(await readTogether(repository, batch)));
  const left = wanted.flatMap((blob, index) => (isWhole(texts[index], blob) ? [] : [index]));
  const alone = new Map<number, string>();
  const read = async () => {
    try {
      for (let index = left.shift(); index !== undefined; index = left.shift())
        alone.set(index, await readAlone(repository, wanted[index]?.sha ?? ''));
    } finally {
      // One that failed fails them all: no more are begun.
      left.length = 0;
    }
  };
  await together(Array.from({ length: AT_ONCE }, read));
  return wanted.map((_, index) => alone.get(index) ?? texts[index] ?? '');
}

function isWhole(text: BlobText | undefined, { size }: BlobToRead): boolean {
  return typeof text === 'string' && Buffer.byteLength(text) === size;
}

function batches(wanted: readonly BlobToRead[]): readonly (readonly BlobToRead[])[] {
  const all: BlobToRead[][] = [];
  let bytes = 0;
  for (const blob of wanted) {
    const last = all.at(-1);
    const fits = last !== undefined && last.length < MAX_COUNT && bytes + blob.size <= MAX_BYTES;
    bytes = fits ? bytes + blob.size : blob.size;
    if (fits) last.push(blob);
    else all.push([blob]);
  }
  return all;
}

function readTogether({ octokit, owner, repo }: Repository, batch: readonly BlobToRead[]): Promise<readonly BlobText[]> {
  const oids = Object.fromEntries(batch.map(({ sha }, rank) => [`oid${rank}`, sha]));
  return readGraphql(octokit, blobs(batch.length), { owner, name: repo, ...oids });
}

async function readAlone({ octokit, owner, repo }: Repository, file_sha: string): Promise<string> {
  const { data } = await octokit.rest.git.getBlob({ owner, repo, file_sha });
  return Buffer.from(data.content, 'base64').toString('utf8');
}
