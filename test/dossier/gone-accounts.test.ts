import { describe, expect, it } from 'vitest';
import { decide } from '../../src/dossier/engine/decide.ts';
import { refusalSlot } from '../../src/dossier/engine/refusals.ts';
import { createToyHub, defaults, people } from './toy-hub.ts';

const label = (id: string) => defaults.procedure.phases.find((phase) => phase.id === id)?.label.name ?? '';
const { serviceTeam } = people;

describe('une étiquette posée par un compte supprimé depuis', () => {
  /** A hub where GitHub no longer tells who that was. */
  function hubWithout(gone: string) {
    const stage = createToyHub({
      decide: (seen, now) => {
        const events = seen.events.map((event) => (event.actor?.login === gone ? { ...event, actor: null } : event));
        return decide({ ...seen, events }, now);
      },
    });
    stage.reconcile();
    return stage;
  }

  it('est refusée, en disant pourquoi, sans appeler personne ; la Service Team la pose de nouveau', () => {
    const stage = hubWithout('partie');
    const event = stage.setLabel('partie', label('ovh'));
    stage.reconcile();
    expect(stage.labels().filter((name) => name.startsWith('phase:'))).toEqual(['phase: prérequis']);
    const told = stage.commentIn(refusalSlot('ovh', event)) ?? '';
    expect(told).toContain('n’existe plus');
    expect(told).not.toContain('@');
    stage.setLabel(serviceTeam, label('ovh'));
    stage.reconcile();
    expect(stage.labels().filter((name) => name.startsWith('phase:'))).toEqual(['phase: OVH']);
  });

  it('puis ôtée par elle ou par un autre compte supprimé : ne demande plus rien', () => {
    const stage = hubWithout('partie');
    const event = stage.setLabel('partie', label('ovh'));
    stage.removeLabel('partie', label('ovh'));
    stage.reconcile();
    expect(stage.commentIn(refusalSlot('ovh', event))).toBeUndefined();
  });
});
