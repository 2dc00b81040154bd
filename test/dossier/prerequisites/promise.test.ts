import { describe, expect, it } from 'vitest';
import { prerequisiteKinds, type PrerequisiteKindName } from '../../../src/config/procedure.ts';
import { kinds } from '../../../src/dossier/prerequisites/kinds.ts';
import { anAsked, becauses, judge } from './ask.ts';

const written: readonly PrerequisiteKindName[] = prerequisiteKinds.filter(
  (kind) => !['choice', 'attested-boxes', 'flows', 'repositories', 'platform-name'].includes(kind),
);

/** The verdict of a kind where no promise is taken. */
function judgeNow(kind: PrerequisiteKindName, answer: string) {
  const asked = anAsked(answer, { kind });
  return kinds[kind]({ ...asked, prerequisite: { ...asked.prerequisite, promises: false } });
}

describe('une réponse annoncée pour une date', () => {
  it.each([
    ['à préciser avant le 30/04/2028', '2028-04-30'],
    ['À préciser avant le 30 avril 2028.', '2028-04-30'],
    ['**à préciser** d’ici le 2028-04-30', '2028-04-30'],
    ['à définir fin avril 2028', '2028-04-30'],
    ['A définir au T2', '2027-06-30'],
    ['à compléter en mars 2027', '2027-03-31'],
    ['À confirmer avec l’équipe réseau avant le 30/04/2028', '2028-04-30'],
    ['reste à chiffrer, au plus tard le 30.04.2028', '2028-04-30'],
    ['sera transmis avant fin avril 2028', '2028-04-30'],
    ['Les volumes seront précisés au T2 2028', '2028-06-30'],
    ['Nous le préciserons pour le 1er juin 2027', '2027-06-01'],
    ['TBD T3 2027', '2027-09-30'],
    ['en cours de chiffrage, réponse avant le 30/04/2028', '2028-04-30'],
    ['pas encore défini, avant l’été 2027', '2027-06-20'],
    ['recette : à définir avant fin avril 2028\nproduction : à définir avant fin juin 2028', '2028-04-30'],
    ['- à préciser entre le 12/03/2028 et le 30/04/2028', '2028-04-30'],
    ['à préciser avant le 15/01/2027', '2027-01-15'],
  ])('%j est une promesse jusqu’au %s, quelle que soit la question', (text, until) => {
    for (const kind of written) expect([kind, judge(kind, text)]).toEqual([kind, { status: 'promised', until }]);
  });

  it.each([
    ['à préciser avant le 14/01/2027', 'la date promise dans « à préciser avant le 14/01/2027 » est passée'],
    ['à préciser avant le 31/02/2028', 'la date « 31/02/2028 » n’existe pas dans le calendrier'],
    ['à préciser dans trois mois', '« à préciser dans trois mois » ne donne pas de date précise'],
    ['à préciser', '« à préciser » n’est pas encore une réponse'],
  ])('%j n’est pas une date à attendre, et dit pourquoi', (text, because) => {
    const verdict = judge('described-text', text);
    expect(verdict.status).toBe('missing');
    expect(becauses(verdict)).toEqual([because]);
  });

  it('garde l’année du jour où elle est écrite : elle est due quand ce jour passe', () => {
    const asked = { ...anAsked('à préciser au T1'), written: '2027-01-15' };
    expect(kinds['described-text']({ ...asked, today: '2027-03-31' })).toEqual({ status: 'promised', until: '2027-03-31' });
    const late = kinds['described-text']({ ...asked, today: '2027-04-01' });
    expect(late.status).toBe('missing');
    expect(becauses(late)).toEqual(['la date promise dans « à préciser au T1 » est passée']);
  });

  it('donne une promesse pour exemple à qui en a tenté une', () => {
    expect(judge('volume', 'à préciser dans trois mois')).toMatchObject({ reasons: [{ example: 'à préciser avant fin 2028' }] });
    expect(judge('volume', 'à préciser avant fin 2028')).toEqual({ status: 'promised', until: '2028-12-31' });
  });

  it('n’est pas une réponse là où le processus n’attend pas', () => {
    const verdict = judgeNow('described-text', 'à préciser avant le 30/04/2028');
    expect(verdict.status).toBe('missing');
    expect(becauses(verdict)).toEqual(['« à préciser avant le 30/04/2028 » n’est pas encore une réponse, et elle ne peut pas attendre']);
  });

  it.each<[PrerequisiteKindName, string]>([
    ['schedule', 'Réunion de lancement le 12/03'],
    ['schedule', 'Validation prévue en mars'],
    ['repositories', 'à créer pour fin mars 2027'],
    ['repositories', 'Pas encore de dépôt, prévu en mars 2027'],
    ['described-text', 'Monolithe Java, schéma à fournir avant le 30/04/2028'],
    ['volume', '50 Go, à affiner en mars'],
  ])('n’en est pas une quand elle répond déjà : %s, %j', (kind, text) => {
    expect(judge(kind, text)).toEqual({ status: 'met' });
  });
});
