import { describe, expect, it } from 'vitest';
import { readDefaults } from '../../../src/defaults.ts';
import { evaluatePrerequisites } from '../../../src/dossier/prerequisites/evaluate-prerequisites.ts';
import { parseAnswers } from '../../../src/form/parse-answers.ts';
import { today } from './ask.ts';

const { procedure, form } = readDefaults();

/** How each prerequisite of a field is judged, where that is all that the body answers. */
function judged(id: string, written: string): Readonly<Record<string, string>> {
  const field = form.fields.find((one) => one.id === id);
  const { answers, remarks } = parseAnswers(form, `### ${field?.label}\n\n${written}\n`);
  const prerequisites = procedure.prerequisites.filter((one) => one.field === id);
  const results = evaluatePrerequisites({ procedure: { prerequisites }, form, answers, today, waivers: {}, ...(remarks && { remarks }) });
  return Object.fromEntries(results.map(({ prerequisite, status }) => [prerequisite.id, status]));
}

describe('un choix écrit à la main', () => {
  it.each([
    ['exposition', 'Intranet uniquement'],
    ['exposition', 'Internet seulement'],
    ['exposition', 'RIE puis Internet en 2028'],
    ['creation-bdd', 'par l’application'],
    ['creation-bdd', 'Par l’application (Flyway)'],
    ['creation-bdd', 'manuelle par le DBA'],
    ['avancement', 'Déjà en production'],
    ['avancement', 'Recette'],
    ['avancement', 'développement (MVP livré)'],
  ])('%s : « %s » en est un', (id, written) => {
    expect(judged(id, written)).toMatchObject({ [id]: 'met' });
  });

  it.each([
    ['exposition', 'pas Internet'],
    ['avancement', 'En recette / En développement'],
    ['avancement', 'en'],
  ])('%s : « %s » n’en est pas un', (id, written) => {
    expect(judged(id, written)).toMatchObject({ [id]: 'missing' });
  });
});

describe('un nombre', () => {
  it.each(['Données : 1.000.000 Go', 'Données : ½ To', 'Données : 1½ To', 'Données : ５０ Go', 'Données : 10’000’000 Mo'])(
    '« %s » se lit',
    (written) => {
      expect(judged('volumetrie', written)).toMatchObject({ 'volumetrie-donnees': 'met' });
    },
  );

  it.each(['Données : 12.06.2027', 'Données : 192.168.1.1', 'Données : v1.2.3', 'Données : 10.100.200.300'])(
    '« %s » n’en donne pas',
    (written) => {
      expect(judged('volumetrie', written)).toMatchObject({ 'volumetrie-donnees': 'invalid' });
    },
  );

  it.each(['Ressources : 2 vCPU', '16 Go de RAM, 4 CPU'])('« %s » ne dit aucun environnement', (written) => {
    expect(judged('environnements', written).environnements).not.toBe('met');
    expect(judged('environnements', written)).toMatchObject({ ressources: 'met' });
  });
});

it.each(['Le projet n’a pas encore de nom', 'nom à trouver', 'Nom définitif à choisir'])('« %s » ne nomme pas le projet', (written) => {
  expect(judged('projet-nom', written)).toEqual({ 'projet-nom': 'doubtful' });
});
