import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readMarker } from '../../src/render/marker.ts';
import type { Proxied } from './harness/faulty-proxy.ts';
import { mirrorWorld } from './harness/mirror-world.ts';
import { type ProxiedWorld, startProxiedWorld } from './harness/proxied-world.ts';
import { passSweeps } from './harness/sweeps.ts';

let proxied: ProxiedWorld;
beforeEach(async () => {
  proxied = await startProxiedWorld({ projects: 'filled' }, { sweepIntervalMs: 15 * 60_000 });
});
afterEach(() => proxied.close());

const home = 'demat-permis';
const { inOvh, says, comments, status } = mirrorWorld(() => proxied.world);
const proven = ['dockerfiles', 'fichier-ci', 'depot-infra'];

/** The lines of the steps that files prove, as the phase's comment shows them. */
async function lines(number: number): Promise<readonly string[]> {
  const { comments: all } = await proxied.world.dossier(number);
  const written = all.find(({ body }) => readMarker(body) === 'checklist/ovh')?.body ?? '';
  return proven.map((id) => written.split('\n').find((line) => line.endsWith(`\`${id}\``)) ?? '');
}

const opened = () => inOvh({ 'depots-applicatifs': `${home}/api`, 'depots-infra': `${home}/infra` });
const seen = proven.map(() => expect.stringMatching(/^- \[x\] .* vu par l’application/));

const isOfProject = ({ path }: Proxied) => path.startsWith(`/repos/${home}/`);
const isTokenElsewhere = ({ path }: Proxied) =>
  path.endsWith('/access_tokens') && !path.includes(`/installations/${proxied.world.github.installationId}/`);

describe('les étapes que prouvent les fichiers d’un dépôt', () => {
  it.each<[string, (call: Proxied) => { status: number; body: string } | null]>([
    ['GitHub en panne pour ce dépôt', (call) => (isOfProject(call) ? { status: 502, body: '<html>' } : null)],
    [
      'une installation suspendue',
      (call) =>
        isTokenElsewhere(call) || isOfProject(call) ? { status: 403, body: '{"message":"This installation has been suspended"}' } : null,
    ],
  ])('restent cochées pendant une demi-journée : %s', async (_, fault) => {
    const { world, proxy } = proxied;
    const number = await opened();
    const before = await lines(number);
    expect(before).toEqual(seen);
    const slots = [...(await comments(number)).keys()];
    proxy.meets(fault);
    await says(number, '/verifier');
    for (let hour = 0; hour < 12; hour += 1) {
      world.advance({ hours: 1 });
      await world.settle();
      expect(await lines(number)).toEqual(before);
    }
    proxy.meets(() => null);
    await passSweeps(world, 5);
    expect(await lines(number)).toEqual(before);
    expect([...(await comments(number)).keys()].filter((slot) => !slot.startsWith('reply/'))).toEqual(slots);
  });

  it('restent cochées quand l’application est retirée, et disent qu’elle ne les voit plus ; réinstallée, elle les revoit', async () => {
    const { world } = proxied;
    const number = await opened();
    const before = await lines(number);
    world.github.setInstalled(home, false);
    await world.rest();
    await says(number, '/verifier');
    await passSweeps(world, 2);
    expect(await status(number)).toContain('l’application n’y est pas installée');
    const told = await lines(number);
    expect(told).toEqual(proven.map(() => expect.stringMatching(/^- \[x\] .*que l’application ne peut plus lire pour le moment/)));
    await world.stopApp();
    await world.startApp();
    await world.rest();
    expect(await lines(number)).toEqual(told);
    world.github.setInstalled(home, true);
    await world.rest();
    expect(await lines(number)).toEqual(before);
  });
});
