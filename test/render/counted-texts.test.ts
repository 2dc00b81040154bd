import { expect, it } from 'vitest';
import { renderHubIssue } from '../../src/render/hub-issue.ts';
import { timeline } from '../../src/render/timeline.ts';
import { wordsTo } from '../dossier/answers-to.ts';
import { aBody, createToyHub, people } from '../dossier/toy-hub.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

it.each([
  [21, ' et 1 autre'],
  [23, ' et 3 autres'],
])('le ticket de configuration nomme vingt dossiers sur %i, et compte le reste au bon nombre', (count, rest) => {
  const issues = Array.from({ length: count }, (_, index) => index + 1);
  const problem = { file: 'accostage.yml', line: 1, column: 1, message: 'clé inconnue', fix: 'retirez-la', issues };
  expect(plain(renderHubIssue('configuration', { problems: [problem], warnings: [], undone: [] }).body)).toContain(`, #20${rest}`);
});

it.each([
  [1, '… 1 ligne plus ancienne'],
  [2, '… 2 lignes plus anciennes'],
])('l’historique compte au bon nombre les %i lignes qu’il laisse', (left, line) => {
  const hub = createToyHub({ body: aBody() });
  hub.reconcile();
  hub.comment(people.serviceTeam, '/pause\n\n/reprendre');
  hub.reconcile();
  const { status } = hub.plan();
  const all = status.state.history.length + status.state.notes.length;
  expect(plain(timeline(status, all - left).markdown)).toContain(`- ${line}\n`);
});

it('une étape déjà cochée, dite après d’autres, commence une phrase', () => {
  const hub = createToyHub({ body: aBody() });
  hub.reconcile();
  hub.comment(people.serviceTeam, '/forcer ovh pour les tests');
  hub.reconcile();
  hub.comment(people.author, '/fait dockerfiles');
  hub.reconcile();
  const told = hub.comment(people.author, '/fait dockerfiles images-docker');
  expect(wordsTo(hub.plan(), told)).toContain('cochée : **Construction des images Docker**. Était déjà cochée : **Un Dockerfile');
});
