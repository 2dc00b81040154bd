import { describe, expect, it } from 'vitest';
import { becauses, judge, judgeOptional } from './ask.ts';

describe('les noms de domaine', () => {
  it.each([
    'mon-app.interieur.gouv.fr',
    'MON-APP.Interieur.Gouv.FR.',
    'https://mon-app.interieur.gouv.fr/accueil',
    'mon-app.interieur.gouv.fr:8443',
    '*.mon-app.gouv.fr',
    'démarches.gouv.fr',
    'xn--dmarches-g1a.gouv.fr',
    'app.fr, recette.app.fr dev.app.fr',
    '- prod : app.gouv.fr\n- recette : recette.app.gouv.fr',
    '**Production**\napp.gouv.fr\n\n**Recette**\nrecette.app.gouv.fr',
    '### Production\napp.gouv.fr',
    'prod\napp.gouv.fr',
    '| Env | Domaine |\n|---|---|\n| prod | app.gouv.fr |',
    '`app.gouv.fr`',
    '[app](https://app.gouv.fr)',
    'Le domaine app.gouv.fr est déjà déposé (v1.2)',
    'app.gouv.fr\nLe certificat est géré par le ministère.',
    'app.gouv.fr (contact : equipe@exemple.fr)',
    'monapp.local',
    '-app.gouv.fr',
  ])('sont fournis par %j', (text) => {
    expect(judge('host-names', text)).toEqual({ status: 'met' });
  });

  it.each([
    ['mon_app.gouv.fr', '« mon_app.gouv.fr » contient « _ », interdit dans un nom de domaine'],
    ['mon-app', '« mon-app » n’est pas un nom complet : il manque le domaine'],
    ['https://localhost', '« https://localhost » n’est pas un nom complet : il manque le domaine'],
    ['app..gouv.fr', '« app..gouv.fr » n’est pas un nom de domaine valide'],
    ['app-.gouv.fr', '« app-.gouv.fr » n’est pas un nom de domaine valide'],
    [`${'a'.repeat(64)}.gouv.fr`, `« ${'a'.repeat(64)}.gouv.fr » n’est pas un nom de domaine valide`],
    ['10.1.2.3', '« 10.1.2.3 » est une adresse IP, pas un nom de domaine'],
    ['app.gouv.fr\n192.168.1.1', '« 192.168.1.1 » est une adresse IP, pas un nom de domaine'],
    ['app.gouv.fr\nrecette : à définir', '« recette : à définir » ne dit pas pour quand'],
    ['ceux du marché', 'aucun nom de domaine n’est lisible dans « ceux du marché »'],
    ['app.gouv.fr\nrecette : à définir avant le 30/04/2026', 'la date promise dans « recette : à définir avant le 30/04/2026 » est passée'],
    ['equipe@exemple.fr', 'aucun nom de domaine n’est lisible dans « equipe@exemple.fr »'],
    ['Oui', 'aucun nom de domaine n’est lisible dans « Oui »'],
    ['app.gouv.123', '« app.gouv.123 » n’est pas un nom de domaine valide'],
  ])('sont à corriger pour %j', (text, because) => {
    const verdict = judge('host-names', text);
    expect(verdict.status).toBe('invalid');
    expect(becauses(verdict)).toEqual([because]);
  });

  it.each([
    ['suivi-demandes.interieur.gouv.fr\nrecette : à définir avant le 30/04/2028', '2028-04-30'],
    ['À définir avant le 30/04/2027', '2027-04-30'],
    ['à définir pour mars 2027', '2027-03-31'],
    ['à définir au T2 2027', '2027-06-30'],
    ['Le nom sera fourni par la DICOM fin avril', '2027-04-30'],
  ])('sont promis par %j, jusqu’à cette date', (text, until) => {
    expect(judge('host-names', text)).toEqual({ status: 'promised', until });
  });

  it.each(['fourni par la plateforme', 'Celui par défaut suffit'])('peuvent être laissés à la plateforme : %j', (text) => {
    expect(judge('host-names', text)).toEqual({ status: 'met', note: 'nom donné par la plateforme' });
  });

  it.each([null, 'À définir', 'à définir plus tard', '_No response_'])('manquent pour %j', (answer) => {
    expect(judge('host-names', answer).status).toBe('missing');
  });

  it('« aucun » ne vaut que là où la procédure l’accepte', () => {
    expect(judgeOptional('host-names', 'Pas de nom de domaine').status).toBe('met');
    expect(judge('host-names', 'Pas de nom de domaine').status).toBe('invalid');
  });
});
