import { expect, it } from 'vitest';
import { person } from '../../sandbox/emulator/person.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { authors } from './population.ts';
import { calm } from './profile.ts';
import { createTally } from './tally.ts';
import { startWorld } from './world.ts';

/** Ten minutes before midnight in Paris, of a day of the promise: the two looks last longer. */
const BEFORE_MIDNIGHT = Date.parse('2027-01-05T22:50:00Z');

it('le second passage d’une simulation n’écrit rien de ce qui tombe pendant qu’il dure, et l’écrit au passage d’après', async () => {
  const world = await startWorld({ seed: 1, dossiers: 1, town: 'apart', profile: calm, tally: createTally() });
  try {
    const author = person(authors[0], { url: world.github.url, repository: world.hub() });
    const body = aBody({ sauvegarde: 'à préciser avant le 05/01/2027' });
    await world.inFlight.during(() => author.submitForm({ title: 'Projet 1', body }));
    await world.passUntil(BEFORE_MIDNIGHT);
    const writesOf = async () => {
      world.github.requests.clear();
      await world.lookAgain();
      return world.github.requests.of('installation').filter(({ kind }) => kind === 'write' || kind === 'content').length;
    };
    expect(await writesOf()).toBe(0);
    expect(world.time.now()).toBeGreaterThan(Date.parse('2027-01-05T23:00:00Z'));
    expect(await writesOf()).toBeGreaterThan(0);
  } finally {
    await world.close();
  }
});
