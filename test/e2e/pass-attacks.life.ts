import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { HUB } from '../../sandbox/seed/population.ts';
import { readMarker } from '../../src/render/marker.ts';
import { aBody } from '../dossier/toy-hub.ts';
import type { Fault, Proxied } from './harness/faulty-proxy.ts';
import { type ProxiedWorld, startProxiedWorld } from './harness/proxied-world.ts';

const EVERY_MINUTES = 15;

let proxied: ProxiedWorld;
beforeEach(async () => {
  proxied = await startProxiedWorld({}, { sweepIntervalMs: EVERY_MINUTES * 60_000 });
}, 120_000);
afterEach(() => proxied.close());

const body = aBody({ 'depots-applicatifs': null, 'depots-infra': null });
const lea = () => proxied.world.as('lea-martin');

/** As many dossiers at rest, and from then on no event comes to the App. */
async function open(count: number): Promise<void> {
  for (let place = 0; place < count; place += 1) await lea().submitForm({ title: `Projet ${place}`, body });
  await proxied.world.rest();
  proxied.world.github.relay.deliverTo(null);
}

/** The next sweeps, so many of them. */
async function sweep(times = 1): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    proxied.world.advance({ minutes: EVERY_MINUTES });
    await proxied.world.settle();
  }
}

async function replies(number: number): Promise<number> {
  const { comments } = await proxied.world.dossier(number);
  return comments.filter(({ body: text }) => readMarker(text)?.startsWith('reply/') === true).length;
}

const labels = async (number: number) => (await proxied.world.dossier(number)).labels;

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error('not in time');
    await wait(20);
  }
}

/** GitHub as it would be if one dossier had two thousand comments: those that it has, the last of which comes after many others, a hundred in a page. */
function twoThousandIn(number: number) {
  const COMMENTS = 2_000;
  const row = z.looseObject({ number: z.number(), id: z.string(), comments: z.looseObject({ nodes: z.array(z.unknown()) }) });
  const answer = z.looseObject({
    data: z.looseObject({
      repository: z.looseObject({ issue: row.optional(), issues: z.looseObject({ nodes: z.array(row) }).optional() }).optional(),
      nodes: z.array(row.nullable()).optional(),
    }),
  });
  let newest: readonly unknown[] = [];
  const lengthen = (one: z.infer<typeof row>) => {
    if (one.number !== number) return one;
    const nodes = one.comments.nodes.slice(0, -1);
    newest = one.comments.nodes.slice(-1);
    return { ...one, comments: { nodes, pageInfo: { hasNextPage: true, endCursor: `further ${nodes.length}` } } };
  };
  const pageFrom = (from: number) => {
    const to = Math.min(from + 100, COMMENTS);
    const others = Array.from({ length: to - from }, (_, index) => ({
      id: `IC_further_${from + index}`,
      fullDatabaseId: String(9_000_000_000 + from + index),
      author: { __typename: 'User', kind: 'User', login: 'karim-benali', databaseId: 4_242 },
      body: `Message ${from + index}`,
      createdAt: '2026-03-02T08:00:00Z',
      updatedAt: '2026-03-02T08:00:00Z',
      editor: null,
      lastEditedAt: null,
      isMinimized: false,
      reactionGroups: null,
      reactedBy: { nodes: [] },
    }));
    const nodes = to < COMMENTS ? others : [...others.slice(1), ...newest];
    return { data: { node: { comments: { nodes, pageInfo: { hasNextPage: to < COMMENTS, endCursor: `further ${to}` } } } } };
  };
  const furtherFrom = ({ path, body: asked }: Proxied) =>
    path === '/graphql' ? (/"after":"further (\d+)"/.exec(asked)?.[1] ?? null) : null;
  return {
    isFurther: (call: Proxied) => furtherFrom(call) !== null,
    meets: (call: Proxied): Fault | null => {
      const from = furtherFrom(call);
      if (from !== null) return { status: 200, body: JSON.stringify(pageFrom(Number(from))) };
      if (call.path !== '/graphql' || !call.body.includes('dossierFields')) return null;
      return {
        alters: (text) => {
          const { data, ...rest } = answer.parse(JSON.parse(text));
          const { repository, nodes } = data;
          const found = {
            ...repository,
            ...(repository?.issue && { issue: lengthen(repository.issue) }),
            ...(repository?.issues && { issues: { ...repository.issues, nodes: repository.issues.nodes.map(lengthen) } }),
          };
          return JSON.stringify({
            ...rest,
            data: { ...data, ...(repository && { repository: found }), ...(nodes && { nodes: nodes.map((one) => one && lengthen(one)) }) },
          });
        },
      };
    },
  };
}

