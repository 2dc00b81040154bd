import { describe, expect, it } from 'vitest';
import { applies } from '../../../src/dossier/prerequisites/applies.ts';
import type { Answer } from '../../../src/form/answers.ts';

describe('la condition d’un prérequis', () => {
  it.each<[Answer, boolean]>([
    ['Oui', true],
    ['oui ', true],
    ['Non', false],
    ['Oui, en partie', false],
    [['Non', 'Oui'], true],
    [['Non'], false],
    ['- Oui\n- Non', true],
    [{ checked: ['Oui'], unchecked: [] }, true],
    [{ checked: [], unchecked: ['Oui'] }, false],
    [null, false],
    [[], false],
  ])('« in [Oui] » avec %j : %s', (answer, expected) => {
    expect(applies({ field: 'reprise', in: ['OUI'] }, { reprise: answer })).toBe(expected);
  });

  it.each<[Answer, boolean]>([
    [['Internet'], true],
    [['Internet', 'NP'], true],
    [['NP'], false],
    [['np', 'DR'], false],
    ['NP', false],
    ['Intranet', true],
    [null, false],
    [[], false],
  ])('« notIn [NP, DR] » avec %j : %s', (answer, expected) => {
    expect(applies({ field: 'exposition', notIn: ['NP', 'DR'] }, { exposition: answer })).toBe(expected);
  });

  it('ne s’applique pas quand le champ est absent des réponses, même s’il porte le nom d’une propriété de tout objet', () => {
    expect(applies({ field: 'inconnu', in: ['Oui'] }, {})).toBe(false);
    expect(applies({ field: 'constructor', notIn: ['Oui'] }, {})).toBe(false);
  });
});
