import { describe, expect, it } from 'vitest';
import { createGate, type Outgoing } from '../../src/github/gate.ts';
import { GateClosed } from '../../src/github/gate-closed.ts';
import { createRates } from '../../src/github/rates.ts';
import { isLimit } from '../../src/github/rate-limit.ts';
import { judgeError } from '../../src/github/refusal.ts';
import { unavailableUntil } from '../../src/github/unavailable.ts';
import { fakeClock, settle } from '../queue/fake-clock.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const issues = '/repos/{owner}/{repo}/issues/{issue_number}';
const people: Outgoing = { lane: 'people', method: 'GET', url: issues, cost: 1 };
const sweep: Outgoing = { ...people, lane: 'sweep' };
const query: Outgoing = { lane: 'people', method: 'POST', url: '/graphql', cost: 1 };
const comment: Outgoing = { lane: 'people', method: 'POST', url: `${issues}/comments`, cost: 1 };

/** A GitHub that gives so many calls an hour, and counts those that it refuses. */
function aWorld(limit = 5_000) {
  const clock = fakeClock();
  const gate = createGate(clock, createRates(clock));
  const reset = Math.floor((clock.now().getTime() + HOUR) / 1_000);
  const seen = { answered: 0, refused: 0 };
  let left = limit;
  const headers = () => ({
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(left),
    'x-ratelimit-reset': String(reset),
    'x-ratelimit-resource': 'core',
  });
  const answer = () => {
    if (left === 0) {
      seen.refused += 1;
      return Promise.reject(Object.assign(new Error('API rate limit exceeded'), { status: 403, response: { headers: headers() } }));
    }
    left -= 1;
    seen.answered += 1;
    return Promise.resolve({ status: 200, headers: headers() });
  };
  return { clock, gate, seen, answer, spendAll: () => (left = 0), spend: (calls: number) => (left -= calls) };
}

const failure = async (call: Promise<unknown>): Promise<unknown> => {
  try {
    await call;
    return null;
  } catch (error) {
    return error;
  }
};
const refusedUntil = (clock: { now: () => Date }, error: unknown) => {
  if (!(error instanceof GateClosed)) throw new Error(`not closed: ${String(error)}`);
  return error.until.getTime() - clock.now().getTime();
};
const limited = (status: number, headers: Record<string, string>, message = '') =>
  Object.assign(new Error(message), { status, response: { headers } });

