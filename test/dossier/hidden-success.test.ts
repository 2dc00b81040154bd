import { describe, expect, it } from 'vitest';
import type { MirrorRun, RepositorySeen } from '../../src/dossier/mirror/repository-reading.ts';
import { dossierKey } from '../../src/words/key.ts';
import { fileTo, merged, mirrorFile as file, run, seen } from './a-repository.ts';
import { aBody, createToyHub, people } from './toy-hub.ts';

/** A run that failed after one that succeeded then. */
const hiding = (at: string): MirrorRun => ({
  ...run,
  id: 10,
  at: '2027-02-01T00:00:00Z',
  succeeded: false,
  successBefore: { url: 'https://github.test/run/9', at },
});

function inOvhWith(sight: RepositorySeen) {
  const hub = createToyHub({ body: aBody({ 'depots-applicatifs': sight.name, 'depots-infra': sight.name }), see: () => sight });
  hub.reconcile();
  hub.setLabel(people.serviceTeam, 'phase: OVH');
  while (hub.reconcile().writes > 0);
  return hub;
}

const step = (hub: ReturnType<typeof createToyHub>) => hub.plan().status.items.find(({ item }) => item.id === 'accostage')?.status.kind;

describe('un passage réussi, son événement perdu, qu’un échec cache', () => {
  it.each([
    ['prouve, et l’échec est dit', { file, run: hiding('2027-01-04T11:00:00Z') }, ['evidence', 1]],
    ['d’avant la pull request, ne prouve rien', { file, run: hiding('2027-01-04T09:00:00Z') }, ['open', 1]],
    ['vers d’autres plateformes, ne prouve rien', { file: fileTo('autre'), run: hiding('2027-01-04T11:00:00Z') }, ['open', 0]],
  ] as const)('%s', (_, shown, expected) => {
    const hub = inOvhWith(seen({ pull: merged, ...shown }));
    const failures = hub.comments().filter(({ slot }) => slot?.startsWith('mirror-failure/'));
    expect([step(hub), failures.length]).toEqual(expected);
  });

  it('prouve aussi pour le dossier dont un autre porte la synchronisation', () => {
    const other = dossierKey({ owner: 'dnum-mi', repo: 'dso-formation' }, 2);
    const hub = inOvhWith(seen({ pull: merged, pullOf: other, others: [other], file, run: hiding('2027-01-04T11:00:00Z') }));
    expect(step(hub)).toBe('evidence');
  });

  it('ne remplace pas une preuve dont le pipeline est connu', () => {
    let sight = seen({ pull: merged, file, run: { ...run, pipelines: ['https://gitlab.test/-/pipelines/1'] } });
    const hub = createToyHub({ body: aBody({ 'depots-applicatifs': sight.name, 'depots-infra': sight.name }), see: () => sight });
    hub.reconcile();
    hub.setLabel(people.serviceTeam, 'phase: OVH');
    hub.reconcile();
    const before = Object.values(hub.state().mirrors).map((one) => one.seen);
    sight = seen({ pull: merged, file, run: hiding('2027-01-20T11:00:00Z') });
    hub.reconcile();
    expect(Object.values(hub.state().mirrors).map((one) => one.seen)).toEqual(before);
  });
});
