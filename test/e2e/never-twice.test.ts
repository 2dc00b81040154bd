import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readMarker } from '../../src/render/marker.ts';
import { aBody } from '../dossier/toy-hub.ts';
import type { FaultyProxy, Proxied } from './harness/faulty-proxy.ts';
import { type ProxiedWorld, startProxiedWorld } from './harness/proxied-world.ts';
import type { World } from './harness/world.ts';

const listed = z.looseObject({ nodes: z.array(z.unknown()) });
const answered = z.looseObject({ data: z.looseObject({ repository: z.looseObject({ issue: z.looseObject({ comments: listed }) }) }) });

let proxied: ProxiedWorld;
let world: World;
let proxy: FaultyProxy;
beforeEach(async () => {
  proxied = await startProxiedWorld();
  ({ world, proxy } = proxied);
});
afterEach(() => proxied.close());

const isDossier = ({ path, body }: Proxied) => path === '/graphql' && body.includes('timelineItems') && body.includes('"number"');

async function slotsOf(number: number): Promise<readonly string[]> {
  const { comments } = await world.dossier(number);
  return comments.flatMap(({ author, body }) => (author === 'accostage[bot]' ? (readMarker(body) ?? []) : []));
}

/** The slots of the comments that the App sent to be created, each time. */
function written(): readonly string[] {
  const sent = proxy.calls.filter(({ method, path }) => method === 'POST' && path.endsWith('/comments'));
  return sent.map(({ body }) => readMarker(z.object({ body: z.string() }).parse(JSON.parse(body)).body) ?? '');
}

/** The answer of a list that does not show the comments yet. */
function withoutComments(body: string): string {
  const answer = answered.parse(JSON.parse(body));
  answer.data.repository.issue.comments.nodes = [];
  return JSON.stringify(answer);
}

const open = () => world.as('lea-martin').submitForm({ title: 'Demat-Permis', body: aBody() });

describe('GitHub en retard', () => {
  it('un ticket annoncé mais pas encore lisible est cherché de nouveau, sans autre événement', async () => {
    const nothing = { data: { repository: null }, errors: [{ type: 'NOT_FOUND', message: 'Could not resolve to an Issue' }] };
    proxy.meets((call) => (isDossier(call) ? { status: 200, body: JSON.stringify(nothing) } : null));
    const number = await open();
    await world.settle();
    expect(await slotsOf(number)).toEqual([]);
    proxy.meets(() => null);
    world.advance({ minutes: 1 });
    await world.settle();
    expect(await slotsOf(number)).toContain('status');
  });

  it('une lecture d’avant nos écritures n’est pas crue : rien n’est écrit deux fois, et la demande de l’équipe est traitée', async () => {
    let old: string | null = null;
    proxy.meets((call) => (isDossier(call) ? { alters: (body) => (old ??= body) } : null));
    const number = await open();
    await world.settle();
    await world.as('lea-martin').comment(number, '/statut');
    await world.settle();
    proxy.meets(() => null);
    world.advance({ minutes: 1 });
    await world.settle();
    expect(written()).toEqual([...new Set(written())]);
    const slots = await slotsOf(number);
    expect(slots.some((slot) => slot.startsWith('reply/'))).toBe(true);
  });

  it('une liste où manquent nos commentaires n’en fait pas écrire d’autres : ils sont demandés un à un', async () => {
    const number = await open();
    await world.settle();
    const before = written();
    proxy.meets((call) => (isDossier(call) ? { alters: withoutComments } : null));
    await world.as('camille-st').addLabel(number, 'bug');
    await world.settle();
    expect(written()).toEqual(before);
  });

  it('un commentaire de l’application supprimé par quelqu’un n’est pas tenu pour présent : il est récrit', async () => {
    const number = await open();
    await world.settle();
    const status = (await world.dossier(number)).comments.find(({ body }) => readMarker(body) === 'status');
    await world.as('nadia-dnum').deleteComment(status?.id ?? 0);
    await world.settle();
    const slots = await slotsOf(number);
    expect(slots).toContain('status');
  });

  it('un ticket qui n’existe pas n’est pas cherché sans fin', async () => {
    const nothing = { data: { repository: null }, errors: [{ type: 'NOT_FOUND', message: 'Could not resolve to an Issue' }] };
    proxy.meets((call) => (isDossier(call) ? { status: 200, body: JSON.stringify(nothing) } : null));
    const looks = () => proxy.calls.filter(isDossier).length;
    await open();
    await world.settle();
    const before = looks();
    for (let minute = 0; minute < 10; minute += 1) {
      world.advance({ minutes: 2 });
      await world.settle();
    }
    expect(looks() - before).toBeGreaterThan(0);
    expect(looks() - before).toBeLessThanOrEqual(3);
  });
});