describe('une limite dépassée', () => {
  it('par l’application seule : aucun appel refusé, quel que soit le nombre de dossiers qui attendent', async () => {
    const { gate, seen, answer } = aWorld(60);
    const dossiers = Array.from({ length: 500 }, () => 1).values();
    const ends: unknown[] = [];
    const worker = async () => {
      for (const _ of dossiers) ends.push(await failure(gate.pass(people, answer)));
    };
    await Promise.all(Array.from({ length: 8 }, worker));
    expect(ends.filter((error) => error instanceof GateClosed)).toHaveLength(440);
    expect(seen.refused).toBe(0);
  });

  it('par un autre programme : cinq appels refusés au plus, avec cinq cents dossiers que personne n’attend', async () => {
    const { gate, seen, answer, spendAll } = aWorld();
    await gate.pass(sweep, answer);
    spendAll();
    await Promise.all(Array.from({ length: 500 }, () => failure(gate.pass(sweep, answer))));
    expect(seen.refused).toBeGreaterThan(0);
    expect(seen.refused).toBeLessThanOrEqual(5);
  });

  it.each([
    ['que des personnes attendent', people],
    ['que personne n’attend', sweep],
  ])('par un autre programme, pendant un silence : cinq appels refusés au plus, avec cinq cents dossiers %s', async (_, call) => {
    const { clock, gate, seen, answer, spendAll } = aWorld();
    await gate.pass(people, answer);
    await clock.advance(3_000);
    spendAll();
    const both = [call, { ...call, url: '/graphql', method: 'POST' }];
    await Promise.all(Array.from({ length: 500 }, (_unused, index) => failure(gate.pass(both[index % 2] ?? call, answer))));
    expect(seen.refused).toBeGreaterThan(0);
    expect(seen.refused).toBeLessThanOrEqual(5);
  });

  it('par un autre programme, quand il reste peu : deux appels refusés au plus, même à des personnes', async () => {
    const { gate, seen, answer, spend, spendAll } = aWorld();
    spend(4_900);
    await gate.pass(people, answer);
    spendAll();
    await Promise.all(Array.from({ length: 500 }, () => failure(gate.pass(people, answer))));
    expect(seen.refused).toBe(2);
  });

  it('une fois l’heure passée, un appel essaie avant les autres : refusé, il est le seul', async () => {
    const { clock, gate, seen, answer, spendAll } = aWorld();
    spendAll();
    await failure(gate.pass(people, answer));
    await clock.advance(HOUR + MINUTE);
    const ends = await Promise.all(Array.from({ length: 8 }, () => failure(gate.pass(people, answer))));
    expect(seen.refused).toBe(2);
    expect(ends.filter((end) => end instanceof GateClosed)).toHaveLength(7);
  });

  it.each([
    ['que des personnes attendent', people],
    ['que personne n’attend', sweep],
  ])('des appels qui ne reviennent pas ne retiennent les autres que deux secondes : ceux %s', async (_, call) => {
    const { clock, gate, answer } = aWorld();
    const hung = Promise.withResolvers<object>();
    const ends = Array.from({ length: 2 }, () => failure(gate.pass(call, () => hung.promise)));
    await settle();
    const after = gate.pass(call, answer);
    await clock.advance(1_900);
    let isOver = false;
    void after.then(() => (isOver = true));
    await settle();
    expect(isOver).toBe(false);
    await clock.advance(200);
    await settle();
    expect(isOver).toBe(true);
    hung.resolve({ headers: {} });
    await Promise.all(ends);
  });

  it('une fois l’heure passée, un appel essaie avant les autres : répondu, tous partent, et un qui n’aboutit pas laisse essayer le suivant', async () => {
    const { clock, gate } = aWorld();
    await failure(gate.pass(people, () => Promise.reject(limited(429, { 'retry-after': '30' }))));
    await clock.advance(31_000);
    const sent: PromiseWithResolvers<object>[] = [];
    const send = () => {
      const call = Promise.withResolvers<object>();
      sent.push(call);
      return call.promise;
    };
    const under = Array.from({ length: 8 }, () => failure(gate.pass(people, send)));
    await settle();
    expect(sent).toHaveLength(1);
    sent[0]?.reject(new Error('socket hang up'));
    await settle();
    expect(sent).toHaveLength(2);
    sent[1]?.resolve({ headers: {} });
    await settle();
    expect(sent).toHaveLength(8);
    for (const call of sent) call.resolve({ headers: {} });
    await Promise.all(under);
  });

  it('en points GraphQL, par l’application seule : ce que coûte une page se compte avant de partir', async () => {
    const { clock, gate } = aWorld();
    const page: Outgoing = { ...query, cost: 17 };
    let left = 100;
    let refused = 0;
    const ask = () => {
      refused += Number(left < 17);
      left -= 17;
      const headers = { 'x-ratelimit-limit': '5000', 'x-ratelimit-reset': String(clock.now().getTime() / 1_000 + 600) };
      return Promise.resolve({ headers: { ...headers, 'x-ratelimit-remaining': String(left), 'x-ratelimit-resource': 'graphql' } });
    };
    await gate.pass(page, ask);
    await Promise.all(Array.from({ length: 20 }, () => failure(gate.pass(page, ask))));
    expect([refused, left]).toEqual([0, 100 - 5 * 17]);
  });

  it('ferme jusqu’à l’heure dite, et chacun revient à son tour, les personnes d’abord', async () => {
    const { clock, gate, answer, spendAll } = aWorld();
    spendAll();
    await failure(gate.pass(people, answer));
    const waits = [];
    for (const call of [sweep, people, sweep, people]) waits.push(refusedUntil(clock, await failure(gate.pass(call, answer))) - HOUR);
    expect(waits).toEqual([5_000, 0, 5_250, 50]);
  });

  it('rouvre à l’heure dite', async () => {
    const { clock, gate } = aWorld();
    await failure(gate.pass(people, () => Promise.reject(limited(429, { 'retry-after': '30' }))));
    await clock.advance(29_000);
    expect(await failure(gate.pass(people, () => Promise.resolve({})))).toBeInstanceOf(GateClosed);
    await clock.advance(2_000);
    expect(await failure(gate.pass(people, () => Promise.resolve({})))).toBeNull();
  });

  it('dite secondaire, elle ferme tout ; celle de GraphQL, ou des appels ordinaires, elle seule', async () => {
    const secondary = aWorld().gate;
    await failure(secondary.pass(people, () => Promise.reject(limited(403, {}, 'You have exceeded a secondary rate limit'))));
    expect(await failure(secondary.pass(query, () => Promise.resolve({})))).toBeInstanceOf(GateClosed);
    const { gate, answer, spendAll } = aWorld();
    spendAll();
    await failure(gate.pass(people, answer));
    expect(await failure(gate.pass(query, () => Promise.resolve({})))).toBeNull();
  });

  it.each(['RATE_LIMITED', 'RATE_LIMIT'])('de GraphQL se lit dans sa réponse (%s)', async (type) => {
    const { clock, gate } = aWorld();
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(clock.now().getTime() / 1_000 + 600) };
    await gate.pass(query, () => Promise.resolve({ status: 200, headers, data: { errors: [{ type, message: 'x' }] } }));
    expect(refusedUntil(clock, await failure(gate.pass(query, () => Promise.resolve({}))))).toBe(600_000);
    expect(await failure(gate.pass(people, () => Promise.resolve({})))).toBeNull();
  });

  it('dont l’heure est déjà passée ici ferme une minute', async () => {
    const { clock, gate } = aWorld();
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(clock.now().getTime() / 1_000 - 600) };
    await failure(gate.pass(people, () => Promise.reject(limited(403, headers))));
    expect(refusedUntil(clock, await failure(gate.pass(people, () => Promise.resolve({}))))).toBe(MINUTE);
  });

  it('ne se lit pas dans un refus qui ne parle pas de limite', async () => {
    const { gate } = aWorld();
    await failure(gate.pass(people, () => Promise.reject(limited(403, { 'x-ratelimit-remaining': '4000' }, 'Resource not accessible'))));
    expect(await failure(gate.pass(people, () => Promise.resolve({})))).toBeNull();
  });
});

