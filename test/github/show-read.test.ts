import { describe, expect, it } from 'vitest';
import type { Action } from '../../src/apply/action.ts';
import { unanswered } from '../../src/dossier/engine/unanswered.ts';
import { showRead } from '../../src/github/show-read.ts';
import { createToyHub, people } from '../dossier/toy-hub.ts';
import { epoch, fakeClock, settle } from '../queue/fake-clock.ts';

const { author, serviceTeam } = people;

/** A comment of so many seconds ago, and work that ends when told. */
function aWait(
  seconds: number,
  answer: () => Promise<{ kind: 'written'; writes: number }> = () => Promise.resolve({ kind: 'written', writes: 1 }),
) {
  const clock = fakeClock();
  const hub = createToyHub();
  hub.comment(author, '/verifier');
  const waiting = unanswered(hub.observation()).map((comment) => ({
    ...comment,
    updatedAt: new Date(epoch - seconds * 1_000).toISOString(),
  }));
  const actions: Action[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const perform = (action: Action) => {
    actions.push(action);
    return answer();
  };
  const outcome = showRead({ waiting, clock, perform }, () => promise);
  return { clock, actions, resolve, reject, outcome, id: waiting[0]?.id };
}

describe('qui attend une réponse plus de dix secondes', () => {
  it('voit par 👀 que son commentaire est lu, à dix secondes', async () => {
    const { clock, actions, resolve, outcome, id } = aWait(2);
    await clock.advance(7_900);
    expect(actions).toEqual([]);
    await clock.advance(200);
    expect(actions).toEqual([{ verb: 'react', comment: id, content: 'eyes' }]);
    resolve('fini');
    expect(await outcome).toEqual({ outcome: 'fini', shown: [id] });
    expect(clock.pending()).toBe(0);
  });

  it('ne le voit pas si la réponse vient avant, même si la file a tardé', async () => {
    for (const seconds of [1, 300]) {
      const { clock, actions, resolve, outcome } = aWait(seconds);
      await clock.advance(500);
      resolve('fini');
      await outcome;
      await clock.advance(60_000);
      expect(actions).toEqual([]);
    }
  });

  it('le voit tout de suite si la file a tardé et que la lecture dure', async () => {
    const { clock, actions, resolve, outcome } = aWait(300);
    await clock.advance(1_100);
    expect(actions).toHaveLength(1);
    resolve('fini');
    await outcome;
  });

  it('une réaction qui échoue ne change rien ; une lecture qui échoue reste un échec', async () => {
    const refused = aWait(300, () => Promise.reject(new Error('502')));
    await refused.clock.advance(2_000);
    refused.resolve('fini');
    // It may have taken place: 👀 is taken back all the same.
    expect(await refused.outcome).toEqual({ outcome: 'fini', shown: [refused.id] });
    const failed = aWait(300);
    await failed.clock.advance(2_000);
    failed.reject(new Error('panne'));
    await expect(failed.outcome).rejects.toThrow('panne');
    await settle();
    expect(failed.clock.pending()).toBe(0);
  });
});

describe('une commande sans réponse encore', () => {
  it('est celle de personne d’autre que d’une personne, que rien n’a encore répondue', () => {
    const hub = createToyHub();
    hub.reconcile();
    hub.comment('renovate[bot]', '/aide');
    hub.comment(author, 'Bonjour');
    const asked = [hub.comment(author, '/aide'), hub.comment(serviceTeam, '/phase ovh')];
    expect(unanswered(hub.observation()).map(({ id }) => id)).toEqual(asked);
    hub.reconcile();
    expect(unanswered(hub.observation())).toEqual([]);
  });

  it('une mémoire perdue n’en montre aucune', () => {
    const hub = createToyHub();
    hub.reconcile();
    hub.comment(author, '/aide');
    hub.loseMemory();
    expect(unanswered(hub.observation())).toEqual([]);
  });

  it('👀 n’empêche pas la réponse, et s’en va quand elle est là', () => {
    const hub = createToyHub();
    hub.reconcile();
    const id = hub.comment(author, '/reprendre');
    hub.react(id, 'eyes');
    expect(unanswered(hub.observation())).toEqual([]);
    hub.reconcile();
    expect(hub.reactionsTo(id)).toEqual(['+1']);
    expect(hub.reconcile().writes).toBe(0);
  });
});
