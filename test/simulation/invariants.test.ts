import { describe, expect, it } from 'vitest';
import type { FailureStage } from '../../src/config/failure.ts';
import { refusalSlot } from '../../src/dossier/engine/refusals.ts';
import { initialState } from '../../src/dossier/state.ts';
import { renderKnownFailures } from '../../src/render/known-failures.ts';
import { list, md, trusted } from '../../src/words/markdown.ts';
import { differences } from './differences.ts';
import { invariants } from './invariants.ts';
import { APP, type Shown, type ShownComment } from './shown.ts';

const instant = (minute: number) => `2027-01-04T09:${String(minute).padStart(2, '0')}:00Z`;

let lastId = 0;
function comment(by: string, body: string, slot: string | null = null): ShownComment {
  lastId += 1;
  return {
    id: lastId,
    by,
    at: instant(lastId % 60),
    body: slot === null ? body : `<!-- accostage:slot=${slot} -->\n${body}`,
    slot,
    reactions: [],
  };
}
const own = (slot: string, body = slot) => comment(APP, body, slot);
const label = (by: string, name: string, minute: number) => ({
  id: `LE_${name}_${by}`,
  kind: 'labeled',
  label: name,
  by,
  at: instant(minute),
});
const entry = (phase: string, by: string | null, minute: number) => ({
  phase,
  at: instant(minute),
  by,
  how: by === null ? ('opened' as const) : ('moved' as const),
  reason: null,
});

const opened = initialState(entry('prerequis', null, 0), 'corps');

/** A dossier of which all holds: opened, moved to OVH by the Service Team, one command answered. */
function sound(changes: Partial<Shown> = {}): Shown {
  const question = comment('lea-martin', '/statut');
  return {
    place: 1,
    open: true,
    labels: ['accompagnement', 'attente: projet', 'phase: OVH'],
    events: [label('camille-st', 'phase: OVH', 5)],
    comments: [own('status'), own('checklist/ovh'), question, own(`reply/${question.id}`)],
    state: { ...opened, phase: 'ovh', history: [...opened.history, entry('ovh', 'camille-st', 5)] },
    pulls: [],
    ...changes,
  };
}

const broken = (shown: Shown) => invariants.filter((invariant) => invariant.broken(shown).length > 0).map(({ name }) => name);

it('d’un dossier sain, rien n’est enfreint', () => {
  expect(broken(sound())).toEqual([]);
});

describe('l’invariant voit', () => {
  const refused = label('nadia-dnum', 'phase: embarqué', 9);
  const orphan = sound();
  const failure = 'La demande de copie de projets/projet-1 a échoué.';

  it.each<[string, string, Shown]>([
    [
      'un commentaire écrit deux fois',
      'un emplacement ne tient qu’un commentaire',
      sound({ comments: [own('status'), own('status', 'autre')] }),
    ],
    [
      'deux réactions contraires',
      'aucun commentaire n’a deux réactions qui se contredisent',
      sound({ comments: [own('status'), { ...comment('lea-martin', '/pause'), reactions: ['👍', '😕'] }] }),
    ],
    ['une commande sans réponse', 'toute commande a sa réponse', sound({ comments: [own('status'), comment('lea-martin', '/statut')] })],
    [
      'une nouvelle dite à deux endroits',
      'rien n’est dit deux fois',
      sound({ comments: [own('mirror-failure/1', failure), own('mirror-failure/2', failure)] }),
    ],
    ['une phase que personne n’a demandée', 'aucune phase sans quelqu’un qui en décide', sound({ events: [] })],
    [
      'une phase demandée par qui n’est pas de la Service Team',
      'aucune phase sans quelqu’un qui en décide',
      sound({
        events: [label('nadia-dnum', 'phase: OVH', 5)],
        state: { ...opened, phase: 'ovh', history: [...opened.history, entry('ovh', 'nadia-dnum', 5)] },
      }),
    ],
    [
      'deux étiquettes de phase',
      'une seule étiquette de phase, celle du dossier',
      sound({ labels: ['accompagnement', 'phase: OVH', 'phase: prérequis'] }),
    ],
    [
      'l’étiquette d’une autre phase',
      'une seule étiquette de phase, celle du dossier',
      sound({ labels: ['accompagnement', 'phase: prérequis'] }),
    ],
    [
      'un déplacement défait sans un mot',
      'tout déplacement refusé est dit à qui l’a fait',
      { ...orphan, events: [...orphan.events, refused] },
    ],
    [
      'un dossier fermé sans bilan',
      'un dossier fermé par l’application a son bilan',
      sound({ open: false, events: [...orphan.events, { id: 'CE_1', kind: 'closed', label: null, by: APP, at: instant(30) }] }),
    ],
  ])('%s', (_, name, shown) => {
    expect(broken(shown)).toEqual([name]);
  });

  it('et se tait d’un déplacement refusé qui est dit', () => {
    expect(
      broken({ ...orphan, events: [...orphan.events, refused], comments: [...orphan.comments, own(refusalSlot('embarque', refused.id))] }),
    ).toEqual([]);
  });
});

