import nock from 'nock';
import { afterEach, describe, expect, it } from 'vitest';
import type { CheckReport } from '../../src/dossier/checks/check.ts';
import { defaultRegistries } from '../../src/config/registries-schema.ts';
import { createReports } from '../../src/github/reports.ts';
import type { FoundHelm } from '../../src/helm/find-helm.ts';
import type { LookForHelm } from '../../src/helm/keep-looking.ts';
import { aHub, api, endNock } from './nock.ts';

afterEach(endNock);

const late: FoundHelm = { kind: 'none', because: ['trop lent'], passing: true };
const absent: FoundHelm = { kind: 'none', because: ['absent'], passing: false };

const MINUTE = 60_000;

/** The reports of commits that hold nothing, by a clock that is set by hand, and how often their files were read. */
async function reportsWith(helm: LookForHelm) {
  const repository = await aHub();
  const clock = { now: 0 };
  let reads = 0;
  nock(api)
    .persist()
    .get(/\/git\/trees\//)
    .reply(200, () => {
      reads += 1;
      return { truncated: false, tree: [] };
    });
  const reports = createReports({ elapsed: () => clock.now }, helm);
  const of = (commit = 'c1'): Promise<CheckReport> =>
    reports.of(repository, { id: 1, commit, registries: defaultRegistries, clusters: [], declared: [] });
  return { clock, of, reads: () => reads, forget: (commit: string) => reports.forget({ id: 1, commit }) };
}

describe('le rapport d’un commit', () => {
  it('où tout a été jugé n’est lu qu’une fois, quel que soit le temps passé', async () => {
    const { clock, of, reads } = await reportsWith(() => Promise.resolve(absent));
    expect((await of()).hurried).toBe(false);
    clock.now = 365 * 24 * 60 * MINUTE;
    await of();
    expect(reads()).toBe(1);
  });

  it('où le temps a manqué est gardé cinq minutes, puis relu quand il est demandé', async () => {
    const { clock, of, reads } = await reportsWith(() => Promise.resolve(late));
    expect((await of()).hurried).toBe(true);
    clock.now = 5 * MINUTE - 1;
    await of();
    expect(reads()).toBe(1);
    clock.now = 5 * MINUTE;
    await of();
    expect(reads()).toBe(2);
    // The new one has five minutes of its own.
    clock.now = 10 * MINUTE - 1;
    await of();
    expect(reads()).toBe(2);
  });

  it('relu quand Helm a enfin répondu est gardé pour toujours', async () => {
    const answers = [late, absent];
    const { clock, of, reads } = await reportsWith(() => Promise.resolve(answers.shift() ?? absent));
    expect((await of()).hurried).toBe(true);
    clock.now = 6 * MINUTE;
    expect((await of()).hurried).toBe(false);
    clock.now = 600 * MINUTE;
    await of();
    expect(reads()).toBe(2);
  });

  it('n’est lu qu’une fois par ceux qui le demandent ensemble, même quand le temps manque', async () => {
    const { clock, of, reads } = await reportsWith(() => Promise.resolve(late));
    await Promise.all([of(), of(), of()]);
    expect(reads()).toBe(1);
    clock.now = 5 * MINUTE;
    await Promise.all([of(), of(), of()]);
    expect(reads()).toBe(2);
  });

  it('oublié est relu, et lui seul', async () => {
    const { of, reads, forget } = await reportsWith(() => Promise.resolve(absent));
    await Promise.all([of('c1'), of('c10')]);
    forget('c1');
    await Promise.all([of('c1'), of('c10')]);
    expect(reads()).toBe(3);
  });
});
