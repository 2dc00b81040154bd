import type { Wanted } from './whole-fields.ts';

const both = (status: Wanted[string]): Wanted => ({ domaines: status, certificats: status });
const skills = (...[docker, kubernetes, openshift, argo]: readonly ('met' | 'none')[]): Wanted => ({
  'maturite-docker': docker ?? 'met',
  'maturite-kubernetes': kubernetes ?? 'met',
  'maturite-openshift': openshift ?? 'met',
  'maturite-argocd': argo ?? 'met',
});
const given: Wanted = { 'volumetrie-donnees': 'met', 'volumetrie-utilisateurs': 'met' };

/** Whole fields written in haste: sentences in place of lines, what is not done yet told as a sentence, reasons behind « sans objet ». */
export const hurriedFields: readonly (readonly [field: string, answer: string, wanted: Wanted])[] = [
  // Sentences on one line, each with its title.
  ['maturite', 'Docker : maîtrise. Kubernetes : pratique. OpenShift : découverte. Argo CD : aucun.', skills()],
  ['maturite', 'Docker : maîtrise. Kubernetes : à évaluer. OpenShift : ?. Argo CD : nc.', skills('met', 'none', 'none', 'none')],
  ['maturite', 'Docker : maîtrise, mais rien en Kubernetes ni sur Argo CD', skills('met', 'met', 'none', 'met')],
  ['volumetrie', 'Utilisateurs : 300. Données : 50 Go.', given],
  ['volumetrie', 'Stockage de l’ordre du To. Agents : 800.', given],
  ['volumetrie', 'Données : inférieur au Go. Utilisateurs : < 50', given],
  [
    'volumetrie',
    'Utilisateurs : à préciser avant le 01/04/2027. Données : 50 Go.',
    { 'volumetrie-donnees': 'met', 'volumetrie-utilisateurs': 'promised' },
  ],
  ['volumetrie', 'Utilisateurs : suivi par M. Exemple, 300', { 'volumetrie-donnees': 'none', 'volumetrie-utilisateurs': 'met' }],
  ['domaines', 'DNS : suivi.interieur.gouv.fr. Certificats : Let’s Encrypt.', both('met')],
  // What one title announces speaks of the other too.
  ['domaines', 'Domaine : suivi.interieur.gouv.fr et certificat fourni par nos soins', both('met')],
  ['domaines', 'URL prod : suivi.interieur.gouv.fr, hors prod : celles de la plateforme. Certificats gérés par vos soins.', both('met')],
  ['domaines', 'URL : https://suivi.interieur.gouv.fr - TLS : terminaison sur le reverse proxy, cert DNUM', both('met')],
  ['domaines', 'Domaine : suivi.interieur.gouv.fr (certificat à définir)', { domaines: 'met', certificats: 'none' }],
  ['domaines', 'Domaine : suivi.interieur.gouv.fr', { domaines: 'met', certificats: 'none' }],
  // Nothing of all that is asked for, and why.
  ...['Sans objet (pas d’IHM ni d’API exposée)', 'sans objet, application non exposée', 'N/A : batch interne sans exposition'].map(
    (answer) => ['domaines', answer, both('met')] as const,
  ),
  ...['Sans objet car aucune IHM', 'Non concerné (pas d’exposition)', 'Aucun (traitements par lots)'].map(
    (answer) => ['domaines', answer, both('met')] as const,
  ),
  ['volumetrie', 'Sans objet (pas de base ni d’utilisateurs)', given],
  ['volumetrie', 'Aucune donnée personnelle, 20 utilisateurs', { 'volumetrie-donnees': 'none', 'volumetrie-utilisateurs': 'met' }],
  // What is put off, and what it is.
  ['domaines', 'A définir pour fin mars 2027 (domaines et certificats)', both('promised')],
  ['domaines', 'À préciser avant le 30/06/2027 : nom de domaine, certificat', both('promised')],
  ...['Certificat : sera demandé', 'Certificats : demande en cours', 'Certificat non commandé', 'Certificat pas encore demandé'].map(
    (certificate) => ['domaines', `suivi.interieur.gouv.fr\n${certificate}`, { domaines: 'met', certificats: 'none' }] as const,
  ),
  ['domaines', 'suivi.interieur.gouv.fr\nCertificat : sera commandé par le projet avant mai 2027', both('met')],
  ['domaines', 'suivi.interieur.gouv.fr\nLe certificat est commandé chez Certigna, réception le 15/05/2027', both('met')],
  ['domaines', 'Domaine suivi.interieur.gouv.fr\nCertificat à définir avant le 15/05/2027', { domaines: 'met', certificats: 'promised' }],
  ...['dev, rec, prod - dimensionnement à préciser avant le 30/04/2027', 'dev + prod. CPU/RAM à définir avant fin avril 2027'].map(
    (answer) => ['environnements', answer, { environnements: 'met', ressources: 'promised' }] as const,
  ),
  ['environnements', 'qualif, prod : à dimensionner ensemble avant le 30/04/2027', { environnements: 'met', ressources: 'promised' }],
  ...[
    'dev, rec, prod. Chaque environnement : 2 vCPU, 4 Go.',
    'dev, rec, prod\nPar environnement : 2 vCPU, 4 Go',
    'dev, rec, prod\n2 vCPU et 4 Go par environnement',
  ].map((answer) => ['environnements', answer, { environnements: 'met', ressources: 'met' }] as const),
  ['environnements', 'recette, production (à dimensionner)', { environnements: 'met', ressources: 'none' }],
  // A line that tells a day of another subject, and the answer beside it.
  ...[
    'Voici nos besoins :\nsuivi.interieur.gouv.fr avec un certificat Certigna à renouveler en mai 2028',
    'Production uniquement\nsuivi.interieur.gouv.fr (certificat acheté le 12/01/2027)',
    '- suivi.interieur.gouv.fr : certificat Certigna, expire le 01/02/2028\n- pas d’autre besoin',
  ].map((answer) => ['domaines', answer, both('met')] as const),
  ['volumetrie', 'Montée en charge progressive\n1 200 utilisateurs en 2028, soit 50 Go', given],
  ['environnements', 'Besoins :\nprod, ressources 4 vCPU 8 Go à partir de juin 2027', { environnements: 'met', ressources: 'met' }],
  ['environnements', 'Besoins :\nprod, ressources standard à partir de juin 2027', { environnements: 'met' }],
  ['environnements', 'Voici :\nrecette et prod dès 2027, ressources à définir', { environnements: 'met', ressources: 'none' }],
  // A title that comes again, or of more than was asked, beside the answer.
  ...[
    'suivi.interieur.gouv.fr. Certificat : Certigna. DNS : DNUM.',
    'suivi.interieur.gouv.fr ; DNS : DNUM ; certificat : Certigna',
    'suivi.interieur.gouv.fr\nDNS : DNUM\nCertificat : Certigna',
    'Certificat : Certigna pour suivi.interieur.gouv.fr. DNS : DNUM.',
  ].map((answer) => ['domaines', answer, both('met')] as const),
  ['domaines', 'suivi.interieur.gouv.fr. Domaine : à définir. Certificat : Certigna.', { domaines: 'none', certificats: 'met' }],
  ['domaines', 'Certificat Certigna. DNS : DNUM.', { domaines: 'none' }],
  ['volumetrie', 'Utilisateurs : 300. Croissance : 10 % par an. Données : 20 Go. Sauvegardes comprises.', given],
  ['volumetrie', 'Données : 20 Go\nUtilisateurs : 50. Croissance : 10 %.', given],
  ['volumetrie', 'Utilisateurs : beaucoup. Données : 20 Go', { 'volumetrie-donnees': 'met', 'volumetrie-utilisateurs': 'none' }],
  [
    'environnements',
    'dev et prod. Ressources : 2 vCPU, 4 Go. Environnement de prod : dédié.',
    { environnements: 'met', ressources: 'met' },
  ],
  ['environnements', 'Environnements : standard\nRessources : 2 vCPU, 4 Go', { environnements: 'none', ressources: 'met' }],
  [
    'volumetrie',
    'Utilisateurs : grand public\nDonnées : 15 000 dossiers',
    { 'volumetrie-donnees': 'met', 'volumetrie-utilisateurs': 'none' },
  ],
  // A domain left to the platform, beside a certificate that is not asked for.
  ['domaines', 'Certificat non demandé, domaine plateforme', { domaines: 'met', certificats: 'none' }],
  ['domaines', 'domaine de la plateforme, certificats non demandés (wildcard plateforme)', both('met')],
  ['domaines', 'domaine de la plateforme, certificat à définir avant le 15/05/2027', { domaines: 'met', certificats: 'promised' }],
  ['domaines', 'Certificat plateforme, domaine à définir', { domaines: 'none' }],
  ['domaines', 'domaine plateforme pour la recette, domaine de prod à définir avant le 15/05/2027', { domaines: 'promised' }],
];
