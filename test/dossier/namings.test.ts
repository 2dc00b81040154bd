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
const namedBy = (name: string, login: string) => ({ by: { [name]: login }, ids: { [name]: accountOf(login).id } });
const declaring = (name: string) => aBody({ 'depots-applicatifs': name, 'depots-infra': name });

describe('le droit qui compte est celui de la personne qui a inscrit le dépôt', () => {
  it('écrit par l’auteur, puis la demande corrigée par un autre : toujours l’auteur', () => {
    const stage = createToyHub({ body: declaring('org/api') });
    stage.reconcile();
    stage.editBody(`${declaring('org/api')}\n`, serviceTeam);
    stage.reconcile();
    expect(stage.state().named).toMatchObject(namedBy('org/api', author));
  });

  it('ajouté par un autre : le sien', () => {
    const stage = createToyHub({ body: declaring('org/api') });
    stage.reconcile();
    stage.editBody(declaring('org/prive'), 'hugo');
    stage.reconcile();
    expect(stage.state().named).toMatchObject(namedBy('org/prive', 'hugo'));
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
    ['l’auteur d’une demande modifiée depuis par un autre', { from: author, edits: [['org/api', 'hugo']] }],
    [
      'la personne qui l’a inscrit',
      {
        from: 'hugo',
        edits: [
          ['org/autre', 'hugo'],
          ['org/api', 'hugo'],
        ],
      },
    ],
    [
      'la personne qui l’a inscrit, avant que d’autres modifient la demande',
      {
        from: 'hugo',
        edits: [
          ['org/autre', 'hugo'],
          ['org/api', 'hugo'],
          ['org/api', serviceTeam],
        ],
      },
    ],
  ] as const)('%s renomme son compte : c’est toujours le sien, à son numéro', (_, { from, edits }) => {
    const stage = createToyHub({ body: declaring('org/api') });
    stage.reconcile();
    for (const [index, [name, by]] of edits.entries()) {
      stage.editBody(`${declaring(name)}${'\n'.repeat(index + 1)}`, by);
      stage.reconcile();
    }
    const renamed = withRenamed(stage.observation(), { from, to: 'nouveau-nom' });
    expect(readNamings(renamed, readForm(renamed))).toMatchObject({ 'org/api': { id: accountOf(from).id } });
  });

  it('un compte qui n’existe plus n’a rien inscrit : « ghost » n’est personne', () => {
    const stage = createToyHub({ body: declaring('org/api') });
    const shown = stage.observation();
    const gone = { ...shown, issue: { ...shown.issue, author: { login: 'ghost', id: null, bot: false } } };
    expect(readNamings(gone, readForm(gone))).toEqual({ 'org/api': null });
  });

  describe('une mémoire d’avant, qui ne gardait que des noms', () => {
    const byLogin = { 'org/api': author };
    const former = (observation: Observation): Observation => {
      if (observation.memory.kind !== 'kept') return observation;
      const { state } = observation.memory;
      return {
        ...observation,
        memory: { kind: 'kept', state: { ...state, named: { body: state.named.body, by: byLogin, writers: [author, 'hugo'] } } },
      };
    };
    const stageOfBefore = () => {
      let isOfBefore = false;
      const stage = createToyHub({
        body: declaring('org/api'),
        decide: (observation, now) => decide(isOfBefore ? former(observation) : observation, now),
      });
      stage.editBody(`${declaring('org/api')}\n`, 'hugo');
      stage.reconcile();
      isOfBefore = true;
      return { ...stage, isNowToday: () => void (isOfBefore = false) };
    };

    it('reste comme elle est tant que personne n’écrit : rien n’est récrit pour elle', () => {
      const stage = stageOfBefore();
      const { writtenAt } = stage.state();
      stage.reconcile();
      expect(stage.state().named).toMatchObject({ by: byLogin, writers: [author, 'hugo'] });
      stage.reconcile();
      expect(stage.state().writtenAt).toBe(writtenAt);
    });

    it('un de ceux qui ont écrit la demande renomme son compte : l’historique dit qui c’est', () => {
      const stage = stageOfBefore();
      const renamed = withRenamed(former(stage.observation()), { from: author, to: 'nouveau-nom' });
      expect(readNamings(renamed, readForm(renamed))).toBeNull();
    });

    it.each<[string, (stage: ReturnType<typeof stageOfBefore>) => void]>([
      ['quelqu’un écrit', (stage) => void stage.comment(author, '/statut')],
      ['la demande change', (stage) => stage.editBody(declaring('org/api'), 'hugo')],
    ])('%s : les numéros sont lus dans l’historique, une fois', (_, act) => {
      const stage = stageOfBefore();
      stage.daysPass(1);
      act(stage);
      stage.reconcile();
      expect(stage.state().named).toEqual({ body: expect.any(String), ...namedBy('org/api', author) });
    });
  });
});
