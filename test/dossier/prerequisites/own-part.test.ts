import { describe, expect, it } from 'vitest';
import { goodAnswers } from '../../../sandbox/seed/good-answers.ts';
import { readDefaults } from '../../../src/defaults.ts';
import { evaluatePrerequisites } from '../../../src/dossier/prerequisites/evaluate-prerequisites.ts';
import { ownParts } from '../../../src/dossier/prerequisites/own-part.ts';
import * as fc from '../../property.ts';
import { becauses, today } from './ask.ts';
import { computingMs } from '../../computing-time.ts';

const { procedure, form } = readDefaults();
const { prerequisites } = procedure;

function statusesIn(field: string, answer: string): Readonly<Record<string, string>> {
  const results = evaluatePrerequisites({ procedure, form, answers: { ...goodAnswers, [field]: answer }, today, waivers: {} });
  return Object.fromEntries(
    results.filter(({ prerequisite }) => prerequisite.field === field).map(({ prerequisite, status }) => [prerequisite.id, status]),
  );
}

const volumes = (data: string, people: string) => ({ 'volumetrie-donnees': data, 'volumetrie-utilisateurs': people });
const names = (domains: string, certificates: string) => ({ domaines: domains, certificats: certificates });
const machines = (environments: string, resources: string) => ({ environnements: environments, ressources: resources });
const levels = (...[docker, kubernetes, openshift, argocd]: readonly string[]) => ({
  'maturite-docker': docker,
  'maturite-kubernetes': kubernetes,
  'maturite-openshift': openshift,
  'maturite-argocd': argocd,
});

describe('de plusieurs questions dans un champ, chacune trouve sa réponse', () => {
  it.each([
    ['volumetrie', 'Données : 50 Go\nUtilisateurs : 300', volumes('met', 'met')],
    ['volumetrie', '50 Go, 300 agents', volumes('met', 'met')],
    ['volumetrie', 'Données : 50 Go, 300 agents', volumes('met', 'met')],
    ['volumetrie', '- **Utilisateurs** : 1 500\n- **Données** : à préciser avant le 30/04/2028', volumes('promised', 'met')],
    ['volumetrie', '| Données | 50 Go |\n| Utilisateurs | 300 |', volumes('met', 'met')],
    ['volumetrie', 'Utilisateurs = 300 ; données = 20 Go', volumes('met', 'met')],
    ['volumetrie', '### Données\n50 Go\n\n### Utilisateurs\n300 agents', volumes('met', 'met')],
    ['volumetrie', 'Données : 50 Go', volumes('met', 'missing')],
    ['volumetrie', '50 Go', volumes('met', 'missing')],
    ['volumetrie', '300 agents', volumes('missing', 'met')],
    ['volumetrie', 'Données : à définir\nUtilisateurs : ?', volumes('missing', 'missing')],
    ['volumetrie', 'Aucun', volumes('met', 'met')],
    ['volumetrie', 'À compléter', volumes('missing', 'missing')],
    ['reprise', 'Non', { 'reprise-donnees': 'met' }],
    ['reprise', 'Aucune reprise', { 'reprise-donnees': 'met' }],
    ['reprise', 'Oui, 120 Go', { 'reprise-donnees': 'met' }],
    ['reprise', 'Oui', { 'reprise-donnees': 'invalid' }],
    ['domaines', 'production : demat.gouv.fr, certificat fourni par le projet', names('met', 'met')],
    ['domaines', 'demat.gouv.fr (certificat Certigna)', names('met', 'met')],
    ['domaines', 'demat.gouv.fr', names('met', 'doubtful')],
    ['domaines', 'Certificat : fourni par la plateforme', names('missing', 'met')],
    ['domaines', 'Domaine : demat.gouv.fr\nCertificat : à définir', names('met', 'missing')],
    ['domaines', 'Sans objet', names('met', 'met')],
    ['environnements', 'recette : 2 vCPU, 4 Go\nproduction : 6 vCPU, 16 Go\nquota production : 6 vCPU, 16 Go', machines('met', 'met')],
    ['environnements', 'dev, recette, prod', machines('met', 'invalid')],
    ['environnements', 'Environnements : dev, prod\nRessources : à estimer', machines('met', 'missing')],
    ['environnements', '| env | cpu | ram |\n|---|---|---|\n| dev | 2 | 4 |', machines('met', 'met')],
    ['maturite', 'Docker : maîtrise\nKubernetes : pratique\nOpenShift : aucun\nArgo CD : découverte', levels('met', 'met', 'met', 'met')],
    ['maturite', 'Docker et Kubernetes : maîtrise ; OpenShift, Argo CD : découverte', levels('met', 'met', 'met', 'met')],
    [
      'maturite',
      '| Docker | maîtrise |\n| K8s | pratique |\n| OpenShift | aucun |\n| GitOps | aucun |',
      levels('met', 'met', 'met', 'met'),
    ],
    ['maturite', 'Docker : maîtrise', levels('met', 'missing', 'missing', 'missing')],
    ['maturite', 'Nous maîtrisons Docker et Kubernetes', levels('met', 'met', 'doubtful', 'doubtful')],
    ['maturite', 'à définir', levels('missing', 'missing', 'missing', 'missing')],
  ])('%s : %j', (field, answer, expected) => {
    expect(statusesIn(field, answer)).toEqual(expected);
  });

  it('ce qui manque le dit de la question, en citant la réponse', () => {
    const results = evaluatePrerequisites({ procedure, form, answers: { ...goodAnswers, volumetrie: '50 Go' }, today, waivers: {} });
    const lacking = results.find(({ prerequisite }) => prerequisite.id === 'volumetrie-utilisateurs');
    expect(lacking?.status === 'missing' ? becauses(lacking) : []).toEqual([expect.stringContaining('50 Go')]);
    expect(lacking?.status === 'missing' ? becauses(lacking) : []).toEqual([
      expect.stringContaining('ne dit rien de « Nombre d’utilisateurs »'),
    ]);
  });

  it('chaque exemple du processus, recopié seul dans le champ, répond à sa question', () => {
    const refused = prerequisites.filter(({ id, field, example }) => example !== undefined && statusesIn(field, example)[id] !== 'met');
    expect(refused.map(({ id }) => id)).toEqual([]);
  });

  it('chaque texte d’aide du formulaire, recopié à un mot près, répond à toutes les questions du champ', () => {
    for (const field of form.fields) {
      if (!('placeholder' in field) || field.placeholder === null || field.id === 'prerequis-techniques-explications') continue;
      const statuses = Object.values(statusesIn(field.id, `${field.placeholder.trimEnd()} environ`));
      // The account of an example is nobody's.
      const expected = field.id === 'contacts' ? ['doubtful'] : [];
      expect([field.id, statuses.filter((status) => status !== 'met')]).toEqual([field.id, expected]);
    }
  });
});

