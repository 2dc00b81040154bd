import { describe, expect, it } from 'vitest';
import type { PrerequisiteKindName } from '../../../src/config/procedure.ts';
import { aTextarea, becauses, judge, judgeOptional } from './ask.ts';

/** Answers as real project teams write them: none may raise an alarm. */
const goodAnswers: readonly (readonly [PrerequisiteKindName, string])[] = [
  ['described-text', 'Dématérialisation des demandes de permis : un portail usager et un outil d’instruction.'],
  ['described-text', 'Léa Martin, cheffe de projet, lea.martin@exemple.fr\nKarim Benali, développeur'],
  ['described-text', '- Chef de projet : @lmartin\n- Tech lead : @kbenali'],
  [
    'described-text',
    'Trois composants : front (Vue), API (Node.js), base PostgreSQL 16 ; stockage S3.\n\n```mermaid\nflowchart LR\n  front --> api\n```',
  ],
  ['described-text', '![image](https://github.com/user-attachments/assets/8f0c)\n\nLe flux 3 est à confirmer.'],
  ['described-text', 'Sauvegarde : pg_dump nocturne vers S3, rétention 30 j. Restauration : manuelle, testée en recette.'],
  ['described-text', 'Aucune sauvegarde applicative : les données sont recalculées chaque nuit depuis le référentiel.'],
  ['described-text', 'Certificat fourni par le projet avant la mise en production'],
  ['repositories', 'https://github.com/demat-permis/api\nhttps://github.com/demat-permis/front'],
  [
    'repositories',
    '- API : [demat-permis/api](https://github.com/demat-permis/api) (privé)\n- Front : [demat-permis/front](https://github.com/demat-permis/front)',
  ],
  ['repositories', '| Composant | Dépôt |\n| :-- | :-- |\n| API | `demat-permis/api` |\n| Front | `demat-permis/front` |'],
  [
    'repositories',
    'Les deux dépôts suivants, publics :\n\n* demat-permis/api\n* demat-permis/front\n\nLe dépôt d’infrastructure viendra ensuite.',
  ],
  ['repositories', 'Dépôt pas encore créé : prévu au T1 2027.'],
  ['host-names', 'Prod : https://demat-permis.interieur.gouv.fr/\nRecette : https://recette.demat-permis.interieur.gouv.fr/'],
  [
    'host-names',
    'demat-permis.interieur.gouv.fr (à la charge du projet)\n\nPour la recette, sous-domaine de la plateforme : à définir en février.',
  ],
  ['host-names', '| Environnement | Nom |\n|---|---|\n| prod | demat.gouv.fr |\n| recette | à définir avant le 30/04/2027 |'],
  ['volume', '50 Go la première année, 200 Go à trois ans'],
  ['volume', '12 000 usagers par mois, 300 agents'],
  ['volume', 'Base : ~15Go ; pièces jointes : 1,2 To (+ 20 % par an)'],
  ['volume', 'Environ 1500 agents dont une centaine en simultané'],
  ['volume', 'Très faible : moins de 500 Mo'],
  ['schedule', 'Recette le 15/02/2027, production en avril 2027'],
  ['schedule', '- Ouverture des comptes : semaine 3\n- Recette : mi-mars\n- MEP : avant l’été 2027'],
  ['schedule', 'Application en production depuis 2021 chez un autre hébergeur ; bascule souhaitée au S1.'],
  ['environments', 'recette\npreprod\nprod'],
  ['environments', 'Par environnement : 2 vCPU, 4 Go de RAM'],
  ['environments', 'Deux environnements : recette et production (identiques)'],
  ['environments', '| env | cpu | ram |\n|---|---|---|\n| dev | 500m | 512Mi |'],
  ['flows', 'api.referentiel.interieur.gouv.fr:443/tcp — lecture du référentiel'],
  [
    'flows',
    '1. Annuaire : ldaps://annuaire.interieur.gouv.fr:636\n2. SMTP : smtp.interieur.gouv.fr:25 (envoi des courriels)\n3. 10.200.14.0/24, 5432/TCP, base du référentiel',
  ],
  [
    'flows',
    '| Composant | Destination | Port | Protocole | Raison |\n|---|---|---|---|---|\n| API Adresse | data.geopf.fr | 443 | HTTPS | géocodage |\n| FranceConnect | oidc.franceconnect.gouv.fr | 443 | HTTPS | connexion |',
  ],
  ['flows', 'Depuis l’API vers FranceConnect (https://oidc.franceconnect.gouv.fr).\nDepuis le batch vers data.gouv.fr en HTTPS.'],
  ['flows', 'Hôte : data.geopf.fr\nPort : 443\nProtocole : TCP\nRaison : recherche d’adresses'],
];

describe('une bonne réponse ne lève aucune alarme', () => {
  it.each(goodAnswers)('%s : %j', (kind, text) => {
    const verdict = judge(kind, text, { field: aTextarea({ placeholder: 'Un exemple' }) });
    expect(becauses(verdict)).toEqual([]);
    expect(['met', 'promised']).toContain(judgeOptional(kind, text.replaceAll('\n', '\r\n')).status);
    expect(verdict.status === 'promised').toBe(text.includes('à définir'));
  });
});
