import { describe, expect, it } from 'vitest';
import { isNone } from '../../src/answers/none.ts';
import { isNonAnswer } from '../../src/answers/reading.ts';
import { aTextarea } from '../dossier/prerequisites/ask.ts';

describe('une non-réponse', () => {
  it.each([
    '',
    ' \n\t ',
    'À compléter',
    'a completer',
    'À COMPLÉTER…',
    '**À compléter**',
    '- À compléter\n- TODO',
    '1. À compléter',
    '(à compléter)',
    '<à compléter>',
    '[À compléter]',
    'À compléter plus tard',
    'À compléter avec la MOA',
    'À définir',
    'À définir ultérieurement',
    'Reste à définir',
    'À préciser, merci',
    'à venir',
    'To be defined',
    'TODO',
    'todo: schéma',
    'TBD',
    'T.B.D.',
    'FIXME',
    '?',
    '???',
    '-',
    '—',
    '...',
    '…',
    '/',
    'xxx',
    'XXXX XX',
    'xx/xx/xxxx',
    'jj/mm/aaaa',
    'n/c',
    'N.C.',
    'NC',
    'Non communiqué',
    'Non défini à ce jour',
    'pas encore défini',
    'Pas encore',
    'Aucune idée',
    'Aucune information pour l’instant',
    'Je ne sais pas',
    'Inconnu',
    'En attente de réponse',
    'En cours de rédaction',
    '_No response_',
    '*Aucune réponse*',
    '> ?',
    '```\n?\n```',
    '| --- | --- |',
    '🤷',
  ])('%j', (text) => {
    expect(isNonAnswer(text, null)).toBe(true);
    expect(isNone(text)).toBe(false);
  });

  it.each([
    'Aucun',
    'Non',
    'Oui',
    'N/A',
    '0',
    '50 Go',
    'À définir avant le 30/04/2027',
    'à définir en mars',
    'À compléter : nginx devant une API Java, une base PostgreSQL',
    'À faire évoluer vers PostgreSQL 16',
    'TODO list partagée, application de suivi des tâches des agents : une API, une interface et une base de données',
    'Xavier',
    'Non-régression testée chaque nuit',
    'Pas encore en production, mais une recette tourne',
    'api.exemple.fr',
    'Le projet Todo',
    'test',
    '![schéma](https://github.com/user-attachments/assets/1)',
    'TBD\nAPI Java et base PostgreSQL',
  ])('n’est pas %j', (text) => {
    expect(isNonAnswer(text, null)).toBe(false);
  });

  it.each([
    ['le texte grisé', aTextarea({ placeholder: 'Sauvegarde chaque nuit.\nConservée 30 jours.' })],
    ['le texte prérempli', aTextarea({ value: 'Sauvegarde chaque nuit.\nConservée 30 jours.' })],
  ])('est %s recopié tel quel, sans égard à la casse ni aux blancs', (_, field) => {
    expect(isNonAnswer('  sauvegarde chaque NUIT.\r\n\r\nconservée 30 jours ', field)).toBe(true);
    expect(isNonAnswer('Sauvegarde chaque nuit.\nConservée 90 jours.', field)).toBe(false);
  });
});

describe('« aucun »', () => {
  it.each([
    'Aucun',
    'aucune',
    'AUCUNS',
    'Aucun(e)',
    '**Aucun**',
    '- Aucun',
    'Néant',
    'neant.',
    'Sans objet',
    'S/O',
    'N/A',
    'n.a.',
    'N / A',
    'Non',
    'Non, aucun.',
    'Non applicable',
    'Non concerné',
    'RAS',
    'Rien',
    'None',
    'Pas de flux',
    'Pas d’accès Internet',
    'Aucun accès externe',
    'Pas d’appel externe',
    'Pas de reprise prévue',
    'Aucun flux externe.',
    'Aucun pour l’instant',
    'Aucun composant du ministère n’est appelé par l’application',
    'Aucun pour l’instant, mais à prévoir plus tard',
    'L’application n’appelle aucun composant externe.',
    'L’application ne fait appel à aucun service externe',
    'Il n’y en a pas',
    'Il n’y a aucun flux',
    'Sans reprise',
    'Flux MI : aucun',
    '- MI : néant\n- Internet : aucun',
    '- Aucun flux MI\n- Aucun flux RIE',
    'Aucun.\n\nTout passe par la plateforme.',
    '0',
  ])('%j', (text) => {
    expect(isNone(text)).toBe(true);
    expect(isNonAnswer(text, null)).toBe(false);
  });

  it.each([
    'Aucun sauf l’annuaire du ministère',
    'Aucun flux direct, mais un appel à l’API Entreprise',
    'Aucun, hormis api.exemple.fr:443',
    'Aucun\n- Annuaire LDAP',
    'Pas de flux MI, uniquement vers le SMTP',
    'Aucune idée',
    'Oui',
    'Nonobstant',
    'Rhône',
    'Normandie',
    'API de l’annuaire',
    'Internet : aucun, sauf FranceConnect',
    'Annuaire : annuaire du ministère',
    'Non défini',
    '',
  ])('n’est pas %j', (text) => {
    expect(isNone(text)).toBe(false);
  });
});
