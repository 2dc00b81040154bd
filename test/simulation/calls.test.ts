import { describe, expect, it } from 'vitest';
import { placeNamed, placesOf, strikeLine } from './strikes.ts';

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
