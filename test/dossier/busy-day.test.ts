import { describe, expect, it } from 'vitest';
import { createCircuitBreaker } from '../../src/github/circuit-breaker.ts';
import { readMarker } from '../../src/render/marker.ts';
import { seen } from './a-repository.ts';
import { aBody, createToyHub, defaults, people } from './toy-hub.ts';

const { serviceTeam, author, assignee, stranger } = people;
const speakers = [author, assignee, 'nadia', 'karim-benali', serviceTeam, stranger];
const lines = [
  '/aide',
  '/statut',
  '/fait images-docker',
  '/pas-fait images-docker',
  '/fait nimporte',
  '/pause congés',
  '/reprendre',
  '/flux tous demandé',
  '/abracadabra',
  '/pourquoi\n/fait accostage',
];

/** A day in which six people write a hundred commands, one each two minutes, with the guards of the App's own process in place. */
function aBusyDay() {
  const breaker = createCircuitBreaker({ now: () => new Date(hub.clock()), elapsed: () => Date.parse(hub.clock()) });
  const hub: ReturnType<typeof createToyHub> = createToyHub({
    body: aBody({ contacts: 'Bureau\n@nadia, @karim-benali', 'flux-mi': 'api.exemple.fr:443' }),
    see: (name) => seen({ name }),
    refuse: (action) => {
      if (action.verb === 'create-comment') breaker.count(hub.observation().key, readMarker(action.body));
      return null;
    },
  });
  hub.reconcile();
  hub.setLabel(serviceTeam, 'phase: OVH');
  hub.reconcile();
  const asked = Array.from({ length: 100 }, (_, index) => {
    const login = speakers[index % speakers.length] ?? author;
    const id = hub.comment(login, lines[(index * 7) % lines.length] ?? '');
    hub.reconcile();
    return { id, login };
  });
  return { hub, asked, breaker };
}

describe('cent commandes en un jour, de cinq personnes et d’un passant', () => {
  const { hub, asked, breaker } = aBusyDay();
  const wordsTo = (id: number) => hub.comments().filter(({ slot }) => slot === `reply/${id}`).length;

  it('ont chacune leur réponse : un commentaire ou une réaction, jamais deux commentaires', () => {
    expect(asked.filter(({ id }) => wordsTo(id) === 0 && hub.reactionsTo(id).length === 0)).toEqual([]);
    expect(asked.filter(({ id }) => wordsTo(id) > 1 || hub.reactionsTo(id).length > 1)).toEqual([]);
  });

  it('le passant n’a pas plus de mots que la limite du jour, et n’en ôte à personne', () => {
    const words = (login: string) => asked.filter((one) => one.login === login && wordsTo(one.id) > 0).length;
    expect(words(stranger)).toBe(defaults.procedure.comments.maxPerDay);
    expect(words(author)).toBeGreaterThan(defaults.procedure.comments.maxPerDay);
  });

  it('ce que l’application dit sans qu’on le demande tient dans la limite, et rien ne l’arrête', () => {
    const unasked = hub.comments().filter(({ slot }) => slot !== null && slot !== 'status' && !slot.startsWith('reply/'));
    expect(unasked.length).toBeLessThanOrEqual(defaults.procedure.comments.maxPerDay);
    expect(breaker.stopped()).toEqual([]);
    expect(hub.reconcile().writes).toBe(0);
  });
});

describe('les mêmes mots sans fin, sous le compte d’une personne', () => {
  it('ont une réponse en mots vingt fois dans le jour, puis une réaction ; d’autres mots, et ceux d’une autre personne, en ont toujours', () => {
    const hub = createToyHub({ body: aBody({ contacts: 'Bureau\n@nadia' }) });
    hub.reconcile();
    const says = (login: string, words: string) => {
      const id = hub.comment(login, words);
      hub.reconcile();
      return hub.comments().some(({ slot }) => slot === `reply/${id}`) ? 'mots' : hub.reactionsTo(id).join();
    };
    const answers = Array.from({ length: 25 }, () => says(author, '/statut'));
    expect(answers.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 'mots'));
    expect(new Set(answers.slice(20))).toEqual(new Set(['confused']));
    expect([says(author, '/aide'), says('nadia', '/statut')]).toEqual(['mots', 'mots']);
  });
});