describe('des cases d’un même champ', () => {
  const boxes = form.fields.flatMap((field) =>
    field.id === 'prerequis-techniques' && field.type === 'checkboxes' ? field.options.map(({ label }) => label) : [],
  );
  const boxesOf = (id: string) => {
    const part = ownParts(goodAnswers, prerequisites).get(id)?.answer ?? null;
    return part !== null && typeof part === 'object' && 'checked' in part ? part.checked : [];
  };

  it('vont chacune à un seul prérequis', () => {
    const all = ['accompagnement-haut-niveau', 'prerequis-techniques', 'lectures'].map(boxesOf);
    expect(all.map((own) => own.length)).toEqual([1, 15, 6]);
    expect(new Set(all.flat()).size).toBe(22);
  });

  it('rien de coché : chacun ne réclame que les siennes', () => {
    const results = evaluatePrerequisites({
      procedure,
      form,
      answers: { ...goodAnswers, 'prerequis-techniques': { checked: [], unchecked: boxes } },
      today,
      waivers: {},
    });
    const first = results.find(({ prerequisite }) => prerequisite.id === 'accompagnement-haut-niveau');
    expect(first?.status === 'missing' ? becauses(first) : []).toEqual([expect.stringContaining('processus d’accompagnement haut niveau')]);
  });
});

it('aucune ligne d’un champ partagé n’est perdue pour tous', () => {
  const sharing = prerequisites.filter(({ field }) => field === 'maturite');
  const line = fc.tuple(
    fc.constantFrom('Docker', 'OpenShift', 'Argo CD', 'Équipe', ''),
    fc.constantFrom('pratique', 'trois ans', 'x, y ; z'),
  );
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (lines) => {
      const text = lines.map(([title, said]) => (title === '' ? said : `${title} : ${said}`)).join('\n');
      const parts = [...ownParts({ maturite: text }, sharing).values()].map(({ answer }) => answer);
      const named = lines.filter(([title]) => title !== '' && title !== 'Équipe');
      const lost = named.filter(([, said]) => !parts.some((part) => typeof part === 'string' && part.includes(said)));
      expect(lost).toEqual([]);
    }),
  );
});

it.each([' ', 'x ', ': ', 'Docker, ', '**', '| ', 'Docker : ', 'Docker\n', '- ', '\u0000', ',/;'])(
  '64 000 caractères de %j se lisent en un instant',
  (piece) => {
    const sharing = prerequisites.filter(({ field }) => field === 'maturite');
    const text = piece.repeat(64_000 / piece.length);
    expect(computingMs(() => void ownParts({ maturite: text }, sharing))).toBeLessThan(2000);
  },
);
