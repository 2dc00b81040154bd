import { describe, expect, it } from 'vitest';
import { anInput, becauses, judge, judgeOptional } from './ask.ts';

describe('une volumétrie', () => {
  it.each([
    '50 Go',
    '50Go',
    '10 G',
    '3,5 To',
    '1.5TB',
    '512 MiB',
    '~ 2 000 agents',
    '2 000 agents',
    '2\u202f000\u00a0agents',
    '12 000 usagers par mois, 300 agents',
    '10 à 20 Go',
    '10-20 Go',
    'entre 10 et 20 Go',
    '50 Go, environ 10 Go de plus par an',
    '200 utilisateurs',
    '500/jour',
    '10k utilisateurs',
    '2 000+ utilisateurs',
    '< 1 Go',
    'Utilisateurs : 200',
    'Nombre d’agents = 1500',
    'Go : 50',
    'une centaine d’utilisateurs',
    'mille dossiers',
    'quelques Go',
    'quelques milliers de dossiers',
    'moins d’un To',
    'deux cents agents',
    '- Base : 20 Go\n- S3 : 300 Go',
    '| Base | 20 Go |',
    '0 Go',
    '100 % des agents du ministère, soit 80000 comptes',
    '1 500 000 enregistrements',
  ])('est fournie par %j', (text) => {
    expect(judge('volume', text)).toEqual({ status: 'met' });
  });

  it.each([
    ['50', 'l’unité manque dans « 50 »'],
    ['environ 50', 'l’unité manque dans « environ 50 »'],
    ['50 environ', 'l’unité manque dans « 50 environ »'],
    ['entre 100 et 200', 'l’unité manque dans « entre 100 et 200 »'],
    ['1 500', 'l’unité manque dans « 1 500 »'],
    ['mille', 'l’unité manque dans « mille »'],
    ['S3', '« S3 » ne donne pas de quantité : ses chiffres sont ceux d’une date, d’une version ou d’une référence'],
    ['beaucoup', '« beaucoup » ne donne pas de chiffre, même approximatif'],
    ['un grand nombre d’utilisateurs', '« un grand nombre d’utilisateurs » ne donne pas de chiffre, même approximatif'],
    ['faible', '« faible » ne donne pas de chiffre, même approximatif'],
    ['Oui', '« Oui » ne donne pas de chiffre, même approximatif'],
    ['Non', '« Non » ne suffit pas ici : une réponse est nécessaire'],
  ])('est à corriger pour %j', (text, because) => {
    const verdict = judge('volume', text);
    expect(verdict.status).toBe('invalid');
    expect(becauses(verdict)).toEqual([because]);
  });

  it.each([null, '?', 'À estimer', 'xx', 'non communiqué'])('manque pour %j', (answer) => {
    expect(judge('volume', answer).status).toBe('missing');
  });

  it('peut être un nombre seul là où la question dit ce qui est compté', () => {
    expect(judge('volume', '1 500', { field: anInput('Nombre d’utilisateurs') }).status).toBe('met');
    expect(judge('volume', 'environ deux cents', { field: anInput('Nombre d’utilisateurs') }).status).toBe('met');
    expect(judge('volume', 'beaucoup', { field: anInput('Nombre d’utilisateurs') }).status).toBe('invalid');
  });

  it('peut être nulle là où la procédure l’accepte', () => {
    expect(judgeOptional('volume', 'Aucune reprise').status).toBe('met');
  });
});
