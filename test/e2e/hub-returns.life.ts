import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { HUB } from '../../sandbox/seed/population.ts';
import { handsIn, front } from './harness/checked-world.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { startWorld, type World } from './harness/world.ts';
import { passSweeps } from './harness/sweeps.ts';

const configuration = 'version: 1\nserviceTeam:\n  team: dnum-mi/service-team\nportfolio:\n  issue: true\n';

let world: World;
afterEach(() => world.close());
const { openFor, inSlot, put } = handsIn(() => world);

async function start(): Promise<void> {
  world = await startWorld({ configuration, projects: 'filled', startApp: startAccostage({ sweepIntervalMs: 15 * 60_000 }) });
}

/** Lets the next sweeps pass, and what they found be looked at: within the hour in which the dashboard is written again. */
const sweeps = (count = 5) => passSweeps(world, count);

const listed = z.array(z.object({ title: z.string(), body: z.string().nullable() }));
const dashboard = async () => {
  const issues = await world.as('nadia-dnum').call({ method: 'GET', path: `/repos/${HUB}/issues?per_page=100` });
  return listed.parse(issues).find(({ title }) => title.startsWith('Tableau de bord'))?.body ?? '';
};

/** Turns the issues of the hub off, or on; no event tells the App of it ("repository", GitHub's webhook documentation). */
async function turnIssues(on: boolean): Promise<void> {
  world.github.relay.plan(['drop']);
  await world.as('nadia-dnum').call({ method: 'PATCH', path: `/repos/${HUB}`, body: { has_issues: on } });
  await world.settle();
}

describe('les tickets du dépôt d’accompagnement désactivés un moment', () => {
  it('ne sont pas supprimés : dès le passage qui suit leur retour, chacun est dans le portefeuille et réagit à ses dépôts', async () => {
    await start();
    const number = await openFor(front);
    await sweeps();
    expect(await dashboard()).toContain('Un projet');
    const before = await inSlot(number, 'checks');
    await turnIssues(false);
    await put(front, 'Dockerfile', 'FROM docker.io/library/debian:latest\nUSER root\n');
    // Until it is no longer looked for.
    await sweeps(4);
    await turnIssues(true);
    await sweeps();
    expect(await dashboard()).toContain('Un projet');
    expect(await inSlot(number, 'checks')).not.toBe(before);
  });
});

describe('l’application retirée du dépôt d’accompagnement, puis réinstallée', () => {
  it('ce qui est arrivé entre-temps dans un dépôt de projet se voit dès son retour, sans autre événement', async () => {
    await start();
    const number = await openFor(front);
    const before = await inSlot(number, 'checks');
    world.github.setInstalled('dnum-mi', false);
    await world.settle();
    await put(front, 'Dockerfile', 'FROM docker.io/library/debian:latest\nUSER root\n');
    await sweeps(3);
    expect(await inSlot(number, 'checks')).toBe(before);
    world.github.setInstalled('dnum-mi', true);
    await sweeps(1);
    expect(await inSlot(number, 'checks')).not.toBe(before);
  });
});
