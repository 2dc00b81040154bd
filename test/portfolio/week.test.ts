import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/portfolio/snapshot.ts';
import { digestDue, type Week, weekBefore } from '../../src/portfolio/week.ts';
import { renderDigest } from '../../src/render/digest.ts';
import { aSnapshot, anEntry, clocksOfTurn } from './a-snapshot.ts';

const calendar = { regions: [], closed: [], worked: [] };
/** A dossier that entered a phase at an instant, in a way. */
const entered = (at: string, how: 'opened' | 'moved' | 'forced' | 'back', told: Partial<Snapshot> = {}) =>
  anEntry({
    history: [{ kind: 'phase', at, by: 'camille-st', how, phase: 'OVH', reason: how === 'forced' ? 'démonstration' : null }],
    ...told,
  });
const ended = { id: 'embarque', title: 'Embarqué', since: '2027-03-03T10:00:00Z' };
const lines = (week: Week | null) => (week === null ? '' : renderDigest(week, null).markdown.replaceAll('\u00a0', ' '));

describe('le résumé de la semaine vient', () => {
  it.each([
    ['le lundi à 8 h, à Paris, en hiver', '2027-03-01T07:00:00Z', '2027-03-01'],
    ['et en été', '2027-04-05T06:00:00Z', '2027-04-05'],
    ['plus tard dans la journée, si l’application était arrêtée', '2027-03-01T21:00:00Z', '2027-03-01'],
    ['le mardi qui suit un lundi férié', '2027-03-30T07:00:00Z', '2027-03-29'],
    ['à 8 h le lendemain du passage à l’heure d’été', '2026-03-30T06:00:00Z', '2026-03-30'],
    ['à 8 h le lendemain du passage à l’heure d’hiver', '2026-10-26T07:00:00Z', '2026-10-26'],
    ['jusqu’à minuit à Paris', '2026-10-26T22:59:59Z', '2026-10-26'],
  ])('%s', (_, now, monday) => {
    expect(digestDue(now, calendar)).toBe(monday);
  });

  it.each([
    ['le lundi avant 8 h', '2027-03-01T06:59:00Z'],
    ['un lundi férié', '2027-03-29T08:00:00Z'],
    ['un autre jour', '2027-03-02T09:00:00Z'],
    ['le mardi d’une semaine ordinaire, même si le lundi a été manqué', '2027-03-09T09:00:00Z'],
    ['un dimanche', '2027-03-07T09:00:00Z'],
    ['à 7 h 59 le lendemain du passage à l’heure d’été', '2026-03-30T05:59:59Z'],
    ['à 7 h 59 le lendemain du passage à l’heure d’hiver', '2026-10-26T06:59:59Z'],
    ['le mardi à Paris, lundi encore en temps universel', '2026-03-30T22:00:00Z'],
    ['la nuit du dimanche, lundi déjà à Paris', '2026-10-25T23:30:00Z'],
  ])('pas %s', (_, now) => {
    expect(digestDue(now, calendar)).toBeNull();
  });

  it('pas d’une semaine fermée tout entière', () => {
    const closed = ['2027-12-27', '2027-12-28', '2027-12-29', '2027-12-30', '2027-12-31'];
    for (const day of ['2027-12-27', '2027-12-31', '2028-01-02']) expect(digestDue(`${day}T12:00:00Z`, { ...calendar, closed })).toBeNull();
  });
});

