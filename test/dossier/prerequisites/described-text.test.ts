import { describe, expect, it } from 'vitest';
import { excerpt } from '../../../src/answers/excerpt.ts';
import { say } from '../../../src/words/sentence.ts';
import { anInput, aTextarea, becauses, judge, judgeOptional } from './ask.ts';

describe('un texte libre', () => {
  it.each([
    'Application de suivi des demandes',
    'API Java 21',
    'Jean Dupont',
    '@jdupont',
    'equipe@exemple.fr',
    'https://github.com/org/app/blob/main/archi.md',
    '![schéma](https://github.com/user-attachments/assets/1234)',
    '<img width="800" src="https://github.com/user-attachments/assets/1234">',
    '[DAT.pdf](https://github.com/user-attachments/files/1/DAT.pdf)',
    '```mermaid\nflowchart LR\n  a --> b\n```',
    'voir https://exemple.fr/dat',
    'Pas de sauvegarde applicative : la plateforme sauvegarde PostgreSQL chaque nuit',
    'Oui : Velero chaque nuit, conservation 30 jours',
    'Velero quotidien',
    '| Composant | Techno |\n|---|---|\n| API | Java |',
    '日本語 テスト',
    'Déjà sauvegardé par la DNUM',
  ])('est fourni par %j', (text) => {
    expect(judge('described-text', text)).toEqual({ status: 'met' });
  });

  it.each([
    ['oui', 'oui'],
    ['Oui.', 'Oui.'],
    ['OK', 'OK'],
    ['Fait', 'Fait'],
    ['**c’est prévu**', '**c’est prévu**'],
    ['Standard', 'Standard'],
    ['Aucune', 'Aucune'],
    ['Pas de sauvegarde', 'Pas de sauvegarde'],
    ['Voir annexe', 'Voir annexe'],
    ['cf. mail', 'cf. mail'],
    ['Voir le dossier d’architecture joint au ticket précédent', 'Voir le dossier d’architecture joint au ticket précédent'],
  ])('est à corriger pour %j, cité', (text, quoted) => {
    const verdict = judge('described-text', text);
    expect(verdict.status).toBe('invalid');
    expect(becauses(verdict).join('\n')).toContain(`« ${quoted} »`);
  });

  it.each(['PostgreSQL', 'WordPress', 'DNUM', 'quotidienne', 'Velero', 'pgbackrest', 'Symfony', 'CephFS', 'plateforme'])(
    'peut tenir en un mot qui nomme quelque chose, comme %j',
    (text) => {
      expect(judge('described-text', text)).toEqual({ status: 'met' });
    },
  );

  it.each(['Restauration', 'confortable', 'Vigie'])('est relu par une personne quand il tient en un mot, comme %j', (text) => {
    expect(judge('described-text', text).status).toBe('doubtful');
  });

  it.each([
    'application web',
    'Une application web.',
    'site internet',
    'Outil métier interne',
    'nouvelle application mobile',
    'Service numérique du ministère',
    'API en ligne',
    'le SI métier',
  ])('est relu par une personne quand il ne nomme qu’une sorte d’application, comme %j', (text) => {
    expect(judge('described-text', text)).toEqual({
      status: 'doubtful',
      doubts: [say`${excerpt(text)} nomme une sorte d’application, sans rien en décrire`],
    });
  });

  it.each([
    'Application web pour les préfectures',
    'Site vitrine',
    'API des adresses',
    'Application web Java',
    'Portail des usagers',
    'Plateforme de demande de rendez-vous',
  ])('est fourni dès qu’un mot dit à quoi ou à qui elle sert, ou de quoi elle est faite, comme %j', (text) => {
    expect(judge('described-text', text)).toEqual({ status: 'met' });
  });

  it.each([null, '', 'À compléter', 'En cours', '?', 'xxx'])('manque pour %j', (answer) => {
    expect(judge('described-text', answer).status).toBe('missing');
  });

  it('demande de déposer à nouveau une image dont l’envoi n’a pas fini', () => {
    expect(becauses(judge('described-text', '![Uploading schema.png…]()'))).toEqual([
      'le fichier déposé n’avait pas fini d’être envoyé : déposez-le de nouveau',
    ]);
    expect(judge('described-text', 'Trois composants\n![Uploading schema.png…]()').status).toBe('met');
  });

  it('se contente d’un mot dans un champ d’une ligne', () => {
    expect(judge('described-text', 'Demat-Permis', { field: anInput() }).status).toBe('met');
    expect(judge('described-text', 'oui', { field: anInput() }).status).toBe('invalid');
  });

  it('accepte « aucun » là où la procédure l’accepte', () => {
    expect(judgeOptional('described-text', 'Aucun certificat')).toEqual({ status: 'met', note: 'rien à déclarer' });
  });

  it('distingue le texte du formulaire laissé tel quel, qui n’est pas un exemple à recopier', () => {
    const verdict = judge('described-text', 'Sauvegarde chaque nuit', { field: aTextarea({ placeholder: '\nSauvegarde chaque nuit\n' }) });
    expect(verdict).toMatchObject({ status: 'missing', reasons: [{ example: expect.stringContaining('3 composants') }] });
    expect(becauses(verdict)).toEqual(['la réponse « Sauvegarde chaque nuit » est encore le texte proposé par le formulaire']);
  });
});
