import { describe, expect, it } from 'vitest';
import { becauses, judge, judgeOptional } from './ask.ts';

describe('les flux', () => {
  it.each([
    'api.referentiel.interieur.gouv.fr:443/tcp — lecture du référentiel',
    'annuaire.exemple.gouv.fr 636/TCP (LDAPS) : authentification',
    '10.1.2.3:5432',
    '10.1.0.0/16 port 443',
    '10.1.2.3-10.1.2.9 443',
    '2001:db8::1 443',
    '[2001:db8::1]:443',
    'https://api.exemple.fr/v1',
    'jdbc:postgresql://base.exemple.fr:5432/app',
    'ldaps://annuaire:636',
    'annuaire:636',
    'srv-ldap-01 636/TCP',
    '*.exemple.fr 443',
    '- api.exemple.fr:443\n- smtp.exemple.fr:25',
    'Flux sortants :\n- api.exemple.fr:443',
    '**Annuaire**\n- annuaire.exemple.fr:636',
    '### SMTP\nsmtp.exemple.fr 25',
    '- API Entreprise\n  - entreprise.api.gouv.fr:443\n  - jeton fourni par la DINUM',
    'api.exemple.fr\nPort : 443\nProtocole : HTTPS',
    'api.exemple.fr:443\n\nCes flux passent tous par le proxy sortant du ministère.',
    '| Source | Destination | Port |\n|---|---|---|\n| app | api.exemple.fr | 443 |\n| app | 10.0.0.1 | 25 |',
    'source;destination;port\napp;api.exemple.fr;443',
    'Composant,Hôte,Port,Protocole\nAnnuaire,annuaire.exemple.fr,636,TCP',
    'app -> api.exemple.fr:443',
    'Aucun flux MI\napi.exemple.fr:443',
  ])('sont déclarés par %j', (text) => {
    expect(judge('flows', text)).toEqual({ status: 'met' });
  });

  it.each([
    ['API Entreprise', 'aucune destination n’est lisible dans « API Entreprise »'],
    ['Annuaire LDAP du ministère, port 636', 'aucune destination n’est lisible dans « Annuaire LDAP du ministère, port 636 »'],
    ['Port:443', 'aucune destination n’est lisible dans « Port:443 »'],
    ['HTTPS:443', 'aucune destination n’est lisible dans « HTTPS:443 »'],
    ['TLS 1.2', 'aucune destination n’est lisible dans « TLS 1.2 »'],
    ['Oui', 'aucune destination n’est lisible dans « Oui »'],
    ['999.1.1.1', 'aucune destination n’est lisible dans « 999.1.1.1 »'],
    ['Aucun sauf l’annuaire', 'aucune destination n’est lisible dans « Aucun sauf l’annuaire »'],
    ['- api.exemple.fr:443\n- SMTP du ministère', 'la ligne 2 ne nomme pas de destination : « SMTP du ministère »'],
    ['api.exemple.fr 443\nAnnuaire', 'la ligne 2 ne nomme pas de destination : « Annuaire »'],
    [
      '| Destination | Port |\n|---|---|\n| api.exemple.fr | 443 |\n| annuaire | 636 |',
      'la ligne 4 ne nomme pas de destination : « | annuaire | 636 | »',
    ],
    ['Aucun', '« Aucun » ne suffit pas ici : une réponse est nécessaire'],
  ])('sont à corriger pour %j', (text, because) => {
    const verdict = judge('flows', text);
    expect(verdict.status).toBe('invalid');
    expect(becauses(verdict)).toEqual([because]);
  });

  it.each(['Aucun', 'Néant', 'Sans objet', 'Aucun flux externe.', 'N/A', 'Aucun.\nTout est interne à la plateforme.'])(
    'peuvent être absents : %j',
    (text) => {
      expect(judgeOptional('flows', text)).toEqual({ status: 'met', note: 'rien à déclarer' });
    },
  );

  it.each([
    '![matrice](https://github.com/user-attachments/assets/abc)',
    '<img width="1280" alt="Image" src="https://github.com/user-attachments/assets/abc" />',
    'cf matrice de flux : [matrice_flux_v3.xlsx](https://github.com/user-attachments/files/123/matrice_flux_v3.xlsx)',
    'cf. DAT §4.2 https://github.com/org/repo/blob/main/docs/DAT.md',
  ])('ne sont pas une image ni un fichier : %j', (text) => {
    const verdict = judge('flows', text);
    expect(verdict.status).toBe('invalid');
    expect(becauses(verdict)).toEqual([
      'la ligne 1 renvoie à un document ou à une image, dont les flux ne peuvent pas être suivis : écrivez un flux par ligne, ou collez le tableau',
    ]);
  });

  it.each([
    'source;destination;port;protocole;justification',
    'source;destination;port;protocole;justification\n;;;;',
    '| Source | Destination | Port |\n|---|---|---|\n|  |  |  |',
    '\nDestination;Port\n',
  ])('manquent tant que le tableau proposé n’est pas rempli : %j', (text) => {
    expect(judgeOptional('flows', text).status).toBe('missing');
  });

  it('« Aucun » sous les titres du tableau proposé est une réponse', () => {
    expect(judgeOptional('flows', 'source;destination;port;protocole;justification\nAucun')).toEqual({
      status: 'met',
      note: 'rien à déclarer',
    });
  });

  it.each([null, 'À compléter', '- ?\n- ?', 'xxx.xxx.xxx.xxx'])('manquent pour %j, même où « aucun » est accepté', (answer) => {
    expect(judgeOptional('flows', answer).status).toBe('missing');
  });

  it('dit que « aucun » est une réponse là où il est accepté', () => {
    const verdict = judgeOptional('flows', null);
    expect(verdict.status === 'missing' && verdict.reasons[0]?.expected).toContain('« Aucun »');
  });
});
