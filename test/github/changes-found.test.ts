import { Octokit } from '@octokit/rest';
import { describe, expect, it } from 'vitest';
import { createHubSweeps } from '../../src/github/hub-sweeps.ts';
import { createReadingsAhead } from '../../src/github/readings-ahead.ts';
import { dossierKey } from '../../src/words/key.ts';
import { defaults } from '../dossier/toy-hub.ts';
import { hubAlone } from './hub-alone.ts';

const MINUTE = 60_000;
const EVERY_MS = 15 * MINUTE;
const owner = 'dnum-mi';
const repo = 'hub';
const app = { appId: 1, userId: 1, login: 'accostage[bot]' };
const label = { name: defaults.procedure.labels.dossier.name };
const start = Date.parse('2027-03-01T09:00:00Z');

/** Closed dossiers on a GitHub whose clock goes otherwise than the App's, by so many minutes; the pass of the start is over. */
async function aHub(offMinutes: number) {
  let elapsed = 0;
  const changes = new Map<number, number>();
  const fetch = (address: string) => {
    const { pathname, searchParams } = new URL(address);
    if (pathname === '/graphql') {
      const none = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
      return Promise.resolve(Response.json({ data: { repository: { issues: none }, nodes: [] } }));
    }
    const since = Date.parse(searchParams.get('since') ?? '1970-01-01');
    const changed = [...changes].filter(([, at]) => at >= since && searchParams.get('state') === 'all');
    return Promise.resolve(
      Response.json(
        changed
          .toSorted(([, one], [, other]) => other - one)
          .map(([number, at]) => ({ number, node_id: `I_${number}`, updated_at: iso(at), labels: [label], html_url: '' })),
      ),
    );
  };
  const clock = { now: () => new Date(start + elapsed), elapsed: () => elapsed };
  const sweeps = createHubSweeps({
    clock,
    ahead: createReadingsAhead(clock),
    ...hubAlone,
    everyMs: EVERY_MS,
    shownBackMs: 0,
  });
  const hub = { octokit: new Octokit({ auth: 'x', baseUrl: 'http://127.0.0.1', request: { fetch } }), owner, repo };
  const sweep = async () => {
    const { now, unfinished } = await sweeps.sweep(hub, { setup: defaults, app });
    elapsed += EVERY_MS;
    return { found: now, unfinished };
  };
  while ((await sweep()).unfinished);
  elapsed += MINUTE - EVERY_MS;
  return {
    sweep: async () => (await sweep()).found,
    /** Its instants are whole seconds. */
    change: (number: number) => void changes.set(number, Math.floor((start + elapsed + offMinutes * MINUTE) / 1_000) * 1_000),
    pass: (ms: number) => void (elapsed += ms),
  };
}

function iso(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

const key = (number: number) => dossierKey({ owner, repo }, number);

describe('ce qui change entre deux passages', () => {
  it.each([0, 5, -5, 20, -20, 60, -60, 1_440, -1_440])(
    'est trouvé, une fois ou deux, quand l’horloge de GitHub diffère de %i minutes',
    async (off) => {
      const hub = await aHub(off);
      hub.change(7);
      expect(await hub.sweep()).toEqual([key(7)]);
      await hub.sweep();
      for (let times = 0; times < 3; times += 1) expect(await hub.sweep()).toEqual([]);
      hub.change(8);
      expect(await hub.sweep()).toEqual([key(8)]);
    },
  );

  it('dans la seconde où il vient d’être lu est trouvé par le passage suivant', async () => {
    const hub = await aHub(0);
    hub.change(7);
    await hub.sweep();
    // The list was made in the middle of that second, and the same instant may tell of another change.
    expect(await hub.sweep()).toEqual([key(7)]);
    expect(await hub.sweep()).toEqual([]);
  });

  it('avant un autre n’est lu qu’une fois : sa seconde était finie', async () => {
    const hub = await aHub(0);
    hub.change(7);
    hub.pass(2_000);
    hub.change(8);
    expect(await hub.sweep()).toEqual([key(8), key(7)]);
    expect(await hub.sweep()).toEqual([key(8)]);
    expect(await hub.sweep()).toEqual([]);
  });
});
