import { describe, expect, it } from 'vitest';
import { isOneLabel, sameLabel } from '../../src/words/label.ts';

describe('deux noms d’une étiquette', () => {
  it.each([
    ['la casse', 'Phase: OVH', 'phase: ovh'],
    ['un accent décomposé', 'phase: embarqué', 'phase: embarque\u0301'],
    ['une majuscule accentuée, et un accent décomposé', 'PRÉREQUIS À RELIRE', 'pre\u0301requis a\u0300 relire'],
    ['deux espaces, et celles des bords', 'prérequis relus', ' prérequis  relus '],
    ['une espace insécable', 'phase: ovh', 'phase:\u00a0ovh'],
    ['une espace fine insécable, en trop', 'phase: ovh', ' phase: \u202fovh'],
    ['une apostrophe courbe', "attente: l'équipe", 'attente: l’équipe'],
    ['un trait d’union insécable', 'cloud-pi', 'cloud\u2011pi'],
    ['un signe que personne ne voit', 'phase: ovh', 'phase:\u200b ovh\u2060'],
  ])('se lisent pareil : %s', (_, one, other) => {
    expect(sameLabel(one, other)).toBe(true);
  });

  it('sans son accent, ou avec un signe de plus, c’est une autre', () => {
    expect(sameLabel('phase: embarqué', 'phase: embarque')).toBe(false);
    expect(sameLabel('phase: ovh', 'phase: ovh 2')).toBe(false);
  });

  it('pour GitHub, seule la casse ne compte pas', () => {
    expect(isOneLabel('Phase: OVH', 'phase: ovh')).toBe(true);
    expect(isOneLabel('phase: embarqué', 'phase: embarque\u0301')).toBe(false);
  });
});
