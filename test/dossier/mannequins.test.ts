import { describe, expect, it } from 'vitest';
import { decide } from '../../src/dossier/engine/decide.ts';
import type { Account } from '../../src/dossier/observation.ts';
import { account, author } from '../../src/github/queries/actor.ts';
import { refusalSlot } from '../../src/dossier/engine/refusals.ts';
import { createToyHub, defaults, people } from './toy-hub.ts';

/** Whom GitHub puts in the place of an author that an import found elsewhere: it bears the name that this one had there. */
const told = (login: string) => ({ kind: 'Mannequin', login, databaseId: 12 });
const { serviceTeam, stranger } = people;

/** A hub that was imported: what one of these people wrote or did is a mannequin's there, while another account bears the name. */
function importedHub(login: string) {
  const stage = createToyHub({
    decide: (seen, now) => {
      const isTheirs = (one: Account | null) => one?.login === login;
      const comments = seen.comments.map((one) => (isTheirs(one.author) ? { ...one, author: author.parse(told(login)) } : one));
      const events = seen.events.map((one) => (isTheirs(one.actor) ? { ...one, actor: account.parse(told(login)) } : one));
      return decide({ ...seen, comments, events }, now);
    },
  });
  stage.reconcile();
  return stage;
}

describe('un mannequin, dans un dépôt importé', () => {
  it('auteur du dossier, ne donne rien au compte qui porte son nom', () => {
    const stage = createToyHub({ author: author.parse(told(stranger)), assignees: [] });
    stage.reconcile();
    stage.comment(stranger, '/equipe @sacha');
    stage.reconcile();
    expect(stage.state().team).toEqual([]);
    expect(stage.plan().snapshot.members).toEqual([]);
  });

  it('n’exécute aucune commande au titre du compte qui porte son nom', () => {
    const stage = importedHub(serviceTeam);
    stage.comment(serviceTeam, '/forcer ovh parce que');
    stage.reconcile();
    expect(stage.state().phase).toBe('prerequis');
  });

  it('ne fait pas avancer le dossier par une étiquette', () => {
    const stage = importedHub(serviceTeam);
    const event = stage.setLabel(serviceTeam, defaults.procedure.phases.find(({ id }) => id === 'ovh')?.label.name ?? '');
    stage.reconcile();
    expect(stage.state().phase).toBe('prerequis');
    expect(stage.commentIn(refusalSlot('ovh', event))).toContain('n’existe plus');
  });
});