it('un appel que l’on n’a pas fait est une limite : ni un refus de GitHub, ni une faute du dossier', () => {
  const until = new Date('2027-01-04T09:10:00Z');
  const error = new GateClosed('x', until);
  expect([isLimit(error), judgeError(error), unavailableUntil(error, new Date('2027-01-04T09:00:00Z'))]).toEqual([
    true,
    'unavailable',
    until,
  ]);
});

describe('le dernier cinquième de la limite', () => {
  it('est aux personnes', async () => {
    const { clock, gate, answer, spend } = aWorld(100);
    spend(78);
    await gate.pass(people, answer);
    expect(await failure(gate.pass(sweep, answer))).toBeNull();
    expect(refusedUntil(clock, await failure(gate.pass(sweep, answer)))).toBe(HOUR + 5_000);
    expect(await failure(gate.pass(people, answer))).toBeNull();
  });

  it('se compte avec les appels en route', async () => {
    const { gate, answer, spend } = aWorld(100);
    spend(75);
    await gate.pass(people, answer);
    const held = Promise.withResolvers<object>();
    const under = Array.from({ length: 3 }, () => gate.pass(people, () => held.promise));
    await settle();
    const ends = await Promise.all([1, 2].map(() => failure(gate.pass(sweep, answer))));
    expect(ends.filter((end) => end instanceof GateClosed)).toHaveLength(1);
    held.resolve({});
    await Promise.all(under);
  });
});

describe('ce qui se fait en passant', () => {
  it('part quatre appels à la fois, ceux des personnes sans attendre', async () => {
    const { gate, answer } = aWorld();
    await gate.pass(people, answer);
    const held = Promise.withResolvers<object>();
    let made = 0;
    const call = () => {
      made += 1;
      return held.promise;
    };
    const under = [...Array.from({ length: 10 }, () => gate.pass(sweep, call)), gate.pass(people, call)];
    await settle();
    expect(made).toBe(5);
    held.resolve({});
    await Promise.all(under);
    expect(made).toBe(11);
  });
});

it('quand il reste peu, les personnes qui attendent passent avant ce qui se fait en passant', async () => {
  const { gate, answer, spend } = aWorld(1_000);
  spend(300);
  await gate.pass(people, answer);
  const held = Promise.withResolvers<object>();
  const under = Array.from({ length: 4 }, () => gate.pass(sweep, () => held.promise));
  const order: string[] = [];
  const noting = (lane: string) => () => {
    order.push(lane);
    return answer();
  };
  const late = [gate.pass(sweep, noting('sweep')), gate.pass(people, noting('people'))];
  await settle();
  held.resolve({});
  await Promise.all([...under, ...late]);
  expect(order).toEqual(['people', 'sweep']);
});

