import { describe, expect, it } from 'vitest';
import { readDeadlines } from '../../src/answers/read-deadlines.ts';

const today = '2027-01-15';

describe('les échéances d’un calendrier, avec ce qu’il en dit', () => {
  it.each([
    ['15/02/2027 : recette', [['2027-02-15', 'recette']]],
    ['Recette : 15/02/2027', [['2027-02-15', 'Recette']]],
    ['Mise en production le 1er juin 2027', [['2027-06-01', 'Mise en production']]],
    ['Réception prévue en mars 2027.', [['2027-03-31', 'Réception']]],
    ['T3 2027', [['2027-09-30', null]]],
    ['Le 12 mars 2027 : début de la recette', [['2027-03-12', 'début de la recette']]],
    [
      '15/03/2027 : recette, T3 2027 : mise en production',
      [
        ['2027-03-15', 'recette'],
        ['2027-09-30', 'mise en production'],
      ],
    ],
    [
      'Recette en mars 2027, mise en production en juin 2027',
      [
        ['2027-03-31', 'Recette'],
        ['2027-06-30', 'mise en production'],
      ],
    ],
    [
      '- recette : mars 2027\n- **production** : été 2027',
      [
        ['2027-03-31', 'recette'],
        ['2027-09-20', 'production'],
      ],
    ],
    ['| Étape | Date |\n| --- | --- |\n| Recette | 15/02/2027 |', [['2027-02-15', 'Recette']]],
    ['recette:2027-02-15', [['2027-02-15', 'recette']]],
    ['Ouverture aux usagers (15/02/2027)', [['2027-02-15', 'Ouverture aux usagers']]],
    ...['du 01/03/2027 au 15/03/2027 : recette', 'recette du 1er au 15 mars 2027', 'entre le 1er et le 15 mars : recette'].map(
      (range): [string, readonly (readonly [string, string | null])[]] => [range, [['2027-03-15', 'recette']]],
    ),
    ['VABF entre le 12 avril et le 30 avril', [['2027-04-30', 'VABF']]],
    [
      'Recette le 1er mars et MEP le 15 mars',
      [
        ['2027-03-01', 'Recette'],
        ['2027-03-15', 'MEP'],
      ],
    ],
    ['MEP le lundi 15 mars 2027 à 14h', [['2027-03-15', 'MEP']]],
    ['MEP reportée du 15/03/2027 au 30/06/2027', [['2027-06-30', 'MEP reportée']]],
    ['dans trois mois', []],
    ['MEP le 31/02/2027', []],
    ['Pas de contrainte calendaire', []],
  ])('« %s »', (text, expected) => {
    expect(readDeadlines(text, today).map(({ day, label }) => [day, label])).toEqual(expected);
  });
});
