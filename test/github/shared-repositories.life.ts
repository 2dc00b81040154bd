import nock from 'nock';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshen, StaleRead } from '../../src/github/fresh-reading.ts';
import { createHubRegistry } from '../../src/github/hub-registry.ts';
import type { Installations } from '../../src/github/installations.ts';
import { createOwnWrites } from '../../src/github/own-writes.ts';
import { createProjects } from '../../src/github/projects.ts';
import { createReadingsAhead } from '../../src/github/readings-ahead.ts';
import { shareSetups } from '../../src/github/shared-setups.ts';
import type { SharedFacts } from '../../src/queue/facts.ts';
import { createGrowingWaits } from '../../src/queue/growing-waits.ts';
import { inCommon } from '../../src/queue/in-common.ts';
import { createSharedKeys } from '../../src/queue/shared-keys.ts';
import { readDefaults } from '../../src/defaults.ts';
import { type DossierKey, dossierKey, type RepositoryRef } from '../../src/words/key.ts';
import { createToyHub } from '../dossier/toy-hub.ts';
import { postgresBench, type PostgresBench } from '../queue/postgres-bench.ts';
import { aRow } from './a-row.ts';
import { aHub, api, app, aReadableRepository, endNock } from './nock.ts';

const MINUTE = 60_000;
const hub = { owner: 'dnum-mi', repo: 'hub' };
const [first, second] = [dossierKey(hub, 1), dossierKey(hub, 2)];
const portail = { owner: 'org', repo: 'portail' };
const repository = { id: 5, full_name: 'org/portail', html_url: '', private: false, has_issues: true, default_branch: 'main' };

let bench: PostgresBench;
let hubs: readonly string[];
beforeAll(async () => {
  bench = await postgresBench();
}, 120_000);
beforeEach(async () => {
  hubs = ['hub'];
  await bench.empty();
});
afterEach(endNock);
afterAll(() => bench.close());

/** What one process knows of the projects' repositories. */
async function aProcess() {
  const facts = bench.join();
  const { octokit } = await aHub();
  const installations: Pick<Installations, 'repository' | 'forget' | 'identity'> = {
    identity: () => Promise.reject(new Error('nothing is written here')),
    repository: (where: RepositoryRef) => Promise.resolve({ octokit, ...where }),
    forget: () => undefined,
  };
  const served = hubs;
  const projects = createProjects({
    installations,
    hubs: { keys: [], isHub: ({ repo }) => served.includes(repo) },
    secrets: ['secret'],
    clock: bench.clock,
    facts,
  });
  return { facts, projects };
}

const nothing = () => Promise.resolve();
/** What one does, then what the other does of it: as two runs of the queue, or an event and a run. */
const inTurn = async <T>(one: SharedFacts, work: () => T): Promise<T> => inCommon(one, () => Promise.resolve(work()));

