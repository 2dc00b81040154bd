import { describe, expect, it } from 'vitest';
import { digestDue, weekBefore } from '../../src/portfolio/week.ts';
import { renderDigest } from '../../src/render/digest.ts';
import { anEntry, clocksOfTurn } from './a-snapshot.ts';

const calendar = { regions: [], closed: [], worked: [] };
const entered = (since: string) => ({ id: 'ovh', title: 'OVH', since });

describe('le résumé de la semaine vient', () => {
  it.each([
    ['le lundi à 8 h, à Paris, en hiver', '2027-03-01T07:00:00Z', '2027-03-01'],
    ['et en été', '2027-04-05T06:00:00Z', '2027-04-05'],
    ['plus tard dans la journée, si l’application était arrêtée', '2027-03-01T21:00:00Z', '2027-03-01'],
    ['le mardi qui suit un lundi férié', '2027-03-30T07:00:00Z', '2027-03-29'],
  ])('%s', (_, now, monday) => {
    expect(digestDue(now, calendar)).toBe(monday);
  });

  it.each([
    ['le lundi avant 8 h', '2027-03-01T06:59:00Z'],
    ['un lundi férié', '2027-03-29T08:00:00Z'],
    ['un autre jour', '2027-03-02T09:00:00Z'],
    ['le mardi d’une semaine ordinaire, même si le lundi a été manqué', '2027-03-09T09:00:00Z'],
    ['un dimanche', '2027-03-07T09:00:00Z'],
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
        anEntry({ title: 'Ouvert', phase: entered('2027-02-28T23:00:00Z') }),
        anEntry({ title: 'Avancé', phase: entered('2027-03-07T22:59:59Z'), clocks: clocksOfTurn('projet', null, 2) }),
        anEntry({ title: 'Trop tôt', phase: entered('2027-02-28T22:59:59Z') }),
        anEntry({ title: 'Trop tard', phase: entered('2027-03-07T23:00:00Z') }),
        anEntry({ title: 'Embarqué', mode: 'closed', phase: entered('2027-03-03T10:00:00Z'), clocks: clocksOfTurn(null, null, 3) }),
        anEntry({ title: 'Retiré', mode: 'unfollowed', phase: entered('2027-03-03T10:00:00Z') }),
        { kind: 'unread', name: 'dnum-mi/hub', because: 'x' },
      ],
      monday,
    );
    expect(week?.opened.map(({ title }) => title)).toEqual(['Ouvert']);
    expect(week?.moved.map(({ title }) => title)).toEqual(['Avancé', 'Embarqué']);
  });

  it('ce qui nous attend depuis le plus longtemps et les échéances proches, en appelant l’équipe une fois', () => {
    const week = weekBefore(
      [
        anEntry({ title: 'Récent', phase: entered('2027-03-03T10:00:00Z'), clocks: clocksOfTurn('service-team', '2027-03-05T09:00:00Z') }),
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
    expect(
      weekBefore([anEntry({ phase: entered('2027-02-01T10:00:00Z'), clocks: clocksOfTurn('service-team', null) })], monday),
    ).toBeNull();
    expect(weekBefore([], monday)).toBeNull();
  });
});
