import { describe, expect, it } from 'vitest';
import { decide } from '../../src/dossier/engine/decide.ts';
import { readForm } from '../../src/dossier/facts.ts';
import { readNamings } from '../../src/dossier/namings.ts';
import type { Observation } from '../../src/dossier/observation.ts';
import { accountOf } from './account-of.ts';
import { aBody, createToyHub, people } from './toy-hub.ts';
import { seen } from './a-repository.ts';
import { withRenamed } from './toy-operator.ts';

const { author, serviceTeam } = people;
const declaring = (name: string) => aBody({ 'depots-applicatifs': name, 'depots-infra': name });

describe('le droit qui compte est celui de la personne qui a inscrit le dépôt', () => {
  it('écrit par l’auteur, puis la demande corrigée par un autre : toujours l’auteur', () => {
    const stage = createToyHub({ body: declaring('org/api') });
    stage.reconcile();
    stage.editBody(`${declaring('org/api')}\n`, serviceTeam);
    stage.reconcile();
    expect(stage.state().named.by).toEqual({ 'org/api': author });
  });

  it('ajouté par un autre : le sien', () => {
    const stage = createToyHub({ body: declaring('org/api') });
    stage.reconcile();
    stage.editBody(declaring('org/prive'), 'hugo');
    stage.reconcile();
    expect(stage.state().named.by).toEqual({ 'org/prive': 'hugo' });
  });

  it('l’historique n’est demandé que si la demande a changé', () => {
    const stage = createToyHub({ body: declaring('org/api') });
    stage.editBody(declaring('org/front'), 'hugo');
    stage.reconcile();
    const { named } = stage.state();
    stage.comment(author, '/statut');
    stage.reconcile();
    expect(stage.state().named).toEqual(named);
  });

  it('autorisé par la Service Team : l’application agit, qui que ce soit qui l’ait inscrit', () => {
    const stage = createToyHub({ body: declaring('org/api'), see: (name) => seen({ name, namerWrites: 'no' }) });
    stage.reconcile();
    stage.editBody(declaring('org/prive'), 'hugo');
    stage.comment(serviceTeam, '/phase ovh');
    stage.reconcile();
    expect(stage.plan().pulls).toEqual([]);
    stage.comment(serviceTeam, '/autoriser org/prive');
    stage.reconcile();
    expect(stage.plan().pulls.map(({ onBehalfOf }) => onBehalfOf)).toEqual([{ authorised: expect.any(Number) }]);
  });

  it.each([
    ['l’auteur d’une demande jamais modifiée', { from: author, edits: [] }],
    ['l’auteur d’une demande modifiée depuis par un autre', { from: author, edits: ['org/api'] }],
    ['la personne qui l’a inscrit', { from: 'hugo', edits: ['org/autre', 'org/api'] }],
  ])('%s renomme son compte : le droit demandé est celui de son nom d’aujourd’hui', (_, { from, edits }) => {
    const stage = createToyHub({ body: declaring('org/api') });
    stage.reconcile();
    for (const name of edits) {
      stage.editBody(`${declaring(name)}\n`, 'hugo');
      stage.reconcile();
    }
    const bodyHistory = [
      ...edits.toReversed().map((name) => ({ editor: accountOf('hugo'), names: [name] })),
      { editor: accountOf(author), names: ['org/api'] },
    ];
    const renamed = withRenamed(stage.observation(), { from, to: 'nouveau-nom' });
    const told = withRenamed({ ...stage.observation(), bodyHistory }, { from, to: 'nouveau-nom' });
    expect(readNamings(renamed, readForm(renamed)) ?? readNamings(told, readForm(told))).toEqual({ 'org/api': 'nouveau-nom' });
  });

  it('une mémoire d’avant, qui ne nommait pas qui a écrit, reste comme elle est tant que la demande ne change pas', () => {
    const former = (observation: Observation): Observation => {
      if (observation.memory.kind !== 'kept') return observation;
      const { writers: _, ...named } = observation.memory.state.named;
      return { ...observation, memory: { kind: 'kept', state: { ...observation.memory.state, named } } };
    };
    const stage = createToyHub({ body: declaring('org/api'), decide: (observation, now) => decide(former(observation), now) });
    stage.editBody(`${declaring('org/api')}\n`, 'hugo');
    stage.reconcile();
    expect(stage.state().named.writers).toEqual([author, 'hugo']);
    stage.reconcile();
    expect(stage.state().named).toEqual({ body: expect.any(String), by: { 'org/api': author } });
    stage.editBody(declaring('org/api'), 'hugo');
    stage.reconcile();
    expect(stage.state().named.writers).toEqual([author, 'hugo']);
  });
});