describe('un événement d’un dépôt arrive à un exemplaire qui n’a jamais regardé ses dossiers', () => {
  it('il trouve ceux qui le déclarent, et ceux qui suivent ses fichiers, par tous ses noms', async () => {
    const [looks, hears] = [await aProcess(), await aProcess()];
    nock(api).get('/repos/org/ancien').reply(200, repository);
    await inCommon(looks.facts, async () => {
      await looks.projects.head({ name: 'org/ancien', namer: { login: 'lea', id: null }, freshSince: null, parts: [] });
      looks.projects.declare(first, [{ name: 'org/ancien', mayAct: true }]);
      looks.projects.watch(second, [{ name: 'org/ancien', mayAct: true, hasRuns: false }]);
    });
    expect(await inTurn(hears.facts, () => hears.projects.changed(portail, ['README.md']))).toEqual([first]);
    expect(await inTurn(hears.facts, () => hears.projects.changed(portail, ['Dockerfile']))).toEqual([first, second]);
    expect(new Set(await inTurn(hears.facts, () => hears.projects.accountChanged('ORG')))).toEqual(new Set([first, second]));
  });

  it('un exemplaire qui démarre le sait aussi ; un dossier fermé ailleurs n’est plus réveillé', async () => {
    const before = await aProcess();
    await inTurn(before.facts, () => before.projects.declare(first, [{ name: 'org/portail', mayAct: true }]));
    const after = await aProcess();
    expect(await inTurn(after.facts, () => after.projects.changed(portail, 'unknown'))).toEqual([first]);
    await inTurn(before.facts, () => before.projects.declare(first, []));
    expect(await inTurn(after.facts, () => after.projects.changed(portail, 'unknown'))).toEqual([]);
  });

  it('ce que déclare un dossier d’un dépôt d’accompagnement qui n’est plus suivi s’oublie', async () => {
    const before = await aProcess();
    await inTurn(before.facts, () => before.projects.declare(first, [{ name: 'org/portail', mayAct: true }]));
    hubs = ['autre'];
    const after = await aProcess();
    expect(await inTurn(after.facts, () => after.projects.changed(portail, 'unknown'))).toEqual([]);
    expect((await bench.database.executeSql(`SELECT 1 FROM accostage.fact WHERE kind = 'declared'`)).rows).toEqual([]);
  });

  it('un dépôt que deux dossiers déclarent a un porteur, quel que soit l’exemplaire qui regarde chacun', async () => {
    const [one, other] = [await aProcess(), await aProcess()];
    await inTurn(one.facts, () => {
      one.projects.expect(first, ['org/portail']);
      one.projects.expect(second, ['org/portail']);
    });
    expect(await inTurn(other.facts, () => other.projects.before(second))).toEqual([first]);
    await inTurn(other.facts, () => other.projects.declare(first, [{ name: 'org/portail', mayAct: true }]));
    const offered: DossierKey[] = [];
    await other.projects.offerConcerned((dossier) => Promise.resolve(void offered.push(dossier)));
    expect(offered).toEqual([second]);
    expect(await inTurn(one.facts, () => one.projects.before(second))).toEqual([]);
  });

  it('un exemplaire qui démarre n’attend pas un dossier qu’un autre a lu, et qui s’est fermé', async () => {
    const before = await aProcess();
    await inTurn(before.facts, () => before.projects.expect(first, ['org/portail']));
    await inTurn(before.facts, () => before.projects.declare(first, [{ name: 'org/portail', mayAct: true }]));
    await inTurn(before.facts, () => before.projects.declare(first, []));
    const after = await aProcess();
    await inTurn(after.facts, () => after.projects.expect(second, ['org/portail']));
    expect(await inTurn(after.facts, () => after.projects.before(second))).toEqual([]);
  });

  it('ce qui n’est qu’attendu n’efface pas ce qu’un autre a vu', async () => {
    const [one, other] = [await aProcess(), await aProcess()];
    await inTurn(one.facts, () => one.projects.declare(first, []));
    await inTurn(one.facts, () => one.projects.declare(second, [{ name: 'org/portail', mayAct: false }]));
    // Before it has heard.
    other.projects.expect(second, ['org/autre']);
    await other.facts.settle();
    await one.facts.catchUp();
    expect(one.projects.changed({ owner: 'org', repo: 'autre' }, 'unknown')).toEqual([]);
    await inTurn(other.facts, nothing);
    expect(other.projects.changed(portail, 'unknown')).toEqual([second]);
  });
});

