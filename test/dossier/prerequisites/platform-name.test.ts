import { describe, expect, it } from 'vitest';
import { anInput, becauses, judge, judgeOptional } from './ask.ts';

const field = anInput('Nom du projet');
const rule =
  'la console demande un nom de 2 à 20 caractères, lettres minuscules sans accent et chiffres, sans espace ni tiret, choisi une fois pour toutes';

describe('le nom du projet', () => {
  it.each(['suividemandes', 'rh', 'sirhen2'])('est donné par %j, tel que la console le prend', (name) => {
    expect(judge('platform-name', name, { field })).toEqual({ status: 'met' });
  });

  it.each([
    ['Portail RH', `${rule} : par exemple « portailrh »`],
    ['suivi-demandes', `${rule} : par exemple « suividemandes »`],
    ['Gestion des Congés', `${rule} : par exemple « gestiondesconges »`],
    ['Projet sans nom définitif', `${rule} : par exemple « projetsansnom »`],
    ['日本', `${rule} : trouvez-en un avec la Service Team`],
  ])('est donné par %j, avec le nom que la console prendrait', (name, note) => {
    expect(judge('platform-name', name, { field })).toEqual({ status: 'met', note });
  });

  it.each([
    ['nom du projet', '« nom du projet » répète la question'],
    ['Oui', '« Oui » ne nomme pas le projet'],
    ['Aucun', '« Aucun » ne suffit pas ici : une réponse est nécessaire'],
  ])('n’est pas %j', (name, because) => {
    const verdict = judge('platform-name', name, { field });
    expect(verdict.status).toBe('invalid');
    expect(becauses(verdict)).toEqual([because]);
  });

  it('qui ressemble à un essai ou à un renvoi est à relire', () => {
    for (const name of ['test', 'cf. DAT']) expect(judge('platform-name', name, { field }).status).toBe('doubtful');
  });

  it.each([null, 'à définir', 'TBD', 'à définir avant le 30/04/2028'])('manque pour %j', (name) => {
    const verdict = judgeOptional('platform-name', name);
    expect(verdict.status === 'missing' || verdict.status === 'promised').toBe(true);
  });
});
