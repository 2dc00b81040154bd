import { describe, expect, it } from 'vitest';
import * as fc from '../property.ts';
import { type ConsoleThing, isConsoleName, proposedName } from '../../src/answers/console-names.ts';

const things = ['project', 'environment'] as const satisfies readonly ConsoleThing[];

describe('un nom de la console', () => {
  it.each<[ConsoleThing, string]>([
    ['project', 'suividemandes'],
    ['project', 'rh'],
    ['project', 'a1b2c3d4e5f6g7h8i9j0'],
    ['environment', 'preprod'],
    ['environment', 'integration'],
  ])('est pris : %s %s', (thing, name) => {
    expect(isConsoleName(name, thing)).toBe(true);
    expect(proposedName(name, thing)).toBe(name);
  });

  it.each<[ConsoleThing, string, string | null]>([
    ['project', 'suivi-demandes', 'suividemandes'],
    ['project', 'Gestion des Congés', 'gestiondesconges'],
    ['project', 'Portail RH', 'portailrh'],
    ['project', 'Application de suivi des demandes des usagers', 'applicationsuivi'],
    ['project', 'Anticonstitutionnellement', 'anticonstitutionnell'],
    ['project', 'x', null],
    ['project', '日本語', null],
    ['project', '', null],
    ['environment', 'pré-prod', 'preprod'],
    ['environment', 'développement', 'developpeme'],
  ])('est proposé à la place : %s %j', (thing, written, proposed) => {
    expect(isConsoleName(written, thing)).toBe(false);
    expect(proposedName(written, thing)).toBe(proposed);
  });

  it('proposé est toujours un nom que la console prend, et se propose lui-même', () => {
    fc.assert(
      fc.property(fc.constantFrom(...things), fc.string({ unit: 'binary', maxLength: 60 }), (thing, written) => {
        const proposed = proposedName(written, thing);
        if (proposed === null) return;
        expect(isConsoleName(proposed, thing)).toBe(true);
        expect(proposedName(proposed, thing)).toBe(proposed);
      }),
    );
  });
});
