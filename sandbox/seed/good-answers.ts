import type { Answers } from '../../src/form/answers.ts';
import { readDefaults } from '../../src/defaults.ts';

const { form } = readDefaults();

/** Believable answers, all good, to every field of the shipped form. */
export const goodAnswers: Answers = {
  'projet-nom': 'Demat-Permis',
  'projet-description': 'Dématérialisation des demandes de permis : un portail usager et un outil d’instruction.',
  contacts: 'Léa Martin, cheffe de projet, lea.martin@interieur.example\nKarim Benali, développeur',
  'depots-applicatifs': 'https://github.com/demat-permis/api\nhttps://github.com/demat-permis/front',
  'depots-infra': 'https://github.com/demat-permis/infra',
  'prerequis-techniques': allTicked('prerequis-techniques'),
  'prerequis-techniques-explications': null,
  architecture:
    'Trois composants : front (Vue), API (Node.js), base PostgreSQL 16 ; stockage S3 pour les pièces jointes.\n\n```mermaid\nflowchart LR\n  front --> api --> postgres\n```',
  maturite: 'Docker : maîtrise\nKubernetes : pratique\nOpenShift et Argo CD : découverte',
  volumetrie: 'Données : 50 Go la première année, 200 Go à trois ans\nUtilisateurs : 12 000 usagers par mois, 300 agents',
  reprise: 'Oui, 8 Go',
  sauvegarde: 'Sauvegarde quotidienne de PostgreSQL, conservée 30 jours ; restauration testée chaque trimestre.',
  'creation-bdd': form.fields.flatMap((field) => (field.id === 'creation-bdd' && field.type === 'dropdown' ? field.options : []))[0] ?? '',
  'flux-mi': 'api.referentiel.interieur.gouv.fr:443/tcp — lecture du référentiel',
  'flux-internet': 'Aucun',
  exposition: ['Internet'],
  domaines: 'demat-permis.interieur.gouv.fr, certificat fourni par le projet avant la mise en production',
  environnements: 'recette : 2 vCPU, 4 Go de RAM\npreprod : 2 vCPU, 4 Go de RAM\nprod : 4 vCPU, 8 Go de RAM',
  calendrier: 'Recette le 15/02/2027, production en avril 2027',
  avancement: form.fields.flatMap((field) => (field.id === 'avancement' && field.type === 'dropdown' ? field.options : []))[1] ?? '',
};

function allTicked(id: string) {
  return { checked: optionsOf(id), unchecked: [] };
}

function optionsOf(id: string): readonly string[] {
  const field = form.fields.find((candidate) => candidate.id === id);
  return field?.type === 'checkboxes' ? field.options.map(({ label }) => label) : [];
}
