import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import * as fc from '../property.ts';
import { inCommon } from '../../src/queue/in-common.ts';
import { QueueUnavailable } from '../../src/queue/queue-unavailable.ts';
import { SCHEMA } from '../../src/queue/postgres/schema.ts';
import { postgresBench, type PostgresBench } from './postgres-bench.ts';

let bench: PostgresBench;
beforeAll(async () => {
  bench = await postgresBench();
}, 120_000);
afterEach(async () => {
  bench.database.mend();
  await bench.empty();
});
afterAll(() => bench.close());

const HOUR = 3_600_000;

/** A process, and what it knows: its own word, or the last that it heard. */
function aProcess({ keptMs = null, concerns }: { keptMs?: number | null; concerns?: (subject: string) => boolean } = {}) {
  const facts = bench.join();
  const known = new Map<string, unknown>();
  const heard: string[] = [];
  const tell = facts.open({
    kind: 'essai',
    keptMs,
    schema: z.unknown(),
    ...(concerns === undefined ? {} : { concerns }),
    hear: ({ subject, value }) => {
      heard.push(subject);
      if (value === null) known.delete(subject);
      else known.set(subject, value);
    },
  });
  return {
    ...facts,
    known,
    heard,
    tell: (subject: string, value: unknown) => {
      known.set(subject, value);
      tell(subject, value);
    },
    takeBack: (subject: string) => {
      known.delete(subject);
      tell(subject, null);
    },
  };
}

async function rows(): Promise<number> {
  return (await bench.database.executeSql(`SELECT 1 FROM ${SCHEMA}.fact WHERE value IS NOT NULL`)).rows.length;
}

