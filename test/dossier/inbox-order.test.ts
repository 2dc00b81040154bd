import { describe, expect, it } from 'vitest';
import { inOvh } from './in-ovh.ts';
import { createToyHub, people } from './toy-hub.ts';

const { serviceTeam, author } = people;
type Hub = ReturnType<typeof createToyHub>;

const force = (hub: Hub) => void hub.comment(serviceTeam, '/forcer cloud-pi-native le projet y est');
const back = (hub: Hub) => void hub.setLabel(serviceTeam, 'phase: prérequis');
const close = (hub: Hub) => hub.close(serviceTeam);
const pause = (hub: Hub) => void hub.comment(serviceTeam, '/pause congés');
const resume = (hub: Hub) => void hub.comment(serviceTeam, '/reprendre');
/** A comment that says nothing until it is edited. */
const later = (text: string, between: (hub: Hub) => void) => (hub: Hub) => {
  const id = hub.comment(serviceTeam, 'un mot');
  between(hub);
  hub.editComment(serviceTeam, id, text);
};

describe('ce qui est venu depuis le dernier regard se joue dans l’ordre où c’est venu', () => {
  it.each<[string, readonly ((hub: Hub) => void)[], string]>([
    ['une commande, puis une étiquette', [force, back], 'prerequis'],
    ['une étiquette, puis une commande', [back, force], 'cloud-pi-native'],
    ['une étiquette, une commande, une étiquette', [back, force, back], 'prerequis'],
    [
      'une commande ajoutée par une modification, après une étiquette',
      [later('/forcer cloud-pi-native le projet y est', back)],
      'cloud-pi-native',
    ],
  ])('%s', (_, acts, phase) => {
    const hub = inOvh();
    for (const act of acts) act(hub);
    hub.reconcile();
    hub.reconcile();
    expect(hub.state().phase).toBe(phase);
  });

  it.each<[string, readonly ((hub: Hub) => void)[], boolean]>([
    ['pause puis reprise', [pause, resume], false],
    ['reprise puis pause', [resume, pause], true],
    ['une pause écrite avant la reprise, modifiée après', [later('/pause congés', resume)], true],
  ])('%s', (_, acts, paused) => {
    const hub = inOvh();
    for (const act of acts) act(hub);
    hub.reconcile();
    expect(hub.state().paused).toBe(paused);
  });

  it.each([
    ['la commande écrite d’abord', [force, back]],
    ['l’étiquette posée d’abord', [back, force]],
  ] as const)('dans la même seconde, les commandes passent avant les étiquettes : %s', (_, acts) => {
    const hub = inOvh();
    hub.stopClock(() => acts.forEach((act) => act(hub)));
    hub.reconcile();
    expect(
      hub
        .state()
        .history.slice(-2)
        .map(({ phase }) => phase),
    ).toEqual(['cloud-pi-native', 'prerequis']);
  });
});

describe('un dossier fermé', () => {
  it.each<[string, (hub: Hub) => void, boolean]>([
    ['une commande d’avant la fermeture s’exécute', (hub) => [pause, close].forEach((act) => act(hub)), true],
    ['une commande d’après, non', (hub) => [close, pause].forEach((act) => act(hub)), false],
    ['un commentaire d’avant, devenu commande après, non', later('/pause congés', close), false],
  ])('%s', (_, act, paused) => {
    const hub = inOvh();
    act(hub);
    hub.reconcile();
    expect(hub.state().paused).toBe(paused);
  });

  it('répond encore à qui demande seulement à lire', () => {
    const hub = inOvh();
    close(hub);
    const id = hub.comment(author, '/statut');
    hub.reconcile();
    expect(hub.commentIn(`reply/${id}`)).not.toContain('ce dossier est fermé');
  });
});

describe('une mémoire perdue', () => {
  it('dans la même seconde qu’une commande : elle est prise pour exécutée, et non jouée deux fois', () => {
    const hub = inOvh();
    hub.stopClock(() => {
      pause(hub);
      hub.loseMemory();
    });
    hub.reconcile();
    expect(hub.state().paused).toBe(false);
  });

  it('ce qui est écrit ensuite s’exécute', () => {
    const hub = inOvh();
    hub.loseMemory();
    pause(hub);
    hub.reconcile();
    expect(hub.state().paused).toBe(true);
  });
});
