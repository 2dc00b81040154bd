import { describe, expect, it } from 'vitest';
import { refusalSlot } from '../../src/dossier/engine/refusals.ts';
import { inOvh } from './in-ovh.ts';
import { createToyHub, defaults, people } from './toy-hub.ts';

const { serviceTeam, stranger } = people;
const label = (id: string) => defaults.procedure.phases.find((phase) => phase.id === id)?.label.name ?? '';
const phaseLabels = (stage: ReturnType<typeof createToyHub>) => stage.labels().filter((name) => name.startsWith('phase:'));

function opened() {
  const stage = createToyHub();
  stage.reconcile();
  return stage;
}

describe('une étiquette écrite autrement, et qui se lit pareil', () => {
  const spellings: readonly (readonly [string, (name: string) => string])[] = [
    ['décomposée, comme sur un Mac', (name) => name.normalize('NFD')],
    ['avec une espace insécable', (name) => name.replace(' ', '\u00a0')],
    ['avec une espace fine insécable, un signe invisible et des capitales', (name) => `\u200b${name.replace(' ', '\u202f').toUpperCase()}`],
  ];

  it.each(spellings)('%s, celle d’une phase demande la phase, et laisse la place à celle du processus', (_, spell) => {
    const stage = inOvh();
    stage.setLabel(serviceTeam, spell(label('prerequis')));
    stage.reconcile();
    expect(stage.state().phase).toBe('prerequis');
    expect(phaseLabels(stage)).toEqual([label('prerequis')]);
    expect(stage.reconcile().writes).toBe(0);
  });

  it.each(spellings)('%s, refusée, elle est retirée, avec les raisons', (_, spell) => {
    const stage = opened();
    const event = stage.setLabel(stranger, spell(label('embarque')));
    stage.reconcile();
    expect(stage.commentIn(refusalSlot('embarque', event))).toContain('seule la Service Team');
    expect(phaseLabels(stage)).toEqual([label('prerequis')]);
    expect(stage.reconcile().writes).toBe(0);
  });

  it.each(spellings)('%s, à côté de celle du processus, elle s’en va, sur un dossier fermé aussi', (_, spell) => {
    for (const close of [false, true]) {
      const stage = opened();
      if (close) stage.close(serviceTeam);
      stage.reconcile();
      stage.setLabel(serviceTeam, spell(label('prerequis')));
      stage.reconcile();
      expect(stage.labels().filter((name) => name.normalize('NFKC').toLowerCase().includes('phase'))).toEqual([label('prerequis')]);
      expect(stage.reconcile().writes).toBe(0);
    }
  });
});
