import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { tokenOf } from '../../sandbox/emulator/credentials.ts';
import { HUB } from '../../sandbox/seed/population.ts';
import { runCommand } from '../cli/run-command.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { type Fault, startProxy } from './harness/faulty-proxy.ts';
import { startClockedWorld } from './harness/clocked-world.ts';
import { stateSecret } from './harness/start-accostage.ts';
import type { AppEnvironment, World } from './harness/world.ts';

let world: World;
let clock: AppEnvironment['clock'];
afterEach(() => world.close());

async function start(): Promise<void> {
  ({ world, clock } = await startClockedWorld());
}

/** Runs the command as somebody of the Service Team does, at the world's time; `files` are those of the disk. */
function accostage(
  args: readonly string[],
  { files = {}, environment = {} }: { files?: Readonly<Record<string, string>>; environment?: Readonly<Record<string, string>> } = {},
) {
  return runCommand(args, {
    readFile: (path) => {
      const text = files[path];
      if (text === undefined) throw new Error('not read here');
      return text;
    },
    now: () => clock.now(),
    network: () => fetch,
    environment: {
      GITHUB_TOKEN: tokenOf('nadia-dnum'),
      GITHUB_API_URL: world.github.url,
      STATE_SECRET: stateSecret,
      HUBS: HUB,
      ...environment,
    },
  });
}

const portfolio = z.object({
  format: z.literal('accostage/portefeuille/1'),
  dossiers: z.array(
    z.looseObject({
      number: z.number(),
      title: z.string(),
      mode: z.string(),
      phase: z.object({ id: z.string() }),
      clocks: z.object({ turn: z.string().nullable() }),
      next: z.string().nullable(),
    }),
  ),
  unread: z.array(z.object({ name: z.string(), because: z.string() })),
});

async function json(...args: readonly string[]) {
  const { code, out, err } = await accostage(['portefeuille', '--json', ...args]);
  return { code, err, ...portfolio.parse(JSON.parse(out)) };
}

it('chaque dossier ouvert, avec la phrase du suivi, sans rien écrire ; les fermés avec --tous', async () => {
  await start();
  const complete = await world.as('lea-martin').submitForm({ title: 'Un projet complet', body: aBody() });
  const empty = await world.as('lea-martin').submitForm({ title: '=CMD("x");un projet', body: '' });
  const closed = await world.as('lea-martin').submitForm({ title: 'Un projet abandonné', body: aBody() });
  await world.settle();
  await world.as('camille-st').closeIssue(closed);
  await world.settle();
  world.github.requests.clear();
  const read = await json();
  expect(read).toMatchObject({ code: 0, err: '', unread: [] });
  expect(read.dossiers.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual([complete, empty]);
  expect(read.dossiers.find(({ number }) => number === complete)).toMatchObject({
    title: 'Un projet complet',
    mode: 'open',
    phase: { id: 'prerequis' },
    clocks: { turn: 'service-team' },
    next: expect.stringContaining('À la Service Team d’agir'),
  });
  expect(read.dossiers.find(({ number }) => number === empty)?.next).toContain('À vous de jouer, équipe projet');
  const writes = world.github.requests.of('user').filter(({ method, path }) => method !== 'GET' && path !== '/graphql');
  expect(writes).toEqual([]);
  const all = await json('--tous');
  expect(all.dossiers.find(({ number }) => number === closed)).toMatchObject({ mode: 'closed', clocks: { turn: null }, next: null });

  const csv = await accostage(['portefeuille', '--csv']);
  expect(csv.code).toBe(0);
  expect(csv.out.startsWith('\u{FEFF}dossier;titre;lien;')).toBe(true);
  expect(csv.out).toContain(`"'=CMD(""x"");un projet"`);
});

const faults: readonly Fault[] = [
  { status: 502, body: '{}' },
  { status: 200, body: '<html>', type: 'text/html' },
  'cut',
  { status: 200, body: JSON.stringify({ errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] }) },
  { status: 200, body: JSON.stringify({ data: { repository: 3 } }) },
];