describe('ce que plusieurs exemplaires savent en commun', () => {
  it('s’entend une fois gardé, le plus ancien d’abord, le dernier mot sur chaque sujet, et pas par celui qui l’a dit', async () => {
    const [one, other] = [aProcess(), aProcess()];
    one.tell('a', 1);
    one.tell('b', { deux: ['2'] });
    one.tell('a', 3);
    await other.catchUp();
    expect(other.heard).toEqual([]);
    await one.settle();
    await one.catchUp();
    await other.catchUp();
    expect(other.heard).toEqual(['b', 'a']);
    expect(other.known).toEqual(one.known);
    expect(one.heard).toEqual([]);
  });

  it('s’entend aussi d’un exemplaire qui a fini, et ce qui est repris ne vaut plus', async () => {
    const before = aProcess();
    before.tell('a', 1);
    before.tell('b', 2);
    await before.settle();
    before.takeBack('a');
    await before.settle();
    const after = aProcess();
    await after.catchUp();
    expect([...after.known]).toEqual([['b', 2]]);
  });

  it('ce qui est dit de nouveau n’est pas répété ; ce qui ne vaut qu’un temps l’est, et finit', async () => {
    const [one, other] = [aProcess(), aProcess()];
    for (const _ of [1, 2]) {
      one.tell('a', 1);
      await one.settle();
      await other.catchUp();
    }
    expect(other.heard).toEqual(['a']);
    const [brief, listener] = [aProcess({ keptMs: HOUR }), aProcess({ keptMs: HOUR })];
    for (const _ of [1, 2]) {
      brief.tell('b', 1);
      await brief.settle();
      await listener.catchUp();
    }
    expect(listener.heard).toEqual(['a', 'b', 'b']);
    await bench.advance(2 * HOUR);
    const late = aProcess();
    await late.catchUp();
    expect(late.heard).toEqual(['a']);
  });

  it('ce qu’une autre version dit sous une autre forme n’est pas entendu : le mot d’avant demeure', async () => {
    const [one, other] = [aProcess(), bench.join()];
    const heard: (readonly [string, number | null])[] = [];
    other.open({ kind: 'essai', keptMs: null, schema: z.number(), hear: ({ subject, value }) => heard.push([subject, value]) });
    one.tell('a', 1);
    one.tell('b', 'un');
    one.tell('c', [1]);
    one.takeBack('d');
    await one.settle();
    await other.catchUp();
    expect(heard).toEqual([
      ['a', 1],
      ['d', null],
    ]);
  });

  it('ce qui est dit d’un sujet que personne ne suit plus est supprimé', async () => {
    const before = aProcess();
    before.tell('parti', 1);
    before.tell('reste', 2);
    await before.settle();
    const after = aProcess({ concerns: (subject) => subject !== 'parti' });
    await after.catchUp();
    expect([...after.known]).toEqual([['reste', 2]]);
    expect(await rows()).toBe(1);
  });

  it('plus de faits qu’une page s’entendent tous', async () => {
    const [one, other] = [aProcess(), aProcess()];
    for (let index = 0; index < 1_203; index++) one.tell(`sujet ${index}`, index);
    await one.settle();
    await other.catchUp();
    expect(other.known).toEqual(one.known);
  });

  it('un texte avec un caractère nul, une moitié de caractère ou un emoji passe tel quel', async () => {
    const [one, other] = [aProcess(), aProcess()];
    for (const [index, text] of ['\u0000', '\ud800', '👩‍🚀 ‮', "'; DROP TABLE fact; --"].entries()) one.tell(`${index}`, text);
    await one.settle();
    await other.catchUp();
    expect(other.known).toEqual(one.known);
  });

  it('une ligne écrite à la main, qui n’est pas du JSON, n’arrête rien', async () => {
    const one = aProcess();
    one.tell('a', 1);
    one.tell('b', 2);
    await one.settle();
    await bench.database.executeSql(`UPDATE ${SCHEMA}.fact SET value = '{' WHERE subject = 'a'`);
    const other = aProcess();
    await other.catchUp();
    expect(other.known.get('b')).toBe(2);
  });

  it('PostgreSQL arrêté : ce qui n’a pu être gardé l’est au retour, et qui attendait l’apprend par une erreur de file', async () => {
    const [one, other] = [aProcess(), aProcess()];
    one.tell('a', 1);
    bench.database.fail('arrêtée');
    await expect(one.settle()).rejects.toThrow(QueueUnavailable);
    await expect(other.catchUp()).rejects.toThrow(QueueUnavailable);
    one.tell('a', 2);
    bench.database.mend();
    await Promise.all([one.settle(), one.settle()]);
    await other.catchUp();
    expect([...other.known]).toEqual([['a', 2]]);
  });

  it('un travail qui échoue a dit ce qu’il savait', async () => {
    const [one, other] = [aProcess(), aProcess()];
    await expect(
      inCommon(one, () => {
        one.tell('a', 1);
        return Promise.reject(new Error('échec'));
      }),
    ).rejects.toThrow('échec');
    await inCommon(other, () => Promise.resolve(expect(other.known.get('a')).toBe(1)));
  });

  it('qui demande pendant une lecture entend aussi ce qui a été gardé depuis qu’elle a commencé', async () => {
    const [one, other] = [aProcess(), aProcess()];
    const first = other.catchUp();
    one.tell('a', 1);
    await one.settle();
    await Promise.all([first, other.catchUp(), other.catchUp()]);
    expect(other.known.get('a')).toBe(1);
  });

  it('quel que soit l’ordre de ce que trois exemplaires disent et entendent, tous finissent par savoir la même chose', async () => {
    const step = fc.record({
      who: fc.integer({ min: 0, max: 2 }),
      does: fc.constantFrom('tell', 'takeBack', 'settle', 'catchUp'),
      subject: fc.constantFrom('a', 'b', 'c'),
      value: fc.integer({ min: 0, max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        await bench.empty();
        const all = [aProcess(), aProcess(), aProcess()];
        for (const { who, does, subject, value } of steps) {
          const one = all[who];
          if (does === 'tell') one?.tell(subject, value);
          else if (does === 'takeBack') one?.takeBack(subject);
          else await one?.[does]();
        }
        // Who spoke before hearing has the last word: the row says whose it is.
        for (const one of all) await one.settle();
        const fresh = aProcess();
        await fresh.catchUp();
        for (const one of all) await one.catchUp();
        const { rows: last } = await bench.database.executeSql(
          `SELECT subject FROM ${SCHEMA}.fact WHERE value IS NOT NULL ORDER BY subject`,
        );
        expect([...fresh.known.keys()].toSorted()).toEqual(last.map(({ subject }: { subject: string }) => subject));
        for (const one of all) expect(one.known).toEqual(fresh.known);
      }),
      { numRuns: 25 },
    );
  });
});
