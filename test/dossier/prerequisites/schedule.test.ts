import { describe, expect, it } from 'vitest';
import { becauses, judge } from './ask.ts';

describe('un calendrier', () => {
  it.each([
    '12/03/2027 : recette',
    '12/3/27',
    '2027-03-12',
    '12.03.2027',
    '12-03-2027',
    '03/2027',
    '2027/03',
    'le 12/03',
    '03/15/2027',
    '12 mars 2027',
    'Mars 2027',
    'mi-février',
    'févr. 2027',
    'AOÛT',
    'T2 2027',
    '2e trimestre 2027',
    'premier semestre',
    'S1 2027',
    'fin 2027',
    '2027',
    'semaine 12',
    'S12',
    'sous 3 mois',
    'sous quinzaine',
    'dans six semaines',
    'd’ici un an',
    'J+30',
    'M + 3',
    'le mois prochain',
    'fin d’année',
    'à la rentrée',
    'MEP prévue début 2026, recette terminée',
    'Déjà en production',
    'En production',
    'Sprint 12',
    'semaine du 12',
    'En production depuis 2019',
    '| Jalon | Date |\n|---|---|\n| MEP | 12/03/2027 |',
    'https://exemple.fr/planning',
    '![planning](https://github.com/user-attachments/assets/1)',
    'Recette le 15/02/2027, production en avril 2027',
  ])('est fourni par %j', (text) => {
    expect(judge('schedule', text)).toEqual({ status: 'met' });
  });

  it.each([
    ['dès que possible', 'aucune date ni échéance n’est lisible dans « dès que possible »'],
    ['ASAP', 'aucune date ni échéance n’est lisible dans « ASAP »'],
    ['mise en production prochainement', 'aucune date ni échéance n’est lisible dans « mise en production prochainement »'],
    ['bientôt', 'aucune date ni échéance n’est lisible dans « bientôt »'],
    ['Oui', 'aucune date ni échéance n’est lisible dans « Oui »'],
    ['support 24/7', 'aucune date ni échéance n’est lisible dans « support 24/7 »'],
    ['PostgreSQL 16 et S3', 'aucune date ni échéance n’est lisible dans « PostgreSQL 16 et S3 »'],
    ['Kubernetes 1.33.40', 'aucune date ni échéance n’est lisible dans « Kubernetes 1.33.40 »'],
    ['31/02/2027', 'la date « 31/02/2027 » n’existe pas dans le calendrier'],
    ['Recette en mars 2027, production le 31/04/2027', 'la date « 31/04/2027 » n’existe pas dans le calendrier'],
    ['2027-13-01', 'la date « 2027-13-01 » n’existe pas dans le calendrier'],
    ['99/99/9999', 'aucune date ni échéance n’est lisible dans « 99/99/9999 »'],
    ['Pas d’échéance particulière', '« Pas d’échéance particulière » ne suffit pas ici : une réponse est nécessaire'],
  ])('est à corriger pour %j', (text, because) => {
    const verdict = judge('schedule', text);
    expect(verdict.status).toBe('invalid');
    expect(becauses(verdict)).toEqual([because]);
  });

  it.each([null, 'À définir', 'jj/mm/aaaa', 'xx/xx/xxxx', 'TBD'])('manque pour %j', (answer) => {
    expect(judge('schedule', answer).status).toBe('missing');
  });

  it('ne signale qu’une fois une date impossible répétée', () => {
    expect(becauses(judge('schedule', '31/02/2027\n31/02/2027'))).toHaveLength(1);
  });
});
