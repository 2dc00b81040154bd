import type { HubSetup } from '../config/hub-setup.ts';
import { namesInBody } from '../dossier/names-in-body.ts';
import type { NamingRevision, Revision } from '../dossier/observation.ts';
import { strangers } from '../reader/reader.ts';
import type { Octokit } from './octokit.ts';
import { bodyHistory } from './queries/body-history.ts';
import { readGraphql } from './read-graphql.ts';

/** Most revisions that are read of one body. */
const MOST = 500;
/** More text than this, in characters, is read in a thread of its own. */
const LONG = 60_000;

/**
 * The revisions of an issue's body, newest first, the creation last, with the repositories that each declares; none for a body that was never edited. Of a
 * history that goes on beyond 500, the rest is one revision that cannot be read. Throws as `readGraphql` does.
 */
export async function readBodyHistory(octokit: Octokit, issueNodeId: string, setup: HubSetup): Promise<readonly NamingRevision[]> {
  const revisions: Revision[] = [];
  let after: string | null = null;
  do {
    const found: Awaited<ReturnType<typeof readPage>> = await readPage(octokit, issueNodeId, after);
    revisions.push(...(found?.nodes ?? []));
    after = found?.next ?? null;
  } while (after !== null && revisions.length < MOST);
  const named = await readNames(revisions, setup);
  return after === null ? named : [...named, { editor: null, names: null }];
}

function readPage(octokit: Octokit, issue: string, after: string | null) {
  return readGraphql(octokit, bodyHistory, { issue, after });
}

async function readNames(revisions: readonly Revision[], setup: HubSetup): Promise<readonly NamingRevision[]> {
  const bodies = revisions.map(({ body }) => body ?? '');
  const names = await readBodies(bodies, setup);
  return revisions.map(({ editor, body }, index) => ({ editor, names: body === null ? null : (names?.[index] ?? null) }));
}

/** Null where the reading has no end. */
async function readBodies(bodies: readonly string[], { form, procedure }: HubSetup): Promise<readonly (readonly string[])[] | null> {
  const setup = { form, procedure };
  const length = bodies.reduce((sum, body) => sum + body.length, 0);
  if (length <= LONG) return bodies.map((body) => namesInBody(body, setup));
  const outcome = await strangers.read('names-in-bodies', { bodies, setup });
  return outcome.kind === 'read' ? outcome.value : null;
}
