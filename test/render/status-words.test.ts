import { expect, it } from 'vitest';
import { readDefaults } from '../../src/defaults.ts';
import { renderAnswers } from '../../src/form/render-answers.ts';
import { merged, mirrorFile as file, run, seen } from '../dossier/a-repository.ts';
import { aBody, createToyHub, people } from '../dossier/toy-hub.ts';
import { visibleWords } from './visible-words.ts';

const { form } = readDefaults();
const { serviceTeam } = people;
type Hub = ReturnType<typeof createToyHub>;

function rest(hub: Hub): Hub {
  for (let round = 0; round < 8; round++) if (hub.reconcile().writes === 0) return hub;
  throw new Error('the dossier never comes to rest');
}

const words = (hub: Hub) => visibleWords(rest(hub).commentIn('status') ?? '').length;
const secret = `ghp_${'a1B2'.repeat(9)}`;
const see = () => seen({ pull: merged, file, run });

it.each<[string, string]>([
  ['rien de rempli', renderAnswers(form, {})],
  ['écrit sans le formulaire', 'Bonjour, nous voudrions embarquer notre application.'],
  ['où rien n’est une réponse', renderAnswers(form, Object.fromEntries(form.fields.map(({ id }) => [id, 'À compléter'])))],
  ['vide', ''],
  ['vide, où un secret est collé', `### Un titre\n\n${secret}`],
])('le suivi d’un dossier %s tient en 300 mots', (_, body) => {
  expect(words(createToyHub({ body }))).toBeLessThanOrEqual(300);
});

const many = (count: number, line: (index: number) => string) => Array.from({ length: count }, (__, index) => line(index)).join('\n');

it.each<[string, () => Hub]>([
  ['complet', () => createToyHub()],
  ['à qui manquent deux réponses', () => createToyHub({ body: aBody({ architecture: 'À compléter', calendrier: null }) })],
  ['dont une réponse est à relire', () => createToyHub({ body: aBody({ sauvegarde: 'Néant' }) })],
  ['dont une réponse est annoncée', () => createToyHub({ body: aBody({ sauvegarde: 'À préciser avant le 30/04/2028' }) })],
  ['de trente flux', () => inPhase('ovh', { 'flux-mi': many(30, (index) => `srv-${index}.exemple.gouv.fr:443`) })],
  ['de vingt dépôts', () => inPhase('ovh', { 'depots-applicatifs': many(20, (index) => `demat-permis/depot-${index}`) })],
  ['suspendu', () => told(inPhase('ovh', {}), '/pause congés')],
  ['dans OVH', () => inPhase('ovh', {})],
  ['dans Cloud π native', () => inPhase('cloud-pi-native', {})],
  ['dans l’ouverture de flux', () => inPhase('ouverture-de-flux', {})],
  ['embarqué', () => inPhase('embarque', {})],
])('le suivi d’un dossier %s tient en 200 mots', (_, open) => {
  expect(words(open())).toBeLessThanOrEqual(200);
});

function inPhase(phase: string, answers: Parameters<typeof aBody>[0]): Hub {
  return told(createToyHub({ body: aBody(answers), see }), `/forcer ${phase} essai`);
}

function told(hub: Hub, command: string): Hub {
  rest(hub).comment(serviceTeam, command);
  return rest(hub);
}
