import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readMarker } from '../../src/render/marker.ts';
import { aBody } from '../dossier/toy-hub.ts';
import type { FaultyProxy } from './harness/faulty-proxy.ts';
import { type ProxiedWorld, startProxiedWorld } from './harness/proxied-world.ts';
import type { World } from './harness/world.ts';

let proxied: ProxiedWorld;
let world: World;
let proxy: FaultyProxy;
beforeEach(async () => {
  proxied = await startProxiedWorld();
  ({ world, proxy } = proxied);
});
afterEach(() => proxied.close());

async function open(body = aBody()): Promise<number> {
  const number = await world.as('lea-martin').submitForm({ title: 'Démat-Permis', body });
  await world.settle();
  return number;
}

async function minutes(count: number): Promise<void> {
  for (let minute = 0; minute < count; minute++) {
    world.advance({ minutes: 1 });
    await world.settle();
  }
}

/** Slots of the App's comments, under whatever name it goes by. */
async function slots(number: number): Promise<readonly string[]> {
  const { comments } = await world.dossier(number);
  return comments.flatMap(({ author, body }) => (author.endsWith('[bot]') ? [readMarker(body) ?? '?'] : []));
}

const statusesOf = async (number: number) => (await slots(number)).filter((slot) => slot === 'status');
const repliesOf = async (number: number) => (await slots(number)).filter((slot) => slot.startsWith('reply/'));

describe('qui est l’application', () => {
  it.each([
    ['coupée', 'cut' as const],
    ['vide', { status: 200, body: '' }],
    ['sans nom', { status: 200, body: '{"id":1,"slug":""}' }],
    ['d’un mandataire', { status: 200, body: '<html></html>', type: 'text/html' }],
  ])('une réponse %s à GET /app n’apprend rien : rien n’est écrit avant de savoir, puis une fois', async (_, fault) => {
    await world.stopApp();
    const number = await open();
    proxy.meets(({ path }) => (path === '/app' ? fault : null));
    const asked = () => proxy.calls.filter(({ path }) => path === '/app').length;
    const before = asked();
    const starting = world.startApp();
    await vi.waitFor(() => expect(asked()).toBeGreaterThan(before), { timeout: 10_000 });
    expect(await slots(number)).toEqual([]);
    proxy.meets(() => null);
    world.advance({ minutes: 1 });
    await starting;
    await world.settle();
    await minutes(10);
    expect(await statusesOf(number)).toHaveLength(1);
  });

  it('renommée pendant qu’elle tourne, elle reconnaît ce qu’elle a écrit, et ne se répond pas', async () => {
    const [before] = [await open()];
    world.github.renameApp('accostage-mi');
    await world.as('lea-martin').comment(before, '/statut');
    const after = await open();
    await minutes(3);
    await world.as('lea-martin').comment(after, '/statut');
    await world.settle();
    for (const number of [before, after]) {
      expect(await statusesOf(number)).toHaveLength(1);
      expect(await repliesOf(number)).toHaveLength(1);
      const { comments } = await world.dossier(number);
      expect(comments.filter(({ author }) => author === 'accostage-mi[bot]').length).toBe((await slots(number)).length);
    }
  });
});

describe('une réponse n’est crue qu’entière', () => {
  it('une liste de commentaires coupée n’est pas une liste vide : pas de second suivi', async () => {
    const number = await open();
    let cuts = 0;
    proxy.meets(({ path }) => (path === '/graphql' && cuts++ < 1 ? 'cut' : null));
    await world.as('lea-martin').comment(number, '/statut');
    await world.settle();
    await minutes(2);
    expect(cuts).toBeGreaterThan(0);
    expect(await statusesOf(number)).toHaveLength(1);
    expect(await repliesOf(number)).toHaveLength(1);
  });

  it('une écriture dont la réponse se perd n’est pas doublée', async () => {
    let lost = 0;
    proxy.meets(({ method, path }) => (method === 'POST' && path.endsWith('/comments') && lost++ < 1 ? 'lost' : null));
    const number = await open();
    await minutes(3);
    expect(lost).toBeGreaterThan(0);
    expect(await statusesOf(number)).toHaveLength(1);
  });
});

const outages = [
  ['des identifiants refusés', { status: 401, body: '{"message":"Bad credentials"}' }],
  ['une suspension', { status: 403, body: '{"message":"This installation has been suspended"}' }],
  ['la page d’un mandataire', { status: 200, body: '<html>Accès filtré</html>', type: 'text/html' }],
  ['une permission pas encore acceptée', { status: 403, body: '{"message":"Resource not accessible by integration"}' }],
] as const;

describe('une panne n’est pas un refus', () => {
  it.each(outages)('%s pendant une heure : aucun dossier n’est mis de côté, la commande reçoit sa réponse ensuite', async (_, fault) => {
    const number = await open();
    proxy.meets(({ path }) => ((path.startsWith('/repos/') && !path.endsWith('/installation')) || path === '/graphql' ? fault : null));
    await world.as('lea-martin').comment(number, '/statut');
    await world.settle();
    for (let sixth = 0; sixth < 6; sixth++) {
      world.advance({ minutes: 10 });
      await world.settle();
    }
    expect(await repliesOf(number)).toEqual([]);
    proxy.meets(() => null);
    // Nobody tells its end: it is looked for as often as the dossiers are, by then.
    world.advance({ minutes: 16 });
    await minutes(2);
    expect(await repliesOf(number)).toHaveLength(1);
    const { comments } = await world.dossier(number);
    expect(comments.filter(({ body }) => body.includes('Toutes nos excuses'))).toEqual([]);
  });

  it('une panne pendant qu’un droit est vérifié ne refuse pas le geste de la Service Team', async () => {
    const number = await open();
    let failures = 0;
    proxy.meets(({ path }) =>
      path.includes('/memberships/') && failures++ < 1 ? { status: 502, body: '<html>Bad gateway</html>', type: 'text/html' } : null,
    );
    await world.as('camille-st').addLabel(number, 'phase: OVH');
    await world.settle();
    await minutes(2);
    expect(failures).toBeGreaterThan(0);
    expect((await world.dossier(number)).labels).toContain('phase: OVH');
  });

  it('la fin d’une suspension réveille un dossier mis de côté', async () => {
    const number = await open();
    const errors = [{ message: 'Field does not exist', extensions: { code: 'undefinedField' } }];
    proxy.meets(({ path, body }) =>
      path === '/graphql' && body.includes(`"number":${number}}`) ? { status: 200, body: JSON.stringify({ errors }) } : null,
    );
    await world.as('lea-martin').comment(number, '/statut');
    await world.settle();
    await minutes(30);
    expect((await world.dossier(number)).comments.some(({ body }) => body.includes('Toutes nos excuses'))).toBe(true);
    proxy.meets(() => null);
    const installation = { id: world.github.installationId, account: { login: 'dnum-mi' } };
    world.github.relay.send('installation', { action: 'unsuspend', installation, sender: { id: 1, login: 'nadia-dnum' } });
    await world.settle();
    expect(await repliesOf(number)).toHaveLength(1);
  });
});
