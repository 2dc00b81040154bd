import { describe, expect, it } from 'vitest';
import { follow, freshEntry, takeCauses, want, wantAt, wantedAt } from '../../src/queue/entry.ts';
import type { Outcome } from '../../src/queue/outcome.ts';
import { epoch, fakeClock } from './fake-clock.ts';

const clock = fakeClock();
const failed: Outcome = { kind: 'set-aside', error: new Error('panne') };

describe('une exécution qui part', () => {
  it('prend toutes les causes et la file de la plus pressée : ce qui vient après n’en hérite pas', () => {
    const entry = freshEntry();
    want(entry, 'sweep', 'sweep');
    want(entry, 'issues.edited', 'people');
    expect(takeCauses(entry, 0)).toEqual({ causes: ['sweep', 'issues.edited'], lane: 'people' });
    want(entry, 'sweep', 'sweep');
    expect(takeCauses(entry, 0)).toEqual({ causes: ['sweep'], lane: 'sweep' });
  });

  it.each([
    [999, []],
    [1_000, ['timer']],
    [1_001, ['timer']],
  ])('à %i ms, un rendez-vous pris pour 1000 ms compte : %j', (now, causes) => {
    const entry = freshEntry();
    wantAt(entry, 1_000);
    expect(takeCauses(entry, now).causes).toEqual(causes);
    expect(wantedAt(entry)).toBe(causes.length === 0 ? 1_000 : null);
  });
});

describe('la fin d’une exécution', () => {
  it('ce qui est venu pendant un dernier échec réveille : la clé n’est pas mise de côté', () => {
    const entry = freshEntry();
    want(entry, 'issues.edited', 'people');
    follow(entry, { outcome: failed, lane: 'people' }, clock);
    expect(entry).toMatchObject({ setAsideAt: null, timesSetAside: 1, failures: 0 });
  });

  it.each<Outcome>([{ kind: 'done' }, { kind: 'again', at: new Date(epoch), lane: 'sweep' }])(
    '$kind : le compte des mises de côté repart de rien',
    (outcome) => {
      const entry = freshEntry();
      for (const _ of [1, 2]) follow(entry, { outcome: failed, lane: 'sweep' }, clock);
      expect(entry.timesSetAside).toBe(2);
      entry.failures = 2;
      follow(entry, { outcome, lane: 'sweep' }, clock);
      expect(entry).toMatchObject({ timesSetAside: 0, failures: 0 });
    },
  );

  it('un rendez-vous que quelqu’un attend reste des personnes, et ne retient pas ce qui vient avant', () => {
    const entry = freshEntry();
    follow(entry, { outcome: { kind: 'again', at: new Date(epoch + 1_000), lane: 'people' }, lane: 'people' }, clock);
    expect(entry).toMatchObject({ lane: 'people', notBefore: 0, causes: new Set() });
    want(entry, 'issue_comment.created', 'people');
    expect(wantedAt(entry)).toBe(0);
  });

  it('une panne passagère garde le compte des échecs, une mise de côté oublie les rendez-vous', () => {
    const entry = freshEntry();
    entry.failures = 2;
    follow(entry, { outcome: { kind: 'unavailable', at: new Date(epoch), error: null }, lane: 'sweep' }, clock);
    expect(entry).toMatchObject({ failures: 2, causes: new Set(['unavailable']) });
    const other = freshEntry();
    wantAt(other, 5);
    follow(other, { outcome: failed, lane: 'sweep' }, clock);
    expect(wantedAt(other)).toBeNull();
  });
});
