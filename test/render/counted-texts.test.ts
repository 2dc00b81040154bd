import { expect, it } from 'vitest';
import { renderHubIssue } from '../../src/render/hub-issue.ts';
import { misnamedText } from '../../src/render/team.ts';
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
  [1, 0, 'contient une erreur. En attendant sa correction, l’application'],
  [3, 0, 'contient 3 erreurs. En attendant leur correction, l’application'],
  [0, 1, 's’applique, mais une chose y est à corriger.'],
  [0, 2, 's’applique, mais 2 choses y sont à corriger.'],
])('le ticket de configuration accorde %i erreurs et %i avertissements', (problems, warnings, said) => {
  const problem = { file: 'accostage.yml', line: 1, column: 1, message: 'clé inconnue', fix: 'retirez-la' };
  const some = (count: number) => Array.from({ length: count }, () => problem);
  const { body } = renderHubIssue('configuration', { problems: some(problems), warnings: some(warnings), undone: [] });
  expect(plain(body)).toContain(`La configuration de l’accompagnement ${said}`);
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

it.each([
  ['premiere-copie', 'L’équipe projet : une fois l’étape faite, écrivez `/fait premiere-copie` dans un commentaire.'],
  ['console-acces', 'La Service Team : une fois l’étape faite, cochez-la dans la liste de la phase, ou écrivez `/fait console-acces`.'],
])('l’étape qui reste en premier (%s) : ce que peut faire qui la doit', (left, said) => {
  const hub = createToyHub({ body: aBody() });
  hub.reconcile();
  hub.comment(people.serviceTeam, '/forcer ovh pour les tests');
  const { items } = hub.reconcile().plan.status;
  const done = items.map(({ item }) => item.id).filter((id) => id !== left);
  hub.comment(people.serviceTeam, `/fait ${done.join(' ')}`);
  hub.reconcile();
  const asked = hub.comment(people.author, '/pourquoi cloud-pi-native');
  expect(plain(wordsTo(hub.plan(), asked))).toContain(`→ ${said}`);
});

it.each([
  ['ovh', 'Une fois cette condition remplie, posez'],
  ['embarque', 'Une fois ces conditions remplies, posez'],
])('un passage refusé (%s) accorde les conditions qui manquent', (phase, said) => {
  const hub = createToyHub({ body: aBody({ sauvegarde: '', architecture: '' }) });
  hub.reconcile();
  const asked = hub.comment(people.serviceTeam, `/phase ${phase}`);
  expect(plain(wordsTo(hub.plan(), asked))).toContain(said);
});

it('ce qui est défait sans cesse : ce qui n’est que compté, ce sont des étiquettes', () => {
  const labels = Array.from({ length: 20 }, (_, index) => ({ kind: 'label', name: `étiquette ${index}` }) as const);
  const { body } = renderHubIssue('configuration', { problems: [], warnings: [], undone: [...labels, { kind: 'week' }] });
  expect(body).toContain('le récapitulatif de la semaine');
  expect(plain(body)).toContain('et 1 autre étiquette.');
});

it.each([
  [
    ['a'],
    'est maintenant un autre compte',
    'ajoutez-le s’il',
    'n’était pas le compte d’une personne quand la demande l’a nommé',
    'ajoutez le compte',
  ],
  [
    ['a', 'b'],
    'sont maintenant d’autres comptes',
    'ajoutez-les s’il',
    'n’étaient pas les comptes de personnes quand la demande les a nommés',
    'ajoutez les comptes',
  ],
])('des noms qui ne mènent à personne de l’équipe, %j : le singulier ou le pluriel partout', (names, ...expected) => {
  const text = plain(misnamedText({ passedOn: names, nobodys: names, strangers: names })?.markdown ?? '');
  for (const part of expected) expect(text).toContain(part);
});
