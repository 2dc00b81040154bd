import { describe, expect, it } from 'vitest';
import * as fc from '../property.ts';
import { type Lane, LaneTurns } from '../../src/queue/lanes.ts';
import { ReadyLine } from '../../src/queue/ready-line.ts';

const hubOf = (key: string) => key.charAt(0);

function lineOf(...put: readonly (readonly [string, Lane])[]): ReadyLine<string> {
  const line = new ReadyLine(hubOf);
  for (const [key, lane] of put) line.put(key, lane);
  return line;
}

function takeAll(line: ReadyLine<string>): readonly string[] {
  const taken: string[] = [];
  for (let key = line.take(); key !== null; key = line.take()) taken.push(key);
  return taken;
}

describe('dans une voie, les dépôts d’accompagnement passent chacun à leur tour', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['un seul dépôt : dans l’ordre d’arrivée', ['a1', 'a2', 'a3'], ['a1', 'a2', 'a3']],
    ['le second dépôt n’attend pas la fin du premier', ['a1', 'a2', 'a3', 'b1'], ['a1', 'b1', 'a2', 'a3']],
    ['trois dépôts inégaux', ['a1', 'a2', 'a3', 'b1', 'b2', 'c1'], ['a1', 'b1', 'c1', 'a2', 'b2', 'a3']],
    ['une clé mise deux fois passe une fois', ['a1', 'b1', 'a1'], ['a1', 'b1']],
  ])('%s', (_, put, expected) => {
    expect(takeAll(lineOf(...put.map((key) => [key, 'sweep'] as const)))).toEqual(expected);
  });

  it('un dépôt qui en remet sans cesse ne passe pas deux fois avant les autres', () => {
    const line = lineOf(['a1', 'people'], ['a2', 'people'], ['b1', 'people'], ['c1', 'people']);
    const taken: string[] = [];
    for (let turn = 0; turn < 6; turn++) {
      taken.push(line.take() ?? '');
      line.put(`a${10 + turn}`, 'people');
    }
    expect(taken.map(hubOf)).toEqual(['a', 'b', 'c', 'a', 'a', 'a']);
  });
});

describe('les personnes d’abord', () => {
  it.each<[string, readonly (readonly [string, Lane])[], readonly string[]]>([
    [
      'arrivées après le passage, elles partent avant lui',
      [
        ['a1', 'sweep'],
        ['b1', 'sweep'],
        ['a2', 'people'],
      ],
      ['a2', 'a1', 'b1'],
    ],
    [
      'ce que le passage proposait et que quelqu’un demande monte',
      [
        ['a1', 'sweep'],
        ['a2', 'sweep'],
        ['a2', 'people'],
      ],
      ['a2', 'a1'],
    ],
    [
      'ce que quelqu’un demande et que le passage propose ne redescend pas',
      [
        ['a1', 'people'],
        ['a2', 'people'],
        ['a1', 'sweep'],
      ],
      ['a1', 'a2'],
    ],
  ])('%s', (_, put, expected) => {
    expect(takeAll(lineOf(...put))).toEqual(expected);
  });

  it('après sept départs demandés, un départ du passage', () => {
    const people = Array.from({ length: 20 }, (_, index) => [`a${index}`, 'people'] as const);
    const line = lineOf(['s1', 'sweep'], ['s2', 'sweep'], ['s3', 'sweep'], ...people);
    const taken = takeAll(line);
    expect(taken.map((key, index) => (key.startsWith('s') ? index : -1)).filter((index) => index >= 0)).toEqual([7, 15, 22]);
  });

  it('un tour que le passage ne prend pas n’est pas gardé', () => {
    const turns = new LaneTurns();
    for (let run = 0; run < 8; run++) turns.took('people');
    expect(turns.order()).toEqual(['people', 'sweep']);
  });
});

it('quoi qu’on y mette, chaque clé sort une fois, jamais deux départs d’un dépôt avant un autre de la même voie, jamais plus de sept départs avant le passage', () => {
  const act = fc.oneof(
    fc.record({
      key: fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat({ max: 9 })).map(([hub, number]) => `${hub}${number}`),
      lane: fc.constantFrom<Lane>('people', 'sweep'),
    }),
    fc.constant('take' as const),
  );
  fc.assert(
    fc.property(fc.array(act, { maxLength: 80 }), (acts) => {
      const line = new ReadyLine(hubOf);
      const waiting = new Map<string, Lane>();
      const passed = new Map<string, number>();
      let beforeSweep = 0;
      for (const one of acts) {
        if (one !== 'take') {
          line.put(one.key, one.lane);
          if (waiting.get(one.key) !== 'people') waiting.set(one.key, one.lane);
          continue;
        }
        const key = line.take();
        expect(key === null).toBe(waiting.size === 0);
        if (key === null) continue;
        const lane = waiting.get(key);
        expect(lane).toBeDefined();
        waiting.delete(key);
        const sweepWaits = [...waiting.values()].includes('sweep');
        beforeSweep = lane === 'people' && sweepWaits ? beforeSweep + 1 : 0;
        expect(beforeSweep).toBeLessThanOrEqual(7);
        const others = new Set([...waiting].filter(([, other]) => other === lane).map(([other]) => hubOf(other)));
        for (const hub of others) {
          if (hub === hubOf(key)) continue;
          const times = (passed.get(`${hub} ${hubOf(key)} ${lane}`) ?? 0) + 1;
          expect(times).toBe(1);
          passed.set(`${hub} ${hubOf(key)} ${lane}`, times);
        }
        for (const hub of ['a', 'b', 'c']) passed.delete(`${hubOf(key)} ${hub} ${lane}`);
        for (const pair of passed.keys()) {
          const [waits = '', , of] = pair.split(' ');
          if (![...waiting].some(([other, otherLane]) => hubOf(other) === waits && otherLane === of)) passed.delete(pair);
        }
      }
      expect(line.size).toBe(waiting.size);
    }),
    { numRuns: 300 },
  );
});
