import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readMarker } from '../../src/render/marker.ts';
import { aBody } from '../dossier/toy-hub.ts';
import type { FaultyProxy } from './harness/faulty-proxy.ts';
import { type ProxiedWorld, startProxiedWorld } from './harness/proxied-world.ts';
import type { World } from './harness/world.ts';

let proxied: ProxiedWorld;
let world: World;
let proxy: FaultyProxy;
afterEach(() => proxied.close());

/** A world where a sweep passes every so many hours. */
async function begin(hours: number): Promise<void> {
  proxied = await startProxiedWorld({}, { sweepIntervalMs: hours * 3_600_000 });
  ({ world, proxy } = proxied);
}

/** GitHub does not understand what is asked of that issue: something that the App cannot foresee. */
function spoil(number: number): void {
  const body = JSON.stringify({ errors: [{ message: 'Field does not exist', extensions: { code: 'undefinedField' } }] });
  proxy.meets(({ path, body: asked }) => (path === '/graphql' && asked.includes(`"number":${number}}`) ? { status: 200, body } : null));
}

async function statusOf(number: number): Promise<string> {
  const { comments } = await world.dossier(number);
  return comments.find(({ author, body }) => author === 'accostage[bot]' && readMarker(body) === 'status')?.body ?? '';
}

async function open(title: string): Promise<number> {
  const number = await world.as('lea-martin').submitForm({ title, body: aBody({ architecture: 'À compléter' }) });
  await world.settle();
  return number;
}

describe('aucun passage ne vient', () => {
  beforeEach(() => begin(365 * 24));

  it('trois échecs : le dossier est mis de côté avec des excuses et une référence, sans gêner les autres ; un événement le réveille', async () => {
    const [failing, healthy] = [await open('Le dossier qui échoue'), await open('Un autre dossier')];
    spoil(failing);
    const broken = () => world.as('lea-martin').comment(failing, 'Bonjour');
    await broken();
    await failThrice();
    expect(await statusOf(failing)).toMatch(/Toutes nos excuses[\s\S]*référence\s:\s`[\w-]{8,}`/);
    await world.as('lea-martin').editIssue(healthy, { body: aBody() });
    await world.settle();
    expect(await statusOf(healthy)).toContain('15/15');

    proxy.meets(() => null);
    await broken();
    await world.settle();
    expect(await statusOf(failing)).not.toContain('Toutes nos excuses');
  });
});

describe('un passage par heure', () => {
  beforeEach(() => begin(1));

  it('sans aucun événement, les passages périodiques l’essaient de nouveau : il est à jour quelques passages après que GitHub répond, et plus rien ne s’excuse', async () => {
    const failing = await open('Le dossier qui échoue');
    spoil(failing);
    await world.as('lea-martin').editIssue(failing, { body: aBody() });
    await failThrice();
    const first = await statusOf(failing);
    expect(first).toContain('Toutes nos excuses');
    await sweepUntil(async () => referenceIn(await statusOf(failing)) !== referenceIn(first));

    proxy.meets(() => null);
    await sweepUntil(async () => !(await statusOf(failing)).includes('Toutes nos excuses'));
    expect(await statusOf(failing)).toContain('15/15');
  });
});

/** The looks at a dossier that fails, until it is set aside. */
async function failThrice(): Promise<void> {
  for (let attempt = 0; attempt < 3; attempt++) {
    await world.settle();
    world.advance({ minutes: 10 });
  }
  await world.settle();
}

/** Sweeps pass, four at the most: a dossier is left alone for an hour after its second failed try. */
async function sweepUntil(isSo: () => Promise<boolean>): Promise<void> {
  for (let sweep = 0; sweep < 4; sweep++) {
    world.advance({ hours: 1 });
    await world.settle();
    if (await isSo()) return;
  }
  throw new Error('four sweeps changed nothing');
}

function referenceIn(status: string): string | undefined {
  return /référence\s:\s`([\w-]{8,})`/.exec(status)?.[1];
}
