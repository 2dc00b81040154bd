import { describe, expect, it } from 'vitest';
import { refusalSlot } from '../../src/dossier/engine/refusals.ts';
import type { Plan } from '../../src/dossier/plan.ts';
import { aBody, createToyHub, defaults, people } from './toy-hub.ts';

const { serviceTeam, author, stranger, unverified } = people;
const label = (id: string) => defaults.procedure.phases.find((phase) => phase.id === id)?.label.name ?? '';

function opened(options: Parameters<typeof createToyHub>[0] = {}) {
  const stage = createToyHub(options);
  stage.reconcile();
  return stage;
}

const phaseLabels = (stage: ReturnType<typeof createToyHub>) => stage.labels().filter((name) => name.startsWith('phase:'));
const refusals = (plan: Plan) =>
  plan.comments.flatMap(({ slot, content }) =>
    content.kind === 'move-refused' ? [{ slot, by: content.refused.by, why: content.refused.refusal.why, stays: content.stays.id }] : [],
  );

describe('une étiquette de phase retirée avant tout regard', () => {
  it.each([
    ['un automatisme', 'renovate[bot]'],
    ['un passant', stranger],
    ['l’auteur du dossier', author],
    ['quelqu’un dont le droit ne se vérifie pas', unverified],
  ])('une étiquette que la Service Team pose, retirée par %s avant tout regard : le dossier a changé de phase, elle revient', (_, who) => {
    const stage = opened();
    stage.setLabel(serviceTeam, label('ovh'));
    stage.removeLabel(who, label('ovh'));
    expect(refusals(stage.reconcile().plan)).toEqual([]);
    expect(stage.state().phase).toBe('ovh');
    expect(phaseLabels(stage)).toEqual([label('ovh')]);
    expect(stage.reconcile().writes).toBe(0);
  });

  it('retirée par quelqu’un d’autre alors que ses conditions manquent : le refus est dit à qui l’a posée', () => {
    const stage = opened({ body: aBody({ architecture: null }) });
    const event = stage.setLabel(serviceTeam, label('ovh'));
    stage.removeLabel(stranger, label('ovh'));
    expect(refusals(stage.reconcile().plan)).toEqual([
      { slot: refusalSlot('ovh', event), by: serviceTeam, why: 'gate', stays: 'prerequis' },
    ]);
    expect(phaseLabels(stage)).toEqual([label('prerequis')]);
  });

  it('la Service Team retire l’étiquette qu’un autre a posée avant tout regard : elle ne demande plus rien', () => {
    const stage = opened();
    stage.setLabel(stranger, label('ovh'));
    stage.removeLabel(serviceTeam, label('ovh'));
    expect(refusals(stage.reconcile().plan)).toEqual([]);
    expect(stage.state().phase).toBe('prerequis');
    expect(stage.reconcile().writes).toBe(0);
  });

  it('retirée par un autre, qui en pose une à son tour : les deux sont jugées, chacune pour qui l’a posée', () => {
    const stage = opened();
    stage.setLabel(serviceTeam, label('ovh'));
    stage.removeLabel(stranger, label('ovh'));
    stage.setLabel(stranger, label('cloud-pi-native'));
    expect(refusals(stage.reconcile().plan)).toMatchObject([{ by: stranger, why: 'not-allowed', stays: 'ovh' }]);
    expect(phaseLabels(stage)).toEqual([label('ovh')]);
    expect(stage.reconcile().writes).toBe(0);
  });
});
