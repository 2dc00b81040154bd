import { describe, expect, it } from 'vitest';
import { mentionsDate, readDates } from '../../src/answers/dates.ts';
import { lastDay } from '../../src/answers/time.ts';

const today = '2027-01-15';

describe('une date écrite', () => {
  it.each([
    ['12/03/2027', '2027-03-12'],
    ['12/3/27', '2027-03-12'],
    ['12 / 03 / 2027', '2027-03-12'],
    ['2027-03-12', '2027-03-12'],
    ['12.03.2027', '2027-03-12'],
    ['05.01.27', '2027-01-05'],
    ['03/15/2027', '2027-03-15'],
    ['03/2027', '2027-03-31'],
    ['2027/02', '2027-02-28'],
    ['avant le 30/04', '2027-04-30'],
    ['le 15/12', '2026-12-15'],
    ['1er juin 2027', '2027-06-01'],
    ['12 mars', '2027-03-12'],
    ['VABF 1er avril', '2027-04-01'],
    ['mars 2028', '2028-03-31'],
    ['fin avril', '2027-04-30'],
    ['mi-mars', '2027-03-20'],
    ['début mars', '2027-03-10'],
    ['courant septembre', '2027-09-30'],
    ['Mars-avril', '2027-03-31', '2027-04-30'],
    ['May–June', '2027-05-31', '2027-06-30'],
    ['T3 2027', '2027-09-30'],
    ['Q2/2027', '2027-06-30'],
    ['2027-T4', '2027-12-31'],
    ['2e trimestre 2027', '2027-06-30'],
    ['courant 2e trimestre', '2027-06-30'],
    ['end of Q1', '2027-03-31'],
    ['début T3 2027', '2027-07-31'],
    ['fin S1', '2027-06-30'],
    ['second semestre 2028', '2028-12-31'],
    ['semaine 38', '2027-09-26'],
    ['semaine 38 de 2027', '2027-09-26'],
    ['S10', '2027-03-14'],
    ['sem. 8 à 10', '2027-03-14'],
    ['d’ici l’été', '2027-06-20'],
    ['été 2027', '2027-09-20'],
    ['fin d’année', '2027-12-31'],
    ['fin 2027', '2027-12-31'],
    ['mi-2027', '2027-08-31'],
    ['avant Pâques', '2027-04-25'],
    ['vacances de la Toussaint', '2027-11-05'],
    ['à la rentrée 2027', '2027-09-30'],
    ['2027', '2027-12-31'],
    ['03/27', '2027-03-31'],
    ['20270315', '2027-03-15'],
    ['W14', '2027-04-11'],
  ])('%j va jusqu’au %s', (text, ...days) => {
    expect(readDates(text).mentions.map(({ time }) => lastDay(time, today))).toEqual(days);
  });

  it.each([
    ['au S2', '2027-01-15', '2027-12-31'],
    ['au S1', '2027-06-30', '2027-06-30'],
    ['au S1', '2027-07-01', '2028-06-30'],
    ['T4', '2027-01-02', '2027-12-31'],
    ['T1', '2027-03-31', '2027-03-31'],
    ['T1', '2027-04-01', '2028-03-31'],
    ['début T1', '2027-04-01', '2028-01-31'],
    ['fin d’année', '2027-01-15', '2027-12-31'],
    ['fin d’année', '2026-12-31', '2026-12-31'],
    ['à la rentrée', '2026-11-27', '2027-09-30'],
    ['à la rentrée', '2027-09-15', '2027-09-30'],
    ['cet été', '2026-11-27', '2027-09-20'],
    ['avant Pâques', '2027-05-01', '2028-04-25'],
    ['en mars', '2027-07-15', '2028-03-31'],
    ['en mars', '2026-11-27', '2027-03-31'],
    ['en décembre', '2027-01-15', '2026-12-31'],
    ['le 12 mars', '2027-04-15', '2027-03-12'],
    ['le 12 mars', '2027-07-15', '2028-03-12'],
    ['le 29 février', '2026-11-27', '2028-02-29'],
    ['semaine 2', '2026-11-27', '2027-01-17'],
  ])('%j, sans année, écrit le %s, va jusqu’au %s', (text, written, day) => {
    expect(readDates(text).mentions.map(({ time }) => lastDay(time, written))).toEqual([day]);
  });

  it.each([
    'dans 6 mois',
    'sous 3 semaines',
    'J+90 après T0',
    'M + 3',
    'lundi prochain',
    'le mois prochain',
    'Sprint 5',
    'semaine du 12',
    'd’ici un an',
  ])('peut partir d’un jour que personne ne dit : %j', (text) => {
    expect(mentionsDate(text)).toBe(true);
    expect(readDates(text).mentions.map(({ time }) => lastDay(time, today))).not.toContainEqual(expect.any(String));
  });

  it.each(['31/02/2027', '31 nov.', '29/02/2027', '29 février 2027', '2027-13-01', '31/04/2027'])('n’existe pas : %j', (text) => {
    expect(readDates(text).mentions.map(({ time }) => time.kind)).toEqual(['impossible']);
    expect(mentionsDate(text)).toBe(false);
  });

  it.each([
    'support 24/7',
    'PostgreSQL 16 et S3',
    'Kubernetes 1.33.40',
    '99/99/9999',
    'sept environnements',
    'a été mis en place',
    'v1.2',
    'Oracle 19c',
    '10.1.2.3',
    'dès que possible',
    '2 000 agents',
    'le 15',
    'MEP prévue avant les JO',
    'maintenance',
    'marsouin',
  ])('n’est pas lue dans %j', (text) => {
    expect(readDates(text).mentions).toEqual([]);
  });

  it('laisse le reste du texte, sans elle', () => {
    expect(readDates('Hébergé depuis le 01/09/2024 : 50 Go').rest).toBe('heberge depuis le            : 50 go');
  });
});
