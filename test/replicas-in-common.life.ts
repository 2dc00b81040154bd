import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCreatedInCommon } from '../src/github/created-in-common.ts';
import { createGate, type Gate, type Outgoing } from '../src/github/gate.ts';
import { GateClosed } from '../src/github/gate-closed.ts';
import { createWrittenTimes } from '../src/github/written-times.ts';
import { PermissionMissing } from '../src/github/refusal.ts';
import { createShutOuts } from '../src/github/shut-outs.ts';
import { createRates } from '../src/github/rates.ts';
import { inCommon } from '../src/queue/in-common.ts';
import { hubKey } from '../src/words/key.ts';
import { aHubProcess } from './a-hub-process.ts';
import { aListedHub, type ListedHub, listedAt } from './github/a-listed-hub.ts';
import { postgresBench, type PostgresBench } from './queue/postgres-bench.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const EVERY_MS = 15 * MINUTE;
const OPEN = 120;

let bench: PostgresBench;
let listed: ListedHub;
beforeAll(async () => {
  bench = await postgresBench();
}, 120_000);
beforeEach(async () => {
  await bench.empty();
  listed = aListedHub({ open: OPEN, closed: 3 });
});
afterAll(() => bench.close());

/** An instant of GitHub, so many minutes after all that was there at first. */
const after = (minutes: number) => `${new Date(Date.parse(listedAt) + minutes * MINUTE).toISOString().slice(0, 19)}Z`;

/** One of several processes that share a PostgreSQL. */
const aProcess = () => aHubProcess(listed, { facts: bench.join(), clock: bench.clock, everyMs: EVERY_MS, dryRun: true });

type Process = ReturnType<typeof aProcess>;

/** Looks at the hub until the pass is over; all that it found. */
async function wholePass({ look }: Process): Promise<readonly string[]> {
  const found: string[] = [];
  for (let looks = 0; looks < 20; looks += 1) {
    const seen = await look();
    found.push(...seen.found);
    if (!seen.goesOn) return found;
  }
  throw new Error('the pass never ends');
}

describe('ce qui tenait l’application dehors', () => {
  const wholeOf1 = { installation: 1, act: null } as const;
  const writesIn1 = { installation: 1, act: 'write-hub' } as const;
  const elsewhere = { installation: 2, act: null } as const;
  const error = Object.assign(new Error('Bad credentials'), { status: 401 });
  const missing = new PermissionMissing('issues: write');

  /** A process that found these doors shut, and what it wakes. */
  function aDoorkeeper() {
    const facts = bench.join();
    const woken: string[] = [];
    const shutOuts = createShutOuts({ clock: bench.clock, longestMs: EVERY_MS, opened: (keys) => woken.push(...keys), facts });
    const runOf = (key: string) => ({ key, lane: 'sweep', outages: 0 }) as const;
    for (const door of [wholeOf1, elsewhere]) shutOuts.ended(door, runOf('first'), { error, token: null });
    shutOuts.ended(writesIn1, runOf('first'), { error: missing, token: null });
    const isShut = (door: typeof wholeOf1 | typeof writesIn1 | typeof elsewhere) => {
      try {
        shutOuts.check(door, runOf('waiting'));
        return false;
      } catch {
        return true;
      }
    };
    return { shutOuts, isShut, woken, facts };
  }

  it('l’événement qui en dit la fin ouvre chez tous les exemplaires, pour cette installation', async () => {
    const [hears, other] = [aDoorkeeper(), aDoorkeeper()];
    expect([wholeOf1, writesIn1, elsewhere].map(other.isShut)).toEqual([true, true, true]);
    await inCommon(hears.facts, () => Promise.resolve(hears.shutOuts.over(1)));
    await other.facts.catchUp();
    expect([wholeOf1, writesIn1, elsewhere].map(other.isShut)).toEqual([false, false, true]);
    expect(other.woken).toContain('waiting');
  });

  it('l’essai qui réussit chez l’un ouvre cette porte chez les autres', async () => {
    const [tries, other] = [aDoorkeeper(), aDoorkeeper()];
    await bench.advance(EVERY_MS);
    await inCommon(tries.facts, () => tries.shutOuts.knock(wholeOf1, () => Promise.resolve('ghs_1')));
    await other.facts.catchUp();
    expect(other.isShut(wholeOf1)).toBe(false);
  });
});

describe('ce qui arrive à un dépôt d’accompagnement pendant un passage', () => {
  it('est su de l’exemplaire qui le fait, quel que soit celui qui l’a entendu : il relit le dépôt en entier, une fois', async () => {
    const [passes, hears] = [aProcess(), aProcess()];
    await passes.look();
    await passes.look();
    expect(passes.seen.wholeLooks).toBe(1);
    await hears.heardOfHub();
    await passes.look();
    expect(passes.seen.wholeLooks).toBe(2);
    await hears.heardOfHub();
    await hears.heardOfHub();
    await wholePass(passes);
    expect(passes.seen.wholeLooks).toBe(3);
  });
});