describe('ce qui a été lu d’un dépôt par un exemplaire', () => {
  let readings: number;
  beforeEach(() => {
    readings = 0;
    aReadableRepository(repository, () => {
      readings += 1;
    });
  });
  type Process = Awaited<ReturnType<typeof aProcess>>;
  const see = ({ facts, projects }: Process) =>
    inCommon(facts, () =>
      projects.see('org/portail', first, { namer: { login: 'lea', id: null }, branches: [], platforms: [], authorised: [], app }),
    );

  it('est relu après un événement arrivé à un autre, et pas à chaque regard', async () => {
    const [looks, hears] = [await aProcess(), await aProcess()];
    for (let look = 0; look < 3; look++) await see(looks);
    expect(readings).toBe(1);
    await inTurn(hears.facts, () => hears.projects.changed(portail, 'unknown'));
    for (let look = 0; look < 3; look++) await see(looks);
    expect(readings).toBe(2);
    // Its own event is news to the others alone.
    await inTurn(looks.facts, () => looks.projects.changed(portail, 'unknown'));
    for (let look = 0; look < 3; look++) await see(looks);
    expect(readings).toBe(3);
  });

  it('l’événement qui arrive pendant la lecture la fait refaire au regard suivant', async () => {
    const [looks, hears] = [await aProcess(), await aProcess()];
    await inCommon(looks.facts, async () => {
      const seeing = looks.projects.see('org/portail', first, {
        namer: { login: 'lea', id: null },
        branches: [],
        platforms: [],
        authorised: [],
        app,
      });
      await inTurn(hears.facts, () => hears.projects.changed(portail, 'unknown'));
      await seeing;
    });
    await see(looks);
    expect(readings).toBe(2);
  });

  it('un dépôt dont les fichiers n’ont pas bougé fait relire sa pull request aussi', async () => {
    const [looks, hears] = [await aProcess(), await aProcess()];
    await see(looks);
    await inTurn(hears.facts, () => hears.projects.changed(portail, ['README.md']));
    await see(looks);
    expect(readings).toBe(2);
  });
});

describe('ce qu’un exemplaire vient d’écrire', () => {
  const opened = () => {
    const facts = bench.join();
    return { facts, own: createOwnWrites(bench.clock, facts) };
  };

  it('est attendu par celui qui regarde après lui, puis oublié de tous quand il se voit', async () => {
    const [one, other] = [opened(), opened()];
    const label = { kind: 'labeled', label: 'phase: OVH', after: null } as const;
    const comment = { kind: 'comment', id: 7, nodeId: 'IC_7', text: 't', updatedAt: '2026-01-05T09:00:00Z' } as const;
    await inTurn(one.facts, () => {
      one.own.note(first, label);
      one.own.note(first, comment);
      one.own.note(second, { ...comment, id: 8 });
    });
    await other.facts.catchUp();
    expect(other.own.of(first)).toEqual([label, comment]);
    await inTurn(other.facts, () => other.own.forget(first, label));
    await one.facts.catchUp();
    expect(one.own.of(first)).toEqual([comment]);
    expect(one.own.of(second)).toEqual([{ ...comment, id: 8 }]);
  });

  it('une lecture qui ne le montre pas encore est périmée, quel que soit l’exemplaire qui a écrit', async () => {
    const { octokit } = await aHub();
    const [one, other] = [opened(), opened()];
    await inTurn(one.facts, () => one.own.note(first, { kind: 'labeled', label: 'phase: OVH', after: null }));
    await other.facts.catchUp();
    const { issue, events, comments, hub: seen } = createToyHub().observation();
    const read = freshen({ repository: seen, issue, events, comments }, { octokit, key: first, app, ownWrites: other.own });
    await expect(read).rejects.toThrow(StaleRead);
  });

  it('ne s’attend que ses quelques minutes, comptées depuis qu’il a été écrit', async () => {
    const [one, other] = [opened(), opened()];
    await inTurn(one.facts, () => one.own.note(first, { kind: 'labeled', label: 'x', after: null }));
    await bench.advance(50_000);
    await other.facts.catchUp();
    expect(other.own.of(first)).toHaveLength(1);
    await bench.advance(15_000);
    expect(other.own.of(first)).toEqual([]);
  });
});

describe('ce qu’un exemplaire a lu d’avance', () => {
  const opened = () => {
    const facts = bench.join();
    return { facts, ahead: createReadingsAhead(bench.clock, facts) };
  };

  it.each<[string, (process: ReturnType<typeof opened>) => unknown]>([
    ['un événement arrivé à un autre', ({ ahead }) => ahead.heard(first)],
    ['le regard d’un autre', ({ ahead }) => ahead.take(first)],
  ])('ne survit pas à %s, avant la fin de la lecture comme après ; le reste sert', async (_, happens) => {
    const [reads, other] = [opened(), opened()];
    const keep = reads.ahead.begin();
    keep(second, aRow());
    await inTurn(other.facts, () => happens(other));
    await reads.facts.catchUp();
    keep(first, aRow());
    expect(reads.ahead.take(first)).toBeNull();
    reads.ahead.begin()(first, aRow());
    await inTurn(other.facts, () => happens(other));
    await reads.facts.catchUp();
    expect([reads.ahead.waiting(), reads.ahead.take(first), reads.ahead.take(second)]).toEqual([1, null, aRow()]);
  });

  it('ce qui est lu après l’événement sert, chez tous', async () => {
    const [reads, other] = [opened(), opened()];
    await inTurn(other.facts, () => other.ahead.heard(first));
    await inTurn(reads.facts, () => reads.ahead.begin()(first, aRow()));
    expect(reads.ahead.take(first)).toEqual(aRow());
  });
});

