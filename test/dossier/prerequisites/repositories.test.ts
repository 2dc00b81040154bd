import { describe, expect, it } from 'vitest';
import { becauses, judge, judgeOptional } from './ask.ts';

describe('les dépôts', () => {
  it.each([
    'https://github.com/demat-permis/api\nhttps://github.com/demat-permis/front',
    'org/api',
    'Backend :\n- org/api\n\nFrontend :\n- org/web',
    '### API\norg/api\n\n### Web\norg/web',
    'API\norg/api\nFront-End\norg/web',
    'Front / back\norg/api',
    'org/api (privé, accès à donner)',
    'https://gitlab.com/groupe/api',
    'Les dépôts sont privés, l’accès sera donné à l’App.\norg/api',
    'org/api\nUn troisième dépôt suivra.',
    'Pas encore créé, prévu pour mars 2027',
    '01/03/2027',
    'org/api — doc : https://wiki.interieur.rie.gouv.fr/api',
    'https://github.com/org/api/issues/3',
    '```\norg/api\n```',
  ])('sont fournis par %j', (text) => {
    expect(judge('repositories', text)).toEqual({ status: 'met' });
  });

  it.each([
    ['mon-api', 'la ligne 1 n’est pas lisible comme un dépôt : « mon-api »'],
    ['org/api\nmon-web', 'la ligne 2 n’est pas lisible comme un dépôt : « mon-web »'],
    ['org/web\nmon-org / api', 'la ligne 2 n’est pas lisible comme un dépôt : « mon-org / api »'],
    ['https://github.com/org', 'la ligne 1 ne dit pas quel dépôt de GitHub : « https://github.com/org »'],
    ['org/groupe/api', 'la ligne 1 n’est pas lisible comme un dépôt : « org/groupe/api »'],
    ['Sur GitHub', 'aucun dépôt n’est lisible dans « Sur GitHub »'],
    ['Oui', 'aucun dépôt n’est lisible dans « Oui »'],
    [
      'https://gitlab.interieur/groupe/api',
      'le dépôt « https://gitlab.interieur/groupe/api » est sur un réseau interne : il doit être joignable depuis Internet',
    ],
    [
      'http://gitlab/groupe/api',
      'le dépôt « http://gitlab/groupe/api » est sur un réseau interne : il doit être joignable depuis Internet',
    ],
    [
      'git@gitlab.local:groupe/api.git',
      'le dépôt « git@gitlab.local:groupe/api.git » est sur un réseau interne : il doit être joignable depuis Internet',
    ],
    [
      'https://10.1.2.3/groupe/api.git',
      'le dépôt « https://10.1.2.3/groupe/api.git » est sur un réseau interne : il doit être joignable depuis Internet',
    ],
    [
      'https://172.20.0.1:8443/g/api',
      'le dépôt « https://172.20.0.1:8443/g/api » est sur un réseau interne : il doit être joignable depuis Internet',
    ],
    [
      'http://localhost:3000/g/api',
      'le dépôt « http://localhost:3000/g/api » est sur un réseau interne : il doit être joignable depuis Internet',
    ],
    [
      'https://moi:motdepasse@gitlab.minint/g/api',
      'le dépôt « https://gitlab.minint/g/api » est sur un réseau interne : il doit être joignable depuis Internet',
    ],
  ])('sont à corriger pour %j', (text, because) => {
    const verdict = judge('repositories', text);
    expect(verdict.status).toBe('invalid');
    expect(becauses(verdict)).toEqual([because]);
  });

  it.each(['https://forge.apps.education.fr/groupe/api', 'https://gitlab-forge.din.developpement-durable.gouv.fr/groupe/api'])(
    'sur une forge que nous ne connaissons pas sont fournis, leur accès restant à vérifier : %j',
    (text) => {
      expect(judge('repositories', text)).toEqual({ status: 'met', note: 'accès depuis Internet non vérifié' });
    },
  );

  it.each([
    'https://gitlab.forge-dc.cloudmi.minint.fr/g/api',
    'http://forge.dsic.minint.fr/g/api',
    'https://git.interieur.rie.gouv.fr/api',
    'git@gitlab.mi:g/api.git',
  ])('sur une forge du ministère ne sont pas joignables depuis Internet : %j', (text) => {
    expect(becauses(judge('repositories', text)).join()).toContain('sur un réseau interne');
  });

  it('se lisent après leur titre, même avec des espaces', () => {
    expect(judge('repositories', 'Dépôt : exemple-mi / suivi-api')).toEqual({ status: 'met' });
    expect(judge('repositories', 'front / back').status).toBe('invalid');
  });

  it.each(['Le même que l’applicatif (dossier /helm)', 'Identique au dépôt applicatif', 'idem ci-dessus', 'Cf. dépôt applicatif'])(
    'peuvent être ceux d’une autre réponse : %j',
    (text) => {
      const answers = { question: text, applicatifs: 'exemple-mi/suivi-api' };
      expect(judge('repositories', text, { answers })).toEqual({ status: 'met', note: 'le même dépôt que dans une autre réponse' });
      expect(judge('repositories', text).status).toBe('doubtful');
    },
  );

  it.each(['172.32.0.1', '100.128.0.1', '11.0.0.1'])('peuvent être à une adresse publique comme %s', (address) => {
    expect(judge('repositories', `https://${address}/g/api`).status).toBe('met');
  });

  it('« aucun » ne vaut que là où la procédure l’accepte', () => {
    expect(judgeOptional('repositories', 'Aucun dépôt d’infrastructure').status).toBe('met');
    expect(becauses(judge('repositories', 'Aucun'))).toEqual(['« Aucun » ne suffit pas ici : une réponse est nécessaire']);
  });

  it('montre cinq lignes à corriger puis compte les autres', () => {
    const verdict = judge('repositories', Array.from({ length: 8 }, (_, index) => `mon-api-${index}`).join('\n'));
    expect(becauses(verdict)).toHaveLength(6);
    expect(becauses(verdict).at(-1)).toBe('et 3 autres éléments à corriger de même');
  });
});
