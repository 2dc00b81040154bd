import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readMarker } from '../../src/render/marker.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { memoryLog } from '../web/memory-log.ts';
import { startTwice } from './harness/two-apps.ts';
import { startWorld, type World } from './harness/world.ts';

let world: World;
let lines: readonly string[];
beforeEach(async () => {
  const memory = memoryLog();
  ({ lines } = memory);
  world = await startWorld({ startApp: startTwice(memory.log) });
});
afterEach(() => world.close());

const open = (title: string) => world.as('lea-martin').submitForm({ title, body: aBody() });

async function slotsOf(number: number): Promise<readonly string[]> {
  const { comments } = await world.dossier(number);
  return comments.flatMap(({ author, body }) => (author === 'accostage[bot]' ? (readMarker(body) ?? []) : []));
}

/** Both servers come to rest: neither writes any more, however long one waits. */
async function rest(): Promise<void> {
  await world.settle();
  for (let minute = 0; minute < 10; minute += 1) {
    world.github.requests.clear();
    world.advance({ minutes: 1 });
    await world.settle();
    if (world.appCalls().writes === 0) return;
  }
  throw new Error('the two servers never come to rest');
}

describe('deux serveurs de la même application, par erreur', () => {
  it('démarrés ensemble sur des dossiers jamais vus : au repos, un commentaire par emplacement', async () => {
    await world.stopApp();
    const numbers = [await open('Un'), await open('Deux'), await open('Trois')];
    await world.startApp();
    await rest();
    for (const number of numbers) {
      const slots = await slotsOf(number);
      expect(slots).toEqual([...new Set(slots)]);
      expect(slots).toContain('status');
    }
    expect(lines.filter((line) => line.includes('doubles-healed')).length).toBeGreaterThan(0);
  });

  it('qui ouvrent les mêmes dossiers, répondent aux mêmes commandes, entrent dans les mêmes phases : de même', async () => {
    const number = await open('Un');
    await rest();
    await world.as('camille-st').comment(number, '/forcer ovh décidé en comité');
    await world.as('lea-martin').comment(number, '/statut');
    await rest();
    const slots = await slotsOf(number);
    expect(slots).toEqual([...new Set(slots)]);
    expect(slots).toContain('checklist/ovh');
    const { labels } = await world.dossier(number);
    expect(labels.filter((label) => label.startsWith('phase'))).toEqual(['phase: OVH']);
  });
});