describe('il dit', () => {
  const monday = '2027-03-08';

  it('ce qui s’est ouvert et ce qui a changé de phase, du lundi au dimanche à Paris', () => {
    const week = weekBefore(
      [
        entered('2027-02-28T23:00:00Z', 'opened', { title: 'Ouvert' }),
        entered('2027-03-07T22:59:59Z', 'moved', { title: 'Avancé' }),
        entered('2027-02-28T22:59:59Z', 'opened', { title: 'Trop tôt' }),
        entered('2027-03-07T23:00:00Z', 'moved', { title: 'Trop tard' }),
        entered('2027-03-03T10:00:00Z', 'moved', {
          title: 'Embarqué',
          mode: 'closed',
          phase: ended,
          history: [
            {
              kind: 'phase',
              at: '2027-03-03T10:00:00Z',
              by: null,
              how: 'moved',
              phase: aSnapshot().procedure.phases.find(({ closes }) => closes)?.title ?? '',
              reason: null,
            },
          ],
        }),
        entered('2027-03-03T10:00:00Z', 'moved', { title: 'Retiré', mode: 'unfollowed' }),
        { kind: 'unread', name: 'dnum-mi/hub', because: 'x' },
      ],
      monday,
    );
    expect(week?.changes.map(({ what, snapshot: { title } }) => [what, title])).toEqual([
      ['moved', 'Avancé'],
      ['embarked', 'Embarqué'],
      ['opened', 'Ouvert'],
    ]);
  });

  it('ce qui a été forcé et pourquoi, ce qui est revenu, ce qui s’est fermé ; chaque pas d’une même semaine', () => {
    const step = (at: string, how: 'opened' | 'moved' | 'forced' | 'back', phase: string) =>
      ({
        kind: 'phase',
        at: `${at}T09:00:00Z`,
        by: 'camille-st',
        how,
        phase,
        reason: how === 'forced' ? 'démonstration @lea' : null,
      }) as const;
    const week = weekBefore(
      [
        anEntry({ title: 'Pressé', history: [step('2027-03-01', 'opened', 'Prérequis'), step('2027-03-02', 'forced', 'OVH')] }),
        anEntry({ title: 'Revenu', history: [step('2027-02-01', 'opened', 'Prérequis'), step('2027-03-04', 'back', 'Prérequis')] }),
        anEntry({ title: 'Abandonné', mode: 'closed', history: [{ kind: 'closed', at: '2027-03-05T09:00:00Z', by: 'lea-martin' }] }),
      ],
      monday,
    );
    const text = lines(week);
    expect(text).toMatch(/\*\*Ouverts \(1\)\*\*\n\n- \[`Pressé`\]/);
    expect(text).toMatch(/conditions non remplies \(1\)\*\*\n\n- \[`Pressé`\].*« OVH ».*`démonstration @lea`/);
    expect(text).toMatch(/Revenus en arrière \(1\)\*\*\n\n- \[`Revenu`\].*retour à la phase/);
    expect(text).toMatch(/Fermés sans être embarqués \(1\)\*\*\n\n- \[`Abandonné`\]/);
  });

  it('les questions sans réponse et les dispenses qui finissent, comme la page de l’activité', () => {
    const week = weekBefore(
      [
        entered('2027-03-03T10:00:00Z', 'moved', {
          title: 'Curieux',
          questions: [{ by: 'lea-martin', at: '2027-02-20T09:00:00Z', url: 'https://github.test/q' }],
          waivers: [
            { about: 'Sauvegarde', until: '2027-04-01' },
            { about: 'Contacts', until: '2027-09-01' },
          ],
        }),
      ],
      monday,
    );
    expect(lines(week)).toMatch(/Questions sans réponse \(1\)\*\*\n\n- \[`Curieux`\].*depuis le 20 février 2027/);
    expect(lines(week)).toMatch(/Dispenses qui finissent dans le mois \(1\)\*\*\n\n- \[`Curieux`\].*1er avril 2027 · `Sauvegarde`/);
  });

  it('une décision seule n’est pas un changement : rien', () => {
    const note = { at: '2027-03-03T09:00:00Z', by: 'camille-st', kind: 'paused', about: '', reason: null } as const;
    expect(weekBefore([anEntry({ history: [{ kind: 'note', at: note.at, by: note.by, note }] })], monday)).toBeNull();
  });

  it('ce qui nous attend depuis le plus longtemps et les échéances proches, en appelant l’équipe une fois', () => {
    const week = weekBefore(
      [
        entered('2027-03-03T10:00:00Z', 'moved', { title: 'Récent', clocks: clocksOfTurn('service-team', '2027-03-05T09:00:00Z') }),
        anEntry({
          title: 'Ancien',
          clocks: clocksOfTurn('service-team', '2027-01-05T09:00:00Z'),
          deadline: { day: '2027-03-22', label: '@lea MEP' },
        }),
        anEntry({ title: 'Loin', clocks: clocksOfTurn('projet', null), deadline: { day: '2027-03-23', label: null } }),
        anEntry({ title: 'Passée', clocks: clocksOfTurn('projet', null), deadline: { day: '2027-03-07', label: null } }),
      ],
      monday,
    );
    const text = week === null ? '' : renderDigest(week, 'dnum-mi/service-team').markdown.replaceAll('\u00a0', ' ');
    expect(text).toMatch(/^Bonjour @dnum-mi\/service-team, voici la semaine du 1er mars 2027\./);
    expect(text.replace(/`[^`]*`/g, '').match(/@/g)).toHaveLength(1);
    expect(text).toMatch(/Nous attendent depuis le plus longtemps \(2\)\*\*\n\n- \[`Ancien`.*\n- \[`Récent`/);
    expect(text).toMatch(/Échéances des deux semaines qui viennent \(1\)\*\*\n\n- \[`Ancien`\]\(<[^>]+>\) · 22 mars 2027 \(`@lea MEP`\)/);
  });

  it('rien d’une semaine sans changement', () => {
    expect(weekBefore([entered('2027-02-01T10:00:00Z', 'moved', { clocks: clocksOfTurn('service-team', null) })], monday)).toBeNull();
    expect(weekBefore([], monday)).toBeNull();
  });
});
