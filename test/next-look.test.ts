import { describe, expect, it } from 'vitest';
import type { MirrorStatus } from '../src/dossier/mirror/mirror-status.ts';
import { nextLook } from '../src/next-look.ts';
import { done } from '../src/queue/result.ts';
import { createToyHub } from './dossier/toy-hub.ts';

const now = new Date('2027-01-04T09:00:00Z');
const tomorrow = '2027-01-05T09:00:00.000Z';
const plan = { ...createToyHub().plan(), again: null };
const after = (seconds: number) => ({ againAt: new Date(now.getTime() + seconds * 1_000) });
const afterRefusal = () => ({ at: after(600).againAt, isLongest: false });
const elsewhere = () => after(3_600).againAt;
const applied = (change: { created?: number; outdated?: boolean; failures?: readonly string[][] } = {}, again: string | null = null) =>
  ({
    kind: 'applied',
    plan: { ...plan, again },
    applied: { writes: 1, created: 0, outdated: false, failures: [], ...change },
  }) as const;

describe('un dossier est regardé de nouveau', () => {
  it.each([
    ['jamais de lui-même, quand tout est écrit', applied(), done],
    ['à l’heure dite par ses règles', applied({}, tomorrow), { againAt: new Date(tomorrow) }],
    ['tout de suite, si quelque chose a changé pendant qu’il était regardé', applied({ outdated: true }, tomorrow), after(0)],
    ['après un refus, à l’heure où il vaut la peine d’essayer de nouveau', applied({ failures: [['refusé']] }, tomorrow), after(600)],
    ['plus tôt, si ses règles le demandent', applied({ failures: [['refusé']] }, after(60).againAt.toISOString()), after(60)],
    ['trente secondes après un nouveau commentaire, qui peut en être un second', applied({ created: 1 }, tomorrow), after(30)],
    ['trente secondes après, même si autre chose a été refusé', applied({ created: 1, failures: [['refusé']] }), after(30)],
    ['jamais, s’il n’a jamais été un dossier', { kind: 'no-dossier' } as const, done],
    ['jamais, si rien n’est écrit', { kind: 'planned', plan } as const, done],
  ])('%s', (_, reconciled, expected) => {
    expect(nextLook(reconciled, { now, absences: 0, afterRefusal, elsewhere })).toEqual(expected);
  });

  const mirrored = (status: MirrorStatus) => {
    const inside = { name: 'api', why: 'same' } as const;
    const view = { name: 'demat-permis/api', inside, status, private: false, others: [], unread: [] };
    return { ...applied(), plan: { ...plan, status: { ...plan.status, mirrors: [view] } } } as const;
  };

  it.each<[string, MirrorStatus, typeof done | { againAt: Date }]>([
    ['le premier passage', { kind: 'waiting' }, after(3_600)],
    ['un passage réussi, après un échec', { kind: 'failing', url: 'https://github.test/run/9', cause: null }, after(3_600)],
    ['la synchronisation qu’un autre dossier porte', { kind: 'stopped', stop: { why: 'carried', by: null } }, after(3_600)],
    ['rien de plus, une fois la copie demandée', { kind: 'mirrored', url: 'https://github.test/run/9', pipelines: [] }, done],
    ['rien de plus, là où le dossier est fini', { kind: 'stopped', stop: { why: 'ended' } }, done],
  ])('de lui-même, puisque les événements se perdent, s’il attend des dépôts du projet : %s', (_, status, expected) => {
    expect(nextLook(mirrored(status), { now, absences: 0, afterRefusal, elsewhere })).toEqual(expected);
  });

  const again = after(86_399.999);
  it.each([
    [
      'fermé : plus du tout, une fois que rien ne s’attend plus longtemps',
      { mode: 'closed', close: false, isLongest: true, expected: done },
    ],
    ['plus suivi : de même', { mode: 'unfollowed', close: false, isLongest: true, expected: done }],
    ['fermé : encore, tant que l’attente est plus courte', { mode: 'closed', close: false, isLongest: false, expected: again }],
    ['que le processus ferme : encore, chaque jour', { mode: 'closed', close: true, isLongest: true, expected: again }],
    ['ouvert : encore, chaque jour', { mode: 'open', close: false, isLongest: true, expected: again }],
  ] as const)('refusé par GitHub, %s', (_, { mode, close, isLongest, expected }) => {
    const { plan: before, ...reconciled } = applied({ failures: [['refusé']] });
    const refused = { ...reconciled, plan: { ...before, close, status: { ...before.status, mode } } };
    expect(nextLook(refused, { now, absences: 0, afterRefusal: () => ({ at: again.againAt, isLongest }), elsewhere })).toEqual(expected);
  });

  it.each([
    [1, after(2)],
    [2, after(10)],
    [3, after(60)],
    [4, done],
    [5, done],
  ])('absent pour la %ie fois : GitHub peut être en retard sur ses événements, puis le passage périodique suffit', (absences, expected) => {
    for (const kind of ['absent', 'shut'] as const)
      expect(nextLook({ kind }, { now, absences, afterRefusal, elsewhere })).toEqual(expected);
  });
});
