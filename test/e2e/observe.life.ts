import { afterEach, expect, it } from 'vitest';
import { z } from 'zod';
import { tokenOf } from '../../sandbox/emulator/credentials.ts';
import { HUB } from '../../sandbox/seed/population.ts';
import { runCommand } from '../cli/run-command.ts';
import { readMarker } from '../../src/render/marker.ts';
import { digest } from '../../src/words/digest.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { startClockedWorld } from './harness/clocked-world.ts';
import { stateSecret } from './harness/start-accostage.ts';
import type { AppEnvironment, World } from './harness/world.ts';

let world: World;
let clock: AppEnvironment['clock'];
afterEach(() => world.close());

async function start(): Promise<void> {
  ({ world, clock } = await startClockedWorld());
}

/** Runs the command as somebody of the Service Team does, at the world's time. */
function accostage(args: readonly string[], input = '') {
  return runCommand(args, {
    readStdin: () => input,
    now: () => clock.now(),
    network: () => fetch,
    environment: { GITHUB_TOKEN: tokenOf('nadia-dnum'), GITHUB_API_URL: world.github.url, STATE_SECRET: stateSecret },
  });
}

const planSchema = z.object({
  phase: z.string(),
  labels: z.object({ add: z.array(z.string()), remove: z.array(z.string()) }),
  comments: z.array(z.object({ slot: z.string(), body: z.string() })),
});

/** What the App would do with the dossier now, by the two commands. */
async function planOf(number: number) {
  const observed = await accostage(['observe', `${HUB}#${number}`]);
  expect(observed).toMatchObject({ code: 0, err: '' });
  const simulated = await accostage(['simulate', '--observation', '-'], observed.out);
  expect(simulated).toMatchObject({ code: 0, err: '' });
  return { observed: observed.out, plan: planSchema.parse(JSON.parse(simulated.out)) };
}

const inSlot = ({ comments }: Awaited<ReturnType<World['dossier']>>, slot: string) =>
  comments.find(({ body }) => readMarker(body) === slot)?.body;

it('observe lit un dossier, simulate en fait le plan même que l’application, sans rien écrire', async () => {
  await start();
  const number = await world.as('lea-martin').submitForm({ title: 'Un projet', body: aBody() });
  await world.settle();
  const settled = await planOf(number);
  expect(settled.plan.labels).toEqual({ add: [], remove: [] });
  const [status] = settled.plan.comments;
  expect(inSlot(await world.dossier(number), 'status')).toContain(status?.body);
  await world.stopApp();
  await world.as('camille-st').addLabel(number, 'phase: OVH');
  await world.as('lea-martin').comment(number, '/statut');
  world.github.requests.clear();
  const { plan, observed } = await planOf(number);
  const asked = world.github.requests.of('user').filter(({ method }) => method !== 'GET');
  expect(new Set(asked.map(({ path }) => path))).toEqual(new Set(['/graphql']));
  expect(plan).toMatchObject({ phase: 'ovh', labels: { remove: expect.arrayContaining(['phase: prérequis']) } });
  await world.startApp();
  await world.settle();
  const dossier = await world.dossier(number);
  expect(dossier.labels).toEqual(expect.arrayContaining([...plan.labels.add]));
  for (const label of plan.labels.remove) expect(dossier.labels).not.toContain(label);
  const written = plan.comments.filter(({ slot }) => slot.startsWith('checklist/') || slot.startsWith('reply/'));
  expect(written).toHaveLength(2);
  // What the App wrote first: the pull requests that it has opened since are told in the checklist too.
  const told = world.github.requests.of('installation').map(({ bodyDigest }) => bodyDigest);
  for (const { slot, body } of written) {
    expect(inSlot(dossier, slot)).toBeDefined();
    expect(told).toContain(digest(JSON.stringify({ body })));
  }
  // Replayed, the same plan.
  expect(planSchema.parse(JSON.parse((await accostage(['simulate', '--observation', '-'], observed)).out))).toEqual(plan);
});

it('un secret collé dans un dossier n’est pas dans ce qu’observe écrit', async () => {
  await start();
  const secret = `glpat-${'x'.repeat(20)}`;
  const number = await world.as('lea-martin').submitForm({ title: 'Un projet', body: aBody({ sauvegarde: secret }) });
  await world.settle();
  const { out } = await accostage(['observe', `${HUB}#${number}`]);
  expect(out).toContain('[secret masqué]');
  expect(out).not.toContain(secret);
});

it.each([
  [['observe', 'dnum-mi/dso-formation'], 2, 'un dossier attendu, sous la forme owner/repo#12'],
  [['observe', 'dnum-mi/dso-formation#9999'], 2, 'aucun dossier au numéro 9999'],
  [['observe', 'dnum-mi/rien#1'], 2, 'dépôt introuvable avec ce jeton'],
  [['observe', '--app', 'autre', 'dnum-mi/dso-formation#1'], 2, 'GitHub ne connaît pas l’application autre'],
  [['simulate', '--observation', '-'], 2, 'ce n’est pas une observation'],
  [['simulate', '--observation', '-', '--labels', 'a'], 2, '--labels ne va pas avec --observation'],
])('%j : une phrase, code %i', async (args, code, sentence) => {
  await start();
  const result = await accostage(args);
  expect(result).toMatchObject({ code, out: '' });
  expect(result.err).toContain(sentence);
});
