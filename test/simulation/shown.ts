import { z } from 'zod';
import { callAs } from '../../sandbox/emulator/rest.ts';
import { shownReactions } from '../../sandbox/emulator/shown-reactions.ts';
import type { EmbeddedGitHub } from '../../sandbox/emulator/start-github.ts';
import { unsealState } from '../../src/apply/sealed-state.ts';
import type { DossierState } from '../../src/dossier/state.ts';
import { readMarker, readSealed } from '../../src/render/marker.ts';
import { dossierKey, repositoryNamed } from '../../src/words/key.ts';
import { owner } from './population.ts';

/** What GitHub shows of one dossier, and the memory that its status comment holds: all that the invariants judge. */
export interface Shown {
  readonly place: number;
  readonly open: boolean;
  readonly labels: readonly string[];
  /** In the order of GitHub. */
  readonly events: readonly ShownEvent[];
  readonly comments: readonly ShownComment[];
  /** Null where the status comment holds none that opens. */
  readonly state: DossierState | null;
  readonly pulls: readonly ShownPull[];
}

/** `base`, `head`: the branches that it goes to and comes from. */
export interface ShownPull {
  readonly title: string;
  readonly body: string;
  readonly base: string;
  readonly head: string;
  readonly state: string;
}

export interface ShownEvent {
  readonly id: string;
  readonly kind: string;
  readonly label: string | null;
  readonly by: string;
  readonly at: string;
}

export interface ShownComment {
  readonly id: number;
  readonly by: string;
  readonly at: string;
  readonly body: string;
  /** Of the App's comments. */
  readonly slot: string | null;
  /** As they look. Only the App gives any. */
  readonly reactions: readonly string[];
}

export const APP = 'accostage[bot]';

const user = z.object({ login: z.string() });
const issueSchema = z.object({ state: z.string(), labels: z.array(z.object({ name: z.string() })) });
const eventsSchema = z.array(
  z.object({
    node_id: z.string(),
    event: z.string(),
    label: z.object({ name: z.string() }).nullish(),
    actor: user.nullable(),
    created_at: z.string(),
  }),
);
const commentsSchema = z.array(z.object({ id: z.number(), user, body: z.string(), created_at: z.string(), reactions: shownReactions }));
const branch = z.object({ ref: z.string() });
const pullsSchema = z.array(
  z.object({
    title: z.string(),
    body: z.string().nullable(),
    base: branch,
    head: branch,
    state: z.string(),
    merged_at: z.string().nullable(),
  }),
);
const PAGE = 100;

export interface ShowRequest {
  readonly github: EmbeddedGitHub;
  readonly hub: string;
  readonly place: number;
  readonly number: number;
  /** That of its project. */
  readonly repository: string;
  readonly secrets: readonly [string, ...string[]];
}

/** Reads all of a dossier, as an owner of the hub sees it. */
export async function show({ github, hub, place, number, repository, secrets }: ShowRequest): Promise<Shown> {
  const read = (path: string) => callAs(owner, github.url, { method: 'GET', path });
  const all = async <Row>(path: string, rows: z.ZodType<Row[]>) => {
    const found: Row[] = [];
    for (let page = 1; found.length === (page - 1) * PAGE; page += 1)
      found.push(...rows.parse(await read(`${path}?per_page=${PAGE}&page=${page}`)));
    return found;
  };
  const path = `/repos/${hub}/issues/${number}`;
  const issue = issueSchema.parse(await read(path));
  const { id: hubId } = z.object({ id: z.number() }).parse(await read(`/repos/${hub}`));
  const comments = (await all(`${path}/comments`, commentsSchema)).map(({ id, user: { login }, body, created_at, reactions }) => ({
    id,
    reactions,
    by: login,
    at: created_at,
    body,
    slot: login === APP ? readMarker(body) : null,
  }));
  const sealed = readSealed(comments.find(({ slot }) => slot === 'status')?.body ?? '');
  const seal = { hubId, number, key: dossierKey(repositoryNamed(hub), number), secrets };
  const events = await all(`${path}/events`, eventsSchema);
  const pulls = pullsSchema.parse(await read(`/repos/${repository}/pulls?state=all`));
  return {
    place,
    open: issue.state === 'open',
    labels: issue.labels.map(({ name }) => name).toSorted(),
    events: events.map(({ node_id, event, label, actor, created_at }) => ({
      id: node_id,
      kind: event,
      label: label?.name ?? null,
      by: actor?.login ?? 'ghost',
      at: created_at,
    })),
    comments,
    state: sealed === null ? null : unsealState(sealed, seal),
    pulls: pulls.map(({ title, body, base, head, state, merged_at }) => ({
      title,
      body: body ?? '',
      base: base.ref,
      head: head.ref,
      state: merged_at === null ? state : 'merged',
    })),
  };
}
