import { afterAll, beforeAll, expect, it } from 'vitest';
import { readDossier } from '../../sandbox/emulator/dossier-view.ts';
import type { Gap } from '../../sandbox/emulator/exchange.ts';
import { createLimits, usualLimits } from '../../sandbox/emulator/limits.ts';
import { person } from '../../sandbox/emulator/person.ts';
import { readMarker } from '../../src/render/marker.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { authors, serviceTeam } from '../simulation/population.ts';
import { calm } from '../simulation/profile.ts';
import { createTally } from '../simulation/tally.ts';
import { startWorld } from '../simulation/world.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { noTroubles, shareDatabase } from './shared-database.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DOSSIERS = 300;

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster.remove());

/** GitHub's limits, but that a refusal asks for a minute, however long it will be. */
function limitsOfAMinute() {
  const limits = createLimits(usualLimits);
  const gap: Gap = (request, forward) =>
    limits.gap(request, forward).then((answer) => {
      if (answer.headers['retry-after'] === undefined) return answer;
      return { ...answer, headers: { ...answer.headers, 'retry-after': '60' } };
    });
  return { ...limits, gap };
}

it('trois cents dossiers ouverts ensemble, deux exemplaires : au-delà de ce que GitHub laisse écrire dans une heure, presque rien n’est refusé, rien n’est perdu, rien n’est double', async () => {
  const limits = limitsOfAMinute();
  const world = await startWorld({
    seed: 1,
    dossiers: 1,
    town: 'apart',
    profile: calm,
    tally: createTally(),
    limits,
    steadyMs: 100,
    replicas: { count: 2, open: (around) => shareDatabase(cluster, { seed: 1, ...noTroubles }, around) },
  });
  try {
    const { github, hub, inFlight, time } = world;
    const begun = time.now();
    let created = 0;
    github.requests.watch(({ kind, caller, status }) => {
      if (caller.kind === 'installation' && kind === 'content' && status === 201) created += 1;
    });
    const body = aBody({ 'depots-applicatifs': null, 'depots-infra': null });
    for (let place = 0; place < DOSSIERS; place += 1) {
      const author = authors[place % authors.length] ?? authors[0];
      await inFlight.during(async () => {
        const somebody = person(author, { url: github.url, repository: hub() });
        await somebody.comment(await somebody.submitForm({ title: `Projet ${place}`, body }), '/statut');
      });
      await world.passUntil(time.now() + 1_000);
    }
    await world.passUntil(begun + 50 * MINUTE);
    const inFirstHour = created;
    await world.passUntil(begun + 3 * HOUR);
    const found = [];
    for (let number = 1; number <= DOSSIERS; number += 1) {
      const { comments } = await readDossier(github.url, { repository: hub(), number, reader: serviceTeam[0] });
      const slots = comments.flatMap((comment) => readMarker(comment.body) ?? []);
      const own = (slot: string) => slots.filter((one) => one.startsWith(slot)).length;
      found.push({ number, status: own('status'), replies: own('reply/'), doubles: slots.length - new Set(slots).size });
    }
    expect(found.filter(({ status, replies, doubles }) => status !== 1 || replies !== 1 || doubles !== 0)).toEqual([]);
    expect(inFirstHour).toBeLessThanOrEqual(500);
    expect(created).toBeGreaterThan(500);
    expect(limits.refused()).toBeLessThanOrEqual(5);
  } finally {
    await world.close();
  }
}, 1_200_000);