it.each([
  ['attendait avant elle', 1_600],
  ['arrive quand une place se libère', 2_500],
])(
  'quand des appels ne reviennent pas, la place de l’un est à la personne qui attend, même si ce qui se fait en passant %s',
  async (_, sweptAt) => {
    const { clock, gate } = aWorld();
    const hung = Promise.withResolvers<object>();
    const order: string[] = [];
    const under: Promise<object>[] = [];
    const leave = (call: Outgoing) => {
      const send = () => {
        order.push(call.lane);
        return hung.promise;
      };
      under.push(gate.pass(call, send));
    };
    // As long as GitHub has said nothing, two leave at once; of these, one is found to hang after two seconds and the other after three and a half.
    const steps = [
      [0, people],
      [1_500, people],
      [sweptAt, sweep],
      [1_700, people],
    ] as const;
    for (const [at, call] of steps.toSorted(([one], [other]) => one - other)) {
      await clock.advance(at - clock.elapsed());
      leave(call);
    }
    await clock.advance(3_400 - clock.elapsed());
    expect(order).toEqual(['people', 'people', 'people']);
    await clock.advance(1_000);
    expect(order).toEqual(['people', 'people', 'people', 'sweep']);
    hung.resolve({ headers: {} });
    await Promise.all(under);
  },
);

describe('en une minute', () => {
  const write: Outgoing = { ...people, method: 'PATCH' };
  const sent = async (gate: ReturnType<typeof createGate>, calls: readonly Outgoing[]) => {
    const ends = [];
    for (const call of calls) ends.push(await failure(gate.pass(call, () => Promise.resolve({ headers: {} }))));
    return ends.filter((end) => end === null).length;
  };
  const times = (count: number, call: Outgoing) => Array.from({ length: count }, () => call);

  it.each([
    ['neuf cents lectures', people, 900],
    ['cent quatre-vingts écritures', write, 180],
    ['deux mille questions GraphQL', query, 2_000],
    ['sept cent vingt lectures que personne n’attend', sweep, 720],
  ])('%s partent, et pas une de plus', async (_, call, most) => {
    const { clock, gate } = aWorld();
    expect(await sent(gate, times(most + 50, call))).toBe(most);
    await clock.advance(MINUTE);
    expect(await sent(gate, [call])).toBe(1);
  });

  it('ce que les passages ont pris laisse le cinquième des personnes', async () => {
    const { gate } = aWorld();
    expect(await sent(gate, [...times(1_000, sweep), ...times(1_000, people)])).toBe(900);
  });
});

describe('les nouveaux commentaires', () => {
  const send = (gate: ReturnType<typeof createGate>, call: Outgoing) => failure(gate.pass(call, () => Promise.resolve({})));

  it('quatre-vingts par minute au plus, dont un cinquième pour les personnes', async () => {
    const { clock, gate } = aWorld();
    for (let count = 0; count < 64; count += 1) expect(await send(gate, { ...comment, lane: 'sweep' })).toBeNull();
    expect(refusedUntil(clock, await send(gate, { ...comment, lane: 'sweep' }))).toBe(MINUTE + 5_000);
    for (let count = 64; count < 80; count += 1) expect(await send(gate, comment)).toBeNull();
    expect(refusedUntil(clock, await send(gate, comment))).toBe(MINUTE);
    expect(await send(gate, { ...comment, method: 'PATCH' })).toBeNull();
    await clock.advance(MINUTE);
    expect(await send(gate, comment)).toBeNull();
  });

  it('cinq cents par heure au plus', async () => {
    const { clock, gate } = aWorld();
    let sent = 0;
    for (let minute = 0; minute < 10; minute += 1) {
      for (let count = 0; count < 70; count += 1) if ((await send(gate, comment)) === null) sent += 1;
      await clock.advance(MINUTE);
    }
    expect(sent).toBe(500);
  });

  it.each(['issues', 'issues/{issue_number}/comments', 'pulls', 'pulls/{pull_number}/reviews'])('%s en est', async (path) => {
    const { gate } = aWorld();
    const call = { ...comment, url: `/repos/{owner}/{repo}/${path}` };
    for (let count = 0; count < 80; count += 1) await send(gate, call);
    expect(await send(gate, call)).toBeInstanceOf(GateClosed);
  });
});
