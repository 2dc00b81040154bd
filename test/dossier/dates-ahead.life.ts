import { describe, expect, it } from 'vitest';
import { aBody, createToyHub, defaults, people } from './toy-hub.ts';

type Hub = ReturnType<typeof createToyHub>;

/** The process without reminders of the Service Team, whose turn it is meanwhile. */
const { team, permission } = defaults.procedure.serviceTeam;
const procedure = { ...defaults.procedure, serviceTeam: { team, permission } };

/** Opened on the 4th of January 2027, and called for once. */
function opened(answers: Parameters<typeof aBody>[0] = {}): Hub {
  const hub = createToyHub({ procedure, body: aBody(answers) });
  hub.reconcile();
  hub.reconcile();
  return hub;
}

/** The App's new comments over some days, one look a day. */
function over(hub: Hub, days: number): readonly string[] {
  return Array.from({ length: days }).flatMap(() => {
    hub.daysPass(1);
    return hub.reconcile().created;
  });
}

const recalled = (slots: readonly string[]) => slots.filter((slot) => slot.startsWith('promises/'));

describe('une réponse annoncée est rappelée', () => {
  it('une semaine avant sa date, une fois, par un commentaire à l’équipe projet', () => {
    const hub = opened({ sauvegarde: 'à préciser avant le 31/01/2027' });
    expect(over(hub, 19)).toEqual([]);
    const told = over(hub, 4);
    expect(told).toHaveLength(1);
    expect(hub.commentIn(told[0] ?? '')).toMatch(/@lea.*Sauvegarde et restauration\*\*\s: annoncé pour le 31\s+janvier\s+2027/s);
    expect(recalled(over(hub, 20))).toEqual([]);
  });

  it('l’application se réveille d’elle-même ce jour-là, et le lendemain de la date', () => {
    const hub = opened({ sauvegarde: 'à préciser avant le 31/01/2027', calendrier: 'Pas de contrainte en 2031' });
    expect(hub.plan().again?.slice(0, 10)).toBe('2027-01-24');
    over(hub, 21);
    expect(hub.plan().again?.slice(0, 10)).toBe('2027-02-01');
  });

  it('celles de dates voisines le sont ensemble, une nouvelle date à son heure', () => {
    const hub = opened({ sauvegarde: 'à préciser avant le 31/01/2027', reprise: 'à définir avant le 04/02/2027' });
    expect(recalled(over(hub, 30))).toHaveLength(1);
    hub.editBody(aBody({ sauvegarde: 'à préciser avant le 31/03/2027' }));
    hub.reconcile();
    expect(recalled(over(hub, 60))).toHaveLength(1);
  });

  it.each([
    ['au quatorzième jour', '07/02/2027', 1],
    ['au quinzième', '08/02/2027', 2],
  ])('ensemble jusqu’à quatorze jours : la seconde %s, %s, fait %i commentaire en tout', (_, date, told) => {
    const hub = opened({ sauvegarde: 'à préciser avant le 31/01/2027', reprise: `à définir avant le ${date}` });
    hub.daysPass(20);
    expect(recalled(hub.reconcile().created)).toHaveLength(1);
    expect(recalled(over(hub, 15))).toHaveLength(told - 1);
  });

  it('pas le jour où elle est écrite, ni quand les relances sont suspendues', () => {
    const hub = opened({ sauvegarde: 'à préciser avant le 08/01/2027' });
    expect(recalled(hub.plan().comments.map(({ slot }) => slot))).toEqual([]);
    const paused = opened({ sauvegarde: 'à préciser avant le 31/01/2027' });
    paused.comment(people.author, '/pause');
    paused.reconcile();
    expect(recalled(over(paused, 25))).toEqual([]);
  });

  it.each([1, 5, 20])(
    'jamais le jour où la demande change, fût-ce pour une date toute proche : le lendemain (%i jours après l’ouverture)',
    (days) => {
      const hub = opened();
      hub.daysPass(days);
      const soon = new Date(Date.parse(hub.clock()) + 3 * 86_400_000).toISOString().slice(0, 10).split('-').toReversed().join('/');
      hub.editBody(aBody({ sauvegarde: `à préciser avant le ${soon}` }));
      hub.reconcile();
      hub.daysPass(0.9);
      expect(recalled(hub.reconcile().created)).toEqual([]);
      hub.daysPass(0.2);
      expect(recalled(hub.reconcile().created)).toHaveLength(1);
    },
  );

  it('le jour d’une relance, un seul commentaire : le rappel, et la relance le lendemain', () => {
    const afterDays = procedure.phases[0]?.reminders?.afterDays ?? 0;
    const near = new Date(Date.UTC(2027, 0, 4 + afterDays + 3)).toISOString().slice(0, 10).split('-').toReversed().join('/');
    const hub = opened({ architecture: null, sauvegarde: `à préciser avant le ${near}` });
    hub.daysPass(afterDays + 0.1);
    expect(hub.reconcile().created.map((slot) => slot.split('/')[0])).toEqual(['promises']);
    hub.daysPass(1.1);
    expect(hub.reconcile().created.map((slot) => slot.split('/')[0])).toEqual(['reminder']);
    expect(hub.reconcile().writes).toBe(0);
  });

  it('passée sa date, elle manque, et le projet est relancé ; le dossier ne recule pas', () => {
    const hub = opened({ architecture: 'à préciser avant le 31/01/2027' });
    hub.comment(people.serviceTeam, '/forcer ovh jalon');
    hub.reconcile();
    over(hub, 30);
    expect(hub.state().phase).toBe('ovh');
    expect(hub.commentIn('status')).toMatch(
      /architecture technique\*\* \(manquant\)\s: la date promise dans `à préciser avant le 31\/01\/2027` est passée/,
    );
    expect(over(hub, 30).some((slot) => slot.startsWith('reminder/'))).toBe(true);
  });
});

