import { expect, it } from 'vitest';
import { withMarker } from '../../src/render/marker.ts';
import type { CommentView, DossierView } from '../../sandbox/emulator/dossier-view.ts';
import { toldOf } from '../../sandbox/bench/told.ts';
import type { PlayedStep } from '../../sandbox/tour/run-tour.ts';

const APP = 'accostage[bot]';
const aComment = (id: number, body: string, more: Partial<CommentView> = {}): CommentView => ({
  id,
  nodeId: `C_${id}`,
  author: APP,
  body,
  reactions: [],
  ...more,
});
const aView = (comments: readonly CommentView[], more: Partial<DossierView> = {}): DossierView => ({
  state: 'open',
  stateReason: null,
  title: 'Démat-Permis',
  body: '',
  labels: [],
  assignees: [],
  comments,
  ...more,
});
const told = (before: DossierView | null, after: DossierView) =>
  toldOf({ number: 1, before, after, differences: [] } satisfies PlayedStep, APP).map(({ text, isEdit }) =>
    isEdit ? `${text} (modifié)` : text,
  );

it('ce que l’application écrit est dit avant ce qu’elle met à jour', () => {
  const before = aView([aComment(1, withMarker('status', 'un'))]);
  const after = aView([aComment(1, withMarker('status', 'deux')), aComment(2, withMarker('reply/9', 'non'))]);
  expect(told(before, after)).toEqual(['écrit une réponse', 'met à jour le suivi (modifié)']);
});

it.each([
  ['d’une marque seule', withMarker('status', 'un\n<!-- état : B -->')],
  ['de rien', withMarker('status', 'un\n<!-- état : A -->')],
])('une modification %s, que nul ne voit, n’est pas dite', (_, body) => {
  const before = aView([aComment(1, withMarker('status', 'un\n<!-- état : A -->'))]);
  expect(told(before, aView([aComment(1, body)]))).toEqual([]);
});

it('ce que les autres écrivent est leur affaire ; la réaction de l’application est dite', () => {
  const said = aComment(3, '/fait images-docker', { author: 'lea-martin' });
  expect(told(aView([]), aView([said]))).toEqual([]);
  expect(told(aView([said]), aView([{ ...said, reactions: ['👍'] }]))).toEqual([
    '👍 sur le commentaire de lea-martin : /fait images-docker',
  ]);
});

it('les étiquettes et la fermeture se disent en toutes lettres', () => {
  const before = aView([], { labels: ['attente: projet'] });
  const after = aView([], { labels: ['phase: embarqué'], state: 'closed' });
  expect(told(before, after)).toEqual([
    'Étiquette posée : phase: embarqué',
    'Étiquette retirée : attente: projet',
    'Le dossier est fermé.',
  ]);
  expect(told(null, aView([], { labels: ['a'] }))).toEqual(['Étiquette posée : a']);
});
