import { describe, expect, it } from 'vitest';
import { inOvh } from './in-ovh.ts';
import { type createToyHub, people } from './toy-hub.ts';

const { serviceTeam, author, stranger } = people;
type Hub = ReturnType<typeof createToyHub>;

/** The comments that wait for an answer, by their numbers. */
function waiting(hub: Hub): readonly number[] {
  hub.reconcile();
  return hub.plan().status.questions.map(({ comment }) => comment);
}

const question = 'Bonjour, je ne comprends pas ce que veulent dire DR et NP';

describe('un commentaire masqué dit ce que dit un commentaire supprimé', () => {
  it('une question n’attend plus de réponse, et l’attend de nouveau si on la montre', () => {
    const hub = inOvh();
    const id = hub.comment(author, question);
    expect(waiting(hub)).toEqual([id]);
    hub.hideComment(id);
    expect(waiting(hub)).toEqual([]);
    hub.hideComment(id);
    expect(waiting(hub)).toEqual([id]);
  });

  it('une réponse de la Service Team masquée avant d’être lue ne répond à rien ; lue, elle a répondu', () => {
    const hub = inOvh();
    const id = hub.comment(author, question);
    const answer = hub.comment(serviceTeam, 'DR veut dire « Diffusion Restreinte ».');
    hub.hideComment(answer);
    expect(waiting(hub)).toEqual([id]);
    hub.hideComment(answer);
    expect(waiting(hub)).toEqual([]);
    hub.hideComment(answer);
    expect(waiting(hub)).toEqual([]);
  });

  it('une commande masquée avant d’être lue n’est pas suivie, et ne reçoit rien ; montrée, elle l’est', () => {
    const hub = inOvh();
    const id = hub.comment(author, '/pause');
    hub.hideComment(id);
    expect(hub.reconcile().writes).toBe(0);
    expect(hub.state().paused).toBe(false);
    hub.hideComment(id);
    hub.reconcile();
    expect(hub.state().paused).toBe(true);
  });

  it('une commande suivie reste suivie, et ne l’est pas deux fois', () => {
    const hub = inOvh();
    const id = hub.comment(author, '/pause');
    hub.reconcile();
    hub.comment(author, '/reprendre');
    hub.hideComment(id);
    hub.reconcile();
    hub.hideComment(id);
    hub.reconcile();
    expect(hub.state().paused).toBe(false);
    expect(hub.reconcile().writes).toBe(0);
  });

  it('n’apprend à personne comment on appelle l’application, et n’est l’activité de personne', () => {
    const hub = inOvh();
    const before = hub.plan().snapshot.lastActivity;
    const ids = [hub.comment(stranger, 'fait images-docker'), hub.comment(author, 'pause'), hub.comment(author, 'Bonjour')];
    for (const id of ids) hub.hideComment(id);
    expect(hub.reconcile().writes).toBe(0);
    expect(hub.plan().snapshot.lastActivity).toBe(before);
  });
});