describe('la prochaine échéance du calendrier', () => {
  it.each([
    ['15/02/2027 : recette\nJuin 2027 : mise en production', /\*\*Prochaine échéance\*\*\s: 15\s+février\s+2027 \(`recette`\)/],
    ['Mise en production : T3 2027', /\*\*Prochaine échéance\*\*\s: 30\s+septembre\s+2027 \(`Mise en production`\)/],
    ['2028', /\*\*Prochaine échéance\*\*\s: 31\s+décembre\s+2028\n/],
  ])('est dans le suivi : « %s »', (calendrier, expected) => {
    expect(opened({ calendrier }).commentIn('status')).toMatch(expected);
  });

  it.each(['En production depuis mars 2024', 'Pas de contrainte calendaire', 'dans trois mois', 'à préciser avant le 30/06/2027'])(
    'ne se devine pas : « %s »',
    (calendrier) => {
      expect(opened({ calendrier }).plan().status.deadline).toBe(null);
    },
  );

  it('passe à la suivante d’elle-même, le lendemain', () => {
    const hub = opened({ calendrier: '15/01/2027 : recette\n01/06/2027 : mise en production' });
    expect(hub.plan().again?.slice(0, 10)).toBe('2027-01-16');
    over(hub, 13);
    expect(hub.plan().status.deadline).toEqual({ day: '2027-06-01', label: 'mise en production' });
  });

  it('est dans les relances et dans /statut', () => {
    const hub = opened({ architecture: null, calendrier: '15/02/2027 : recette' });
    const [told] = over(hub, 15);
    expect(hub.commentIn(told ?? '')).toMatch(/Prochaine échéance\*\*\s: 15\s+février\s+2027/);
    hub.comment(people.author, '/statut');
    hub.reconcile();
    expect(hub.observation().comments.at(-1)?.body).toMatch(/Prochaine échéance\*\*\s: 15\s+février\s+2027/);
  });

  it('ne se glisse pas dans le suivi d’un dossier fermé, et ne porte ni mention ni lien de qui l’a écrite', () => {
    const hub = opened({ calendrier: '15/02/2027 : recette avec @org/team et [ici](https://mauvais.exemple)' });
    expect(hub.commentIn('status')).toMatch(/\(`recette avec @org\/team/);
    hub.close(people.author);
    hub.reconcile();
    expect(hub.commentIn('status')).not.toContain('Prochaine échéance');
  });
});
