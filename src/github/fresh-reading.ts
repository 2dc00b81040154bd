import { isOneLabel } from '../words/label.ts';
import { textKey } from '../apply/same-text.ts';

import type { Comment, IssueEvent } from '../dossier/observation.ts';
import type { DossierKey } from '../words/key.ts';
import { sameLogin } from '../words/login.ts';
import type { AppIdentity } from './identity.ts';
import type { Octokit } from './octokit.ts';
import type { OwnWrite, OwnWrites } from './own-writes.ts';
import { commentsById } from './queries/comments.ts';
import { commentOf, type DossierReading } from './read-dossier.ts';
import { readGraphql } from './read-graphql.ts';

/** GitHub answered with what was there before this process wrote: not now, look again soon. */
export class StaleRead extends Error {
  override readonly name = 'StaleRead';
}

export interface FreshReading {
  readonly octokit: Octokit;
  readonly key: DossierKey;
  readonly app: AppIdentity;
  readonly ownWrites: OwnWrites;
}

/** GitHub gives so many nodes for one query. */
const MAX_ASKED = 100;

type OwnComment = Extract<OwnWrite, { kind: 'comment' }>;

/**
 * A reading as it is, or completed where GitHub's list of comments lags behind what this process wrote: those that it lacks, or shows as they were before, are
 * asked for by their ids. Throws StaleRead where GitHub cannot show our own writes yet.
 */
export async function freshen(reading: DossierReading, request: FreshReading): Promise<DossierReading> {
  const { key, app, ownWrites } = request;
  const own = ownWrites.of(key);
  for (const write of own) {
    if (write.kind === 'comment') continue;
    if (shows(reading, write)) ownWrites.forget(key, write);
    else if (!isFollowed(reading.events, write, app)) throw new StaleRead(`GitHub does not show what was just ${write.kind} in ${key}`);
  }
  const late = own
    .filter((write) => write.kind === 'comment')
    .filter((write) => isLate(reading.comments, write))
    .slice(-MAX_ASKED);
  return late.length === 0 ? reading : { ...reading, comments: await askFor(late, reading.comments, request) };
}

/** Whether the reading is as the write left it. */
function shows({ issue }: DossierReading, write: Exclude<OwnWrite, OwnComment>): boolean {
  if (write.kind === 'closed') return !issue.open;
  return issue.labels.some((name) => isOneLabel(name, write.label)) === (write.kind === 'labeled');
}

/** Whether the event of the write itself is seen: somebody else undid it since. */
function isFollowed(events: readonly IssueEvent[], write: Exclude<OwnWrite, OwnComment>, app: AppIdentity): boolean {
  const last = lastOwn(events, write, app.login);
  return last !== null && last !== write.after;
}

/** The last event of the App of that kind, for that label; null without any. */
export function lastOwn(
  events: readonly IssueEvent[],
  wanted: { readonly kind: IssueEvent['kind']; readonly label?: string },
  login: string,
): string | null {
  const isIt = (event: IssueEvent) =>
    event.kind === wanted.kind &&
    (wanted.label === undefined || ('label' in event && isOneLabel(event.label, wanted.label))) &&
    event.actor !== null &&
    sameLogin(event.actor.login, login);
  return events.findLast(isIt)?.id ?? null;
}

/** Whether the list lacks a comment, or shows it as it was before. Within a second, a text that differs may be either. */
function isLate(comments: readonly Comment[], write: OwnComment): boolean {
  const listed = comments.find(({ id }) => id === write.id);
  return listed === undefined || (Date.parse(listed.updatedAt) <= Date.parse(write.updatedAt) && textKey(listed.body) !== write.text);
}

async function askFor(late: readonly OwnComment[], listed: readonly Comment[], { octokit, key, app, ownWrites }: FreshReading) {
  const rows = await readGraphql(octokit, commentsById, { ids: late.map(({ nodeId }) => nodeId) });
  const found = rows.flatMap((row) => (row === null ? [] : [commentOf(row, app)]));
  for (const write of late) {
    const comment = found.find(({ id }) => id === write.id);
    if (comment === undefined) ownWrites.forget(key, write);
    else if (Date.parse(comment.updatedAt) < Date.parse(write.updatedAt))
      throw new StaleRead(`GitHub shows comment ${write.id} of ${key} as it was before`);
  }
  const others = listed.filter(({ id }) => late.every((write) => write.id !== id));
  return [...others, ...found].toSorted((a, b) => a.id - b.id);
}