describe('ce qui ne peut être lu a sa ligne', () => {
  it('panne, page d’un mandataire, réponse coupée, limite, autre forme, sur un dossier : les autres sont lus', async () => {
    await start();
    const read = await world.as('lea-martin').submitForm({ title: 'Un projet lu', body: aBody() });
    const failed = await world.as('lea-martin').submitForm({ title: 'Un projet illisible', body: aBody() });
    await world.settle();
    const proxy = await startProxy(world.github.url);
    try {
      for (const fault of faults) {
        proxy.meets(({ path, body }) => (path === '/graphql' && body.includes(`"number":${failed}}`) ? fault : null));
        const { code, out, err } = await accostage(['portefeuille', '--json'], { environment: { GITHUB_API_URL: proxy.url } });
        expect(code).toBe(1);
        const written = portfolio.parse(JSON.parse(out));
        expect(written.dossiers.map(({ number }) => number)).toEqual([read]);
        expect(written.unread).toEqual([{ name: `${HUB}#${failed}`, because: expect.stringContaining('la lecture a échoué') }]);
        expect(err).toContain(`${HUB}#${failed} : la lecture a échoué`);
      }
    } finally {
      proxy.close();
    }
  });

  it('un jeton refusé : une phrase, rien d’écrit', async () => {
    await start();
    const { code, out, err } = await accostage(['portefeuille', '--csv'], { environment: { GITHUB_TOKEN: 'ghp_rien' } });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('GitHub n’a pas répondu comme attendu');
  });

  it('un dépôt inconnu n’empêche pas de lire les autres', async () => {
    await start();
    const number = await world.as('lea-martin').submitForm({ title: 'Un projet', body: aBody() });
    await world.settle();
    const environment = { HUBS: `dnum-mi/rien, ${HUB}` };
    const { code, out, err } = await accostage(['portefeuille', '--json'], { environment });
    const read = portfolio.parse(JSON.parse(out));
    expect(code).toBe(1);
    expect(err).toContain('dnum-mi/rien : dépôt introuvable avec ce jeton');
    expect(read.unread).toEqual([{ name: 'dnum-mi/rien', because: expect.stringContaining('introuvable') }]);
    expect(read.dossiers.map((dossier) => dossier.number)).toEqual([number]);
    const csv = await accostage(['portefeuille', '--csv'], { environment });
    expect(csv.code).toBe(1);
    expect(csv.out.split('\n')[1]).toMatch(/^dnum-mi\/rien;.*dépôt introuvable avec ce jeton/);
  });

  it('des observations, un fichier qui n’en est pas une, un fichier absent', async () => {
    await start();
    const number = await world.as('lea-martin').submitForm({ title: 'Un projet', body: aBody() });
    await world.settle();
    const { out: observed } = await accostage(['observe', `${HUB}#${number}`]);
    const files = { 'un.json': observed, 'autre.json': '{}' };
    const { code, out } = await accostage(['portefeuille', '--json', '--observation', 'un.json', 'autre.json', 'absent.json'], { files });
    const read = portfolio.parse(JSON.parse(out));
    expect(code).toBe(1);
    expect(read.dossiers).toMatchObject([{ number, title: 'Un projet' }]);
    expect(read.unread.map(({ name }) => name)).toEqual(['autre.json', 'absent.json']);
    const live = await json();
    expect(read.dossiers[0]?.next).toBe(live.dossiers[0]?.next);
  });

  it('une observation d’avant le calendrier est lue comme un processus qui n’en écrit pas', async () => {
    await start();
    const number = await world.as('lea-martin').submitForm({ title: 'Un projet', body: aBody() });
    await world.settle();
    const { out: observed } = await accostage(['observe', `${HUB}#${number}`]);
    const files = { 'un.json': observed.replace(/"calendar": \{[^}]*\},/, '') };
    expect(files['un.json']).not.toContain('"calendar"');
    const { code, out } = await accostage(['portefeuille', '--json', '--observation', 'un.json'], { files });
    expect(code).toBe(0);
    expect(portfolio.parse(JSON.parse(out)).dossiers).toMatchObject([{ number }]);
  });
});

it('une application que GitHub ne connaît pas : une phrase', async () => {
  await start();
  const result = await accostage(['portefeuille', '--csv', '--app', 'autre']);
  expect(result).toMatchObject({ code: 2, out: '' });
  expect(result.err).toContain('GitHub ne connaît pas l’application autre');
});
