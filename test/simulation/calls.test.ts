import { describe, expect, it } from 'vitest';
import { placeNamed, placesOf, strikeLine } from './strikes.ts';

describe('les places de l’énumération des appels', () => {
  const calls = ['GET /a 1', 'POST /repos/a/b/issues/1/labels 1', 'GET /b 1', 'GET /a 2', 'DELETE /repos/a/b/issues/1/labels/x 1'].flatMap(
    (route, at) => Array.from({ length: at === 0 ? 8 : 1 }, () => ({ route, writes: false, reading: null, at })),
  );

  it('chaque appel rencontre une panne au moins, et chaque sorte d’appel chacune des six', () => {
    const places = placesOf({ calls });
    const kinds = Map.groupBy(places, ({ route }) => route.replace(/ \d+$/, ''));
    expect([...kinds].map(([kind, all]) => [kind, all.length])).toEqual([
      ['GET /a', 9],
      ['POST /repos/a/b/issues/1/labels', 6],
      ['GET /b', 6],
      ['DELETE /repos/a/b/issues/1/labels/x', 6],
    ]);
    expect([...kinds.values()].map((all) => new Set(all.map(({ struck }) => struck.fault)).size)).toEqual([6, 6, 6, 6]);
    expect(new Set(places.map(({ struck }) => struck.call)).size).toBe(calls.length);
  });

  it('une panne qui n’est pas essayée là se rejoue aussi ; une place qui n’existe pas n’est rien', () => {
    const named = (written: string) => placeNamed({ calls }, written)?.struck ?? null;
    expect(['502', 'cut', 'html', '429', 'suspended once', 'hang'].map((fault) => named(`3:${fault}`)?.fault)).not.toContain(undefined);
    expect(['3:502 after the write', '99:502', '3:nulle', 'x'].map(named)).toEqual([null, null, null, null]);
  });
});

describe('une panne de l’énumération des appels se rejoue seule, par la ligne qu’elle écrit', () => {
  const reading = (at: number) => ({ route: 'GET /repos/a/b', writes: false, reading: 'GET /repos/a/b', at });
  const writing = (at: number) => ({ route: 'POST /repos/a/b/issues/1/comments', writes: true, reading: null, at });
  const calls = [reading(0), writing(100), reading(200), writing(300), reading(60_000), reading(60_100)];

  it('chaque place a sa ligne, qui la retrouve', () => {
    const places = placesOf({ calls });
    expect(places.map(({ struck: { fault } }) => fault)).toEqual(expect.arrayContaining(['502', '502 after the write', 'late read']));
    const lines = places.map((place) => strikeLine(place, 'plain'));
    expect(new Set(lines).size).toBe(places.length);
    const named = lines.map((line) => placeNamed({ calls }, / --strike '(.*)'$/.exec(line)?.[1] ?? ''));
    expect(named).toEqual(places);
  });
});