const aPull = { title: 'Miroir', body: 'texte', base: 'main', head: 'accostage/miroir', state: 'open' };

describe('comparer avec la vie sans pannes', () => {
  it('les dates, les durées et les numéros ne comptent pas', () => {
    const before = sound({ comments: [own('status', 'Depuis le 4 janvier 2027 à 9 h 05, il y a 3 jours')] });
    const after = sound({ comments: [own('status', 'Depuis le 5 janvier 2027 à 11 h 10, il y a 2 jours')] });
    expect(differences(before, after)).toEqual([]);
  });

  it('ni l’échec d’une copie qu’une réussite a suivi, qui n’est dit que s’il a été vu entre-temps', () => {
    const failed = own('mirror-failure/9', '### La demande de copie de `projets/projet-1` a échoué');
    const passed = own(
      'mirror-failure/9',
      '✅ La copie de `projets/projet-1`, dont la demande avait échoué, est de nouveau demandée. Rien à faire.',
    );
    const ending = (...comments: readonly ShownComment[]) => sound({ comments: [own('status'), ...comments] });
    expect(differences(ending(), ending(passed))).toEqual([]);
    expect(differences(ending(), ending(failed))).toEqual(['commentaire mirror-failure : en trop']);
  });

  it('ni le temps de la phase, qui n’est dit qu’après un jour ouvré', () => {
    const telling = (...lines: readonly string[]) => sound({ comments: [own('status', list(lines.map(trusted)).markdown)] });
    const time = '**Temps de la phase** : 1 jour ouvré à la Service Team ; à l’équipe projet depuis le 12 mars 2027';
    const others = ['**Phase** : OVH, depuis le 4 janvier 2027', '**Équipe projet** : `lea-martin`'] as const;
    expect(differences(telling(...others), telling(others[0], time, others[1]))).toEqual([]);
  });

  it('ni, dans un diagnostic, le rang des pannes connues, qui suit le moment où il est fait', () => {
    const failures = (['not-asked', 'asked'] as const).map((stage) => ({
      id: stage,
      stage,
      symptom: stage,
      cause: 'cause',
      remedy: 'remède',
    }));
    const answering = (stages: readonly FailureStage[]) =>
      sound({ comments: [own('reply/7', md`Ce que l’application peut faire.\n\n${renderKnownFailures(failures, stages)}`.markdown)] });
    expect(differences(answering([]), answering(['asked']))).toEqual([]);
  });

  it.each<[string, Partial<Shown>, string]>([
    ['un commentaire qui manque', { comments: [own('status')] }, 'commentaire checklist/ovh : absent'],
    ['une étiquette de trop', { labels: ['accompagnement', 'attente: projet', 'en sommeil', 'phase: OVH'] }, 'étiquettes : '],
    ['un ticket fermé', { open: false }, 'état : '],
    ['une pull request de trop', { pulls: [aPull] }, 'pull request 1 : en trop'],
  ])('%s se voit', (_, changes, told) => {
    const calm = sound();
    const found = differences(calm, { ...calm, ...changes });
    expect(found.join('\n')).toContain(told);
  });

  it.each<Partial<typeof aPull>>([{ title: 'Autre' }, { body: 'autre' }, { base: 'livraison' }, { head: 'autre' }, { state: 'closed' }])(
    'une pull request autre se voit : %o',
    (change) => {
      const calm = sound({ pulls: [aPull] });
      expect(differences(calm, { ...calm, pulls: [{ ...aPull, ...change }] })).toEqual([expect.stringContaining('pull request 1 : ')]);
    },
  );
});