describe('un passage qu’un autre exemplaire reprend', () => {
  it('au milieu des pages recommence : chaque dossier est trouvé par celui qui finit', async () => {
    const [dies, takesOver] = [aProcess(), aProcess()];
    expect((await dies.look()).goesOn).toBe(true);
    expect(new Set(await wholePass(takesOver))).toEqual(new Set(Array.from({ length: OPEN + 3 }, (_, index) => listed.keyOf(index + 1))));
  });

  /** A process that dies after two hours of changes, of which it looked at each; and the one change that it leaves. */
  async function leave(dies: Process): Promise<void> {
    await wholePass(dies);
    for (let hour = 1; hour <= 2; hour += 1) {
      await bench.advance(60 * MINUTE);
      listed.change(OPEN + 1, after(60 * hour));
      expect((await dies.look()).found).toEqual([listed.keyOf(OPEN + 1)]);
    }
    listed.change(OPEN + 2, after(125));
  }

  it('trouve tout ce qui a changé depuis le sien, s’il en a fait un', async () => {
    const old = aProcess();
    await wholePass(old);
    await leave(aProcess());
    expect((await wholePass(old)).toSorted()).toEqual([OPEN + 1, OPEN + 2].map(listed.keyOf).toSorted());
  });

  it('trouve tout s’il démarre', async () => {
    await leave(aProcess());
    expect(await wholePass(aProcess())).toContain(listed.keyOf(OPEN + 2));
  });
});

const comment: Outgoing = { lane: 'people', method: 'POST', url: '/repos/{owner}/{repo}/issues/{issue_number}/comments', cost: 1 };

/** A process that writes, by the gates of its installations. */
function aWriter() {
  const facts = bench.join();
  const created = createCreatedInCommon(bench.clock, facts);
  return { facts, gateOf: (installation: number) => createGate(bench.clock, createRates(bench.clock, created(installation))) };
}

/** Sends as many, or up to the first that may not leave: how many left, and how long the next has to wait. */
async function send(gate: Gate, most: number, call = comment): Promise<{ readonly sent: number; readonly waitsMs: number }> {
  for (let sent = 0; sent < most; sent += 1)
    try {
      await gate.pass(call, () => Promise.resolve({}));
    } catch (error) {
      if (error instanceof GateClosed) return { sent, waitsMs: error.until.getTime() - bench.clock.now().getTime() };
      throw error;
    }
  return { sent: most, waitsMs: 0 };
}

/** Fifty a minute for six minutes, each minute told. */
async function createThreeHundred({ facts, gateOf }: ReturnType<typeof aWriter>): Promise<void> {
  const gate = gateOf(1);
  for (let minute = 0; minute < 6; minute += 1) {
    expect((await send(gate, 50)).sent).toBe(50);
    await facts.settle();
    await bench.advance(MINUTE);
  }
}

describe('ce que GitHub laisse écrire', () => {
  it('ce qu’un exemplaire écrit dans une heure compte pour les autres : cinq cents à eux tous, puis ce que l’heure rend', async () => {
    const [one, other] = [aWriter(), aWriter()];
    const gate = other.gateOf(1);
    await createThreeHundred(one);
    await other.facts.catchUp();
    let sent = 0;
    for (let minute = 0; minute < 4; minute += 1) {
      sent += (await send(gate, 70)).sent;
      await bench.advance(MINUTE);
    }
    expect(sent).toBe(200);
    const { waitsMs } = await send(gate, 1);
    expect(waitsMs).toBeGreaterThanOrEqual(HOUR - 10 * MINUTE);
    expect(waitsMs).toBeLessThan(HOUR - 9 * MINUTE);
    await bench.advance(HOUR - 10 * MINUTE);
    expect((await send(gate, 60)).sent).toBe(50);
  });

  it('une minute est à tous aussi, et une installation à elle seule', async () => {
    const [one, other] = [aWriter(), aWriter()];
    expect((await send(one.gateOf(1), 60)).sent).toBe(60);
    await one.facts.settle();
    await other.facts.catchUp();
    const gate = other.gateOf(1);
    expect((await send(gate, 80)).sent).toBe(20);
    expect((await send(gate, 200, { ...comment, method: 'GET' })).sent).toBe(200);
    expect((await send(other.gateOf(2), 80)).sent).toBe(80);
  });

  it('un exemplaire qui démarre sait ce que ceux d’avant ont écrit dans l’heure', async () => {
    await createThreeHundred(aWriter());
    const started = aWriter();
    await started.facts.catchUp();
    const gate = started.gateOf(1);
    let sent = 0;
    for (let minute = 0; minute < 5; minute += 1) {
      sent += (await send(gate, 60)).sent;
      await bench.advance(MINUTE);
    }
    expect(sent).toBe(200);
  });
});

describe('ce qui a été écrit dans le jour', () => {
  const key = hubKey({ owner: 'dnum-mi', repo: 'dso-formation' });
  const aCounter = () => {
    const facts = bench.join();
    return { facts, times: createWrittenTimes(bench.clock, facts) };
  };

  it('est su des autres exemplaires, et de celui qui démarre, pendant un jour', async () => {
    const [one, other] = [aCounter(), aCounter()];
    const first = bench.clock.now().toISOString();
    one.times.note(key, ['a', 'b']);
    await one.facts.settle();
    await bench.advance(HOUR);
    await other.facts.catchUp();
    expect(other.times.of(key)).toEqual({ a: [first], b: [first] });
    const second = bench.clock.now().toISOString();
    other.times.note(key, ['a']);
    await other.facts.settle();
    const started = aCounter();
    await started.facts.catchUp();
    expect(started.times.of(key)).toEqual({ a: [first, second], b: [first] });
    await bench.advance(23 * HOUR + MINUTE);
    expect(started.times.of(key)).toEqual({ a: [second] });
  });
});
