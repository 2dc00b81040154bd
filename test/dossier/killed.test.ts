import { describe, expect, it } from 'vitest';
import { readSealed } from '../../src/render/marker.ts';
import type { RepositoryReading } from '../../src/dossier/mirror/repository-reading.ts';
import { merged, mirrorFile, run, seen } from './a-repository.ts';
import { aBody, createToyHub, people } from './toy-hub.ts';

const { serviceTeam, author } = people;

/** A dossier with a day's work waiting: a move, a box, commands of both sides, an answer changed. */
function busy() {
  const stage = createToyHub({ body: aBody({ 'flux-mi': 'api.exemple.fr:443\nannuaire.exemple.fr:636' }) });
  stage.reconcile();
  stage.reconcile();
  stage.comment(serviceTeam, '/forcer cloud-pi-native jalon');
  stage.reconcile();
  stage.tickBox(serviceTeam, 'checklist/cloud-pi-native', 'images-docker');
  stage.comment(author, '/etapes');
  stage.comment(author, '/fait console-depots\n/statut');
  stage.comment(serviceTeam, '/flux tous demandé REQ-1\n/forcer ouverture-de-flux suite');
  stage.editBody(aBody({ 'flux-mi': 'api.exemple.fr:443\nsmtp.exemple.fr:25', sauvegarde: 'Chaque semaine, conservée un mois.' }));
  return stage;
}

/** What GitHub shows and the App remembers in the end, but for the time of day at which it was written. */
function shown(stage: ReturnType<typeof busy>) {
  const comments = stage
    .comments()
    .map((comment) => ({ ...comment, body: comment.body.replace(readSealed(comment.body) ?? '', '') }))
    .toSorted((a, b) => (a.slot ?? a.body).localeCompare(b.slot ?? b.body));
  const state = JSON.stringify(stage.state()).replaceAll(/T\d\d:\d\d:\d\d\.\d{3}Z/g, '');
  return { labels: stage.labels(), open: stage.isOpen(), comments, state };
}

function rest(stage: ReturnType<typeof busy>): void {
  for (let round = 0; round < 5; round++) if (stage.reconcile().writes === 0) return;
  throw new Error('the dossier never comes to rest');
}

describe('l’application tuée à l’ouverture d’un dossier', () => {
  const opened = createToyHub();
  rest(opened);

  it.each([0, 1, 2, 3, 4, 5])('après %i écritures : le dossier s’ouvre comme un autre, sans passer pour perdu', (count) => {
    const stage = createToyHub();
    stage.killedAfter(count);
    rest(stage);
    expect(stage.state().history.map(({ how }) => how)).toEqual(['opened']);
    expect(stage.labels()).toEqual(opened.labels());
    expect(stage.comments().map(({ slot }) => slot)).toEqual(opened.comments().map(({ slot }) => slot));
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8])(
    'après %i écritures : ce que des personnes écrivent avant, et pendant l’attente, est fait et répondu',
    (count) => {
      const stage = createToyHub();
      const early = [stage.comment(author, '/statut'), stage.comment(author, '/etapes'), stage.comment(serviceTeam, '/statut')];
      stage.killedAfter(count);
      const late = [stage.comment(author, '/statut'), stage.comment(serviceTeam, '/forcer ovh décidé en comité')];
      rest(stage);
      const slots = stage.comments().flatMap(({ slot }) => slot ?? []);
      const unanswered = [...early, ...late].filter(
        (id) => !slots.some((slot) => slot.startsWith(`reply/${id}`)) && stage.reactionsTo(id).length === 0,
      );
      expect(unanswered).toEqual([]);
      expect(stage.state().phase).toBe('ovh');
      expect(new Set(slots).size).toBe(slots.length);
    },
  );
});

it('à l’ouverture, ce que le premier suivi a montré est relu : le passage qui suit l’arrêt l’accepte', () => {
  const stage = createToyHub();
  stage.comment(author, '/statut');
  stage.killedAfter(1);
  stage.editBody(aBody({ sauvegarde: 'Chaque semaine, conservée un mois.' }));
  stage.comment(serviceTeam, '/phase ovh');
  rest(stage);
  const whole = createToyHub();
  whole.comment(author, '/statut');
  whole.reconcile();
  whole.editBody(aBody({ sauvegarde: 'Chaque semaine, conservée un mois.' }));
  whole.comment(serviceTeam, '/phase ovh');
  rest(whole);
  expect(stage.state().answersShown).toEqual(whole.state().answersShown);
  expect(stage.state().phase).toBe(whole.state().phase);
  expect(stage.state().validated).toEqual(whole.state().validated);
});

describe('l’application tuée après n’importe quelle écriture', () => {
  const whole = busy();
  rest(whole);
  const expected = shown(whole);

  it('a de quoi être tuée', () => {
    expect(busy().killedAfter(8)).toBe(true);
    expect(busy().killedAfter(20)).toBe(false);
  });

  it.each(Array.from({ length: 20 }, (_, count) => count))('%i : le passage suivant arrive au même point', (count) => {
    const stage = busy();
    stage.killedAfter(count);
    rest(stage);
    expect(shown(stage)).toEqual(expected);
  });
});

describe('ce que l’application a vu elle-même', () => {
  const name = 'demat-permis/api';
  const inOvh = () => {
    let sight: RepositoryReading = seen();
    const stage = createToyHub({ body: aBody({ 'depots-applicatifs': name, 'depots-infra': name }), see: () => sight });
    stage.reconcile();
    stage.setLabel(serviceTeam, 'phase: OVH');
    rest(stage);
    return { stage, see: (next: RepositoryReading) => void (sight = next) };
  };
  const isMarked = (stage: ReturnType<typeof createToyHub>) => Object.keys(stage.state().items);

  it.each([0, 1, 2, 3])('n’est jamais pris pour une case cochée, tuée après %i écritures, même si elle ne le voit plus', (count) => {
    const { stage, see } = inOvh();
    see(seen({ file: mirrorFile, pull: merged, run }));
    stage.killedAfter(count);
    see({ kind: 'unreadable', because: 'plus tard', namerWrites: 'yes' });
    rest(stage);
    expect(isMarked(stage)).toEqual([]);
  });

  it('ne devient pas « faite par l’application » quand la mémoire est perdue', () => {
    const { stage, see } = inOvh();
    see(seen({ file: mirrorFile, pull: merged, run }));
    stage.comment(author, '/fait accostage');
    rest(stage);
    stage.loseMemory();
    rest(stage);
    expect(isMarked(stage).filter((key) => stage.state().items[key]?.by !== author)).toEqual([]);
  });
});
