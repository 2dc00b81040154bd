import { describe, expect, it } from 'vitest';
import { dashboardOf } from '../../src/portfolio/dashboard.ts';
import type { Entry } from '../../src/portfolio/entry.ts';
import { renderDashboard } from '../../src/render/dashboard.ts';
import { aFlow } from './a-portfolio.ts';
import { aSnapshot, anEntry, clocksOfTurn } from './a-snapshot.ts';

/** A Wednesday; the Monday before is Easter Monday. */
const now = '2027-03-31T09:00:00Z';
const calendar = { regions: [], closed: [], worked: [] };
const bodyOf = (entries: readonly Entry[]) => renderDashboard(dashboardOf(entries, { now, calendar })).markdown;
const plain = (entries: readonly Entry[]) => bodyOf(entries).replaceAll('\u00a0', ' ');

describe('le tableau de bord', () => {
  it('met ce qui nous attend d’abord, le plus ancien en tête, en jours ouvrés', () => {
    const body = plain([
      anEntry({ title: 'Récent', clocks: clocksOfTurn('service-team', '2027-03-30T09:00:00Z') }),
      anEntry({ title: 'Ancien', clocks: clocksOfTurn('service-team', '2027-03-19T09:00:00Z'), referents: ['camille-st'] }),
      anEntry({ title: 'Au projet', clocks: clocksOfTurn('projet', '2027-03-26T09:00:00Z') }),
    ]);
    expect(body).toContain(
      '**3 dossiers ouverts** : 2 à la Service Team (le plus ancien depuis 7 jours ouvrés), 1 au projet, 0 en sommeil.',
    );
    expect(body).toMatch(
      /### À nous, le plus ancien d’abord \(2\)\n\n- \[`Ancien`\]\(<[^>]+>\) · Prérequis · depuis 7 jours ouvrés · `camille-st`/,
    );
    expect(body.indexOf('`Ancien`')).toBeLessThan(body.indexOf('`Récent`'));
    // Easter Monday is no working day.
    expect(body).toMatch(/### Au projet \(1\)\n\n- \[`Au projet`\]\(<[^>]+>\) · Prérequis · depuis 2 jours ouvrés/);
  });

  it('montre les flux demandés par âge, les points techniques, et ce qui n’a pu être lu', () => {
    const flow = {
      id: 'F1',
      zone: 'mi',
      source: null,
      destination: 'ldap.exemple',
      protocol: 'tcp',
      ports: [{ from: 636, to: 636 }],
    } as const;
    const base = aSnapshot();
    const body = plain([
      anEntry({
        title: 'A',
        flows: [
          { ...base.flows[0], ...flow, status: 'demande', since: '2027-03-30T09:00:00Z', note: null },
          { ...base.flows[0], ...flow, id: 'F2', status: 'demande', since: '2027-03-01T09:00:00Z', note: 'SUP-12' },
          { ...base.flows[0], ...flow, id: 'F3', status: 'ouvert', since: '2027-03-01T09:00:00Z', note: null },
        ],
        findings: { ...base.findings, blocking: 2, unread: 1 },
        mirrors: { failing: 1 },
      }),
      { kind: 'unread', name: 'dnum-mi/hub#9', because: 'la dernière lecture a échoué' },
    ]);
    expect(body).toMatch(/30 jours · `F2` : `ldap\.exemple 636\/tcp` · `SUP-12`.*\n- 1 jour · `F1`/);
    expect(body).not.toContain('F3');
    expect(body).toContain('2 constats bloquants, 1 synchronisation en échec, 1 dépôt non lu');
    expect(body).toContain('### Non lus (1)\n\n- `dnum-mi/hub#9` : la dernière lecture a échoué.');
  });

  it('ce qui attend depuis aujourd’hui n’attend pas depuis « 0 jour »', () => {
    const today = '2027-03-31T08:00:00Z';
    const flow = { ...aFlow(1), status: 'demande', since: today } as const;
    const body = plain([anEntry({ clocks: clocksOfTurn('service-team', today), flows: [flow] })]);
    expect(body).toContain('1 à la Service Team (le plus ancien depuis moins d’un jour ouvré)');
    expect(body).toContain(`- aujourd’hui · \`${flow.id}\``);
    expect(body).not.toMatch(/\b0 jour/);
  });

  it('ne prévient personne, quoi que disent les titres, les comptes et les notes', () => {
    const evil = '@camille-st <img src=x> `@lea` ![x](https://evil.example) | #12';
    const body = bodyOf([
      anEntry({ title: evil, referents: ['camille-st'], clocks: clocksOfTurn('service-team', null) }),
      anEntry({ title: evil, clocks: clocksOfTurn('projet', null), deadline: { day: '2027-04-02', label: evil } }),
      { kind: 'unread', name: evil, because: 'x' },
    ]);
    const outside = body.replace(/(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '');
    expect(outside).not.toMatch(/@\w|<img|evil\.example\b(?!>)/);
  });

  it('tient dans un ticket de GitHub, quel que soit le nombre de dossiers', () => {
    const title = 'Un projet au nom plutôt long, comme il y en a tant';
    const entries = Array.from({ length: 3_000 }, (_, number) =>
      anEntry({
        number,
        title: `${title} ${number}`,
        clocks: clocksOfTurn(number % 2 === 0 ? 'service-team' : 'projet', '2027-03-01T09:00:00Z'),
      }),
    );
    const body = plain(entries);
    expect(body.length).toBeLessThan(65_000);
    expect(body).toContain('**3000 dossiers ouverts**');
    expect(body).toMatch(/… et 1\d{3} autres\./);
  });

  it('un titre sans fin, une note sans fin n’y changent rien', () => {
    const endless = 'é'.repeat(70_000);
    const body = bodyOf(
      Array.from({ length: 50 }, () => anEntry({ title: endless, referents: [endless], clocks: clocksOfTurn('service-team', null) })),
    );
    expect(body.length).toBeLessThan(65_000);
  });

  it('sans dossier, le dit', () => {
    expect(bodyOf([])).toMatch(/^\*\*Aucun dossier ouvert\.\*\*/);
  });

  it('ne montre ni les dossiers fermés, ni ceux qui ne sont plus suivis ; replie ceux en sommeil', () => {
    const body = plain([
      anEntry({ title: 'Fermé', mode: 'closed' }),
      anEntry({ title: 'Plus suivi', mode: 'unfollowed' }),
      anEntry({ title: 'Dort', asleep: true, clocks: clocksOfTurn('nobody', null) }),
    ]);
    expect(body).not.toMatch(/Fermé|Plus suivi/);
    expect(body).toMatch(/<summary>En sommeil \(1\)<\/summary>\s+- \[`Dort`\]/);
  });
});