describe('ce qui s’attend et ce qui se fait une fois', () => {
  it('l’attente après un refus double, quel que soit l’exemplaire qui a été refusé, et finit pour tous', async () => {
    const opened = () => {
      const facts = bench.join();
      return { facts, waits: createGrowingWaits(bench.clock, { kind: 'refused', shortestMs: 10 * MINUTE, longestMs: 60 * MINUTE }, facts) };
    };
    const [one, other] = [opened(), opened()];
    const minutes = async ({ facts, waits }: typeof one) =>
      inTurn(facts, () => Math.round((waits.next('a').at.getTime() - bench.clock.now().getTime()) / MINUTE));
    expect(await minutes(one)).toBe(10);
    await bench.advance(4 * MINUTE);
    expect(await minutes(other)).toBe(6);
    await bench.advance(6 * MINUTE);
    expect(await minutes(other)).toBe(20);
    await bench.advance(20 * MINUTE);
    expect(await minutes(one)).toBe(40);
    await inTurn(one.facts, () => one.waits.over('a'));
    expect(await minutes(other)).toBe(10);
  });

  it('une clé mise par l’un est retirée par l’autre, une fois', async () => {
    const opened = () => {
      const facts = bench.join();
      return { facts, keys: createSharedKeys<string>(facts, { kind: 'over', keptMs: 60 * MINUTE }) };
    };
    const [one, other] = [opened(), opened()];
    await inTurn(one.facts, () => one.keys.add('a'));
    expect(await inTurn(other.facts, () => other.keys.delete('a'))).toBe(true);
    expect(await inTurn(one.facts, () => one.keys.delete('a'))).toBe(false);
  });
});

describe('la configuration d’un dépôt d’accompagnement', () => {
  it('lue par un exemplaire, est relue par les autres, et par eux seuls, quand elle a changé', async () => {
    const configuration = { text: 'comments: { maxPerDay: 6 }' };
    let readings = 0;
    const open = async () => {
      const facts = bench.join();
      const { octokit } = await aHub();
      const at = { octokit, owner: 'dnum-mi', repo: 'hub' };
      return {
        facts,
        at,
        registry: shareSetups(
          createHubRegistry(readDefaults(), ['dnum-mi/hub'], {
            layers: () => Promise.resolve(null),
            hubIds: { isItself: () => Promise.resolve(true) },
          }),
          facts,
        ),
      };
    };
    nock(api)
      .persist()
      .get('/repos/dnum-mi/hub/contents/.github%2Faccostage.yml')
      .query(true)
      .reply(200, () => {
        readings += 1;
        return { type: 'file', encoding: 'base64', content: Buffer.from(configuration.text).toString('base64') };
      });
    nock(api)
      .persist()
      .get(/\/repos\/dnum-mi\/hub\/(?!contents\/.github%2Faccostage.yml)/)
      .query(true)
      .optionally()
      .reply(404, { message: 'Not Found' });
    const [one, other] = [await open(), await open()];
    const limit = async ({ facts, at, registry }: typeof one) =>
      inCommon(facts, async () => (await registry.setupOf(at))?.procedure.comments.maxPerDay);
    await inCommon(one.facts, async () => void (await one.registry.refresh(one.at)));
    expect([await limit(one), await limit(other)]).toEqual([6, 6]);
    const before = readings;
    await limit(other);
    expect(readings).toBe(before);
    configuration.text = 'comments: { maxPerDay: 4 }';
    await inCommon(one.facts, async () => void (await one.registry.refresh(one.at)));
    expect([await limit(one), await limit(other)]).toEqual([4, 4]);
  });
});