it('un dossier de deux mille commentaires dans un lot : pendant que la suite se fait attendre, tous les autres ont leur réponse ; il a la sienne, en vingt et un appels par lecture au plus', async () => {
  const { world, proxy } = proxied;
  const LONG = 3;
  await open(6);
  await world.stopApp();
  for (let number = 1; number <= 6; number += 1) await lea().comment(number, '/statut');
  const { meets, isFurther } = twoThousandIn(LONG);
  let isHeld = true;
  proxy.meets((call) => {
    if (!isHeld || !isFurther(call)) return meets(call);
    return 'held';
  });
  const starting = world.startApp();
  const others = [1, 2, 4, 5, 6];
  await until(async () => proxy.hanging() > 0 && (await Promise.all(others.map(replies))).every((count) => count === 1));
  expect(await replies(LONG)).toBe(0);
  isHeld = false;
  const before = proxy.calls.length;
  proxy.letGo();
  await starting;
  await world.rest();
  expect(await Promise.all([...others, LONG].map(replies))).toEqual([1, 1, 1, 1, 1, 1]);
  // What the App itself wrote is looked at once more, then nothing.
  await sweep(2);
  const further = proxy.calls.slice(before).filter(isFurther).length;
  expect(further % 20).toBe(0);
  expect(further).toBeLessThanOrEqual(100);
  await sweep(4);
  expect(proxy.calls.slice(before).filter(isFurther)).toHaveLength(further);
});

describe('ce qui disparaît entre deux passages sans laisser de date, et dont l’événement se perd', () => {
  /** Whether the status says that a question waits for its answer. */
  const isAwaited = async (comment: number) => {
    const { comments } = await proxied.world.dossier(1);
    return comments.some(({ body: text }) => readMarker(text) === 'status' && text.includes(`#issuecomment-${comment}`));
  };
  /** The sweep that reads all again. */
  async function sweepOfTheDay(): Promise<void> {
    proxied.world.advance({ days: 1 });
    await proxied.world.settle();
    await sweep(2);
  }

  /** A question of the project team that the App has seen. */
  async function ask(): Promise<number> {
    await open(2);
    const id = await lea().comment(1, 'Pouvez-vous nous dire combien de temps prend l’ouverture des flux ?');
    await sweep();
    expect(await isAwaited(id)).toBe(true);
    return id;
  }

  it('une question de l’équipe projet supprimée : la relecture du jour voit que plus personne n’attend', async () => {
    const id = await ask();
    await lea().deleteComment(id);
    await sweepOfTheDay();
    expect(await isAwaited(id)).toBe(false);
  });

  it('une réaction de la Service Team à une question : la relecture du jour voit la réponse, qui reste donnée quand la réaction est retirée', async () => {
    const id = await ask();
    const path = `/repos/${HUB}/issues/comments/${id}/reactions`;
    const camille = proxied.world.as('camille-st');
    const given = z.object({ id: z.number() }).parse(await camille.call({ method: 'POST', path, body: { content: '+1' } }));
    await sweepOfTheDay();
    expect(await isAwaited(id)).toBe(false);
    await camille.call({ method: 'DELETE', path: `${path}/${given.id}` });
    await sweepOfTheDay();
    expect(await isAwaited(id)).toBe(false);
  });
});

describe('un dossier qui change entre sa page et son regard', () => {
  /** Holds the first call that writes in a dossier until that is done. */
  async function meanwhile(number: number, work: () => Promise<unknown>): Promise<void> {
    const { world, proxy } = proxied;
    let met = false;
    proxy.meets(({ method, path }) => {
      if (met || method === 'GET' || !path.includes(`/issues/${number}/`)) return null;
      met = true;
      return 'held';
    });
    const starting = world.startApp();
    world.github.relay.deliverTo(null);
    await until(() => Promise.resolve(proxy.hanging() > 0));
    await work();
    proxy.letGo();
    await starting;
    world.github.relay.deliverTo(null);
    await world.settle();
  }

  beforeEach(async () => {
    await open(3);
    await proxied.world.stopApp();
    for (const number of [1, 2, 3]) await lea().comment(number, '/statut');
  });

  const othersAreAnswered = async () => {
    expect(await Promise.all([1, 3].map(replies))).toEqual([1, 1]);
  };
  const callsOf = (number: number) =>
    proxied.proxy.calls.filter(({ path, body: asked }) => path.includes(`/issues/${number}`) || asked.includes(`"number":${number}}`))
      .length;

  it('fermé : il est vu fermé au passage suivant, et rien n’y est écrit deux fois', async () => {
    await meanwhile(2, () => lea().closeIssue(2));
    await sweep(2);
    expect(await replies(2)).toBe(1);
    expect((await labels(2)).filter((name) => name.startsWith('attente'))).toEqual([]);
    await othersAreAnswered();
  });

  it.each<[string, () => Promise<unknown>]>([
    ['supprimé', () => proxied.world.github.deleteIssue({ repository: HUB, number: 2 }, 'nadia-dnum')],
    ['transféré', () => proxied.world.github.transferIssue({ repository: HUB, number: 2 }, { repository: HUB, by: 'nadia-dnum' })],
  ])('%s : il n’est plus suivi, et n’empêche rien', async (_, leave) => {
    await meanwhile(2, leave);
    await sweep(4);
    const seen = callsOf(2);
    await sweep(12);
    expect(callsOf(2)).toBe(seen);
    await othersAreAnswered();
  });
});
