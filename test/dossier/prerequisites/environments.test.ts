import { describe, expect, it } from 'vitest';
import { aTextarea, becauses, judge } from './ask.ts';

describe('les environnements', () => {
  it.each([
    '3 environnements',
    'trois environnements',
    'Trois',
    '3',
    'dev, recette, prod',
    'développement\nrecette\nproduction',
    '- Dev\n- Pré-production\n- PROD',
    'préprod et prod',
    'recette\npreprod\nprod',
    'qualif + prod',
    'un environnement de formation',
    'staging / production',
    '| Env | Usage |\n|---|---|\n| dev | équipe |',
    '**Production** : agents',
    'intégration, homologation',
    'bac à sable puis production',
    'Un seul',
  ])('sont fournis par %j', (text) => {
    expect(judge('environments', text).status).toBe('met');
  });

  it('sont fournis, avec une remarque, quand la console en refuserait le nom', () => {
    expect(judge('environments', 'dev, recette, prod')).toEqual({ status: 'met' });
    expect(judge('environments', 'développement\nrecette\nproduction')).toEqual({
      status: 'met',
      note: 'sur la console, un nom d’environnement est fait de 2 à 11 caractères, lettres minuscules sans accent et chiffres, sans espace ni tiret : « développement » s’y écrirait « dev »',
    });
  });

  it.each([
    ['dev, pré-prod, prod', 'pré-prod', 'preprod'],
    ['intégration et production', 'intégration', 'integration'],
    ['3 environnements : démo, recette, prod', 'démo', 'demo'],
    ['dev ; Pré-Prod ; prod', 'Pré-Prod', 'preprod'],
  ])('%j : la remarque dit comment la console l’écrirait', (text, refused, taken) => {
    expect(judge('environments', text)).toMatchObject({
      status: 'met',
      note: expect.stringContaining(`« ${refused} » s’y écrirait « ${taken} »`),
    });
  });

  it.each(['dev, rec, PROD', 'Dev Recette Prod', 'staging + prod'])('%j : rien à remarquer', (text) => {
    expect(judge('environments', text)).toEqual({ status: 'met' });
  });

  it.each([
    '2 vCPU / 4 Go',
    '500m CPU, 512Mi',
    'dev : 2 vCPU, 4 Go de RAM\nprod : 6 vCPU, 16 Go de RAM',
    'Par environnement : 2 vCPU, 4 Go de RAM',
    'deux vCPU',
    'CPU=4, RAM=8G',
  ])('et les ressources le sont par %j', (text) => {
    expect(judge('environments', text, { field: aTextarea({ label: 'Ressources par environnement' }) })).toEqual({ status: 'met' });
  });

  it.each([
    ['ceux de la plateforme', 'aucun nom ni nombre d’environnements n’est lisible dans « ceux de la plateforme »'],
    ['plusieurs', 'aucun nom ni nombre d’environnements n’est lisible dans « plusieurs »'],
    ['Oui', 'aucun nom ni nombre d’environnements n’est lisible dans « Oui »'],
    ['Aucun', '« Aucun » ne suffit pas ici : une réponse est nécessaire'],
  ])('sont à corriger pour %j', (text, because) => {
    const verdict = judge('environments', text);
    expect(verdict.status).toBe('invalid');
    expect(becauses(verdict)).toEqual([because]);
  });

  it.each(['standard', 'un peu de CPU', 'dev, prod'])('demandent des chiffres aux ressources pour %j', (text) => {
    const verdict = judge('environments', text, { field: aTextarea({ label: 'Estimation CPU et mémoire' }) });
    expect(becauses(verdict)).toEqual([`« ${text} » ne donne pas de chiffre, même approximatif`]);
  });

  it.each([null, '?', 'À définir', 'TBD\nTBD'])('manquent pour %j', (answer) => {
    expect(judge('environments', answer).status).toBe('missing');
  });

  it('portent leurs noms usuels même si le formulaire les propose, mais pas une estimation recopiée', () => {
    const names = 'développement\nrecette\nproduction';
    expect(judge('environments', names, { field: aTextarea({ placeholder: names }) }).status).toBe('met');
    const estimate = 'production : 6 vCPU';
    const field = aTextarea({ label: 'Ressources', placeholder: estimate });
    expect(judge('environments', estimate, { field }).status).toBe('missing');
  });
});
