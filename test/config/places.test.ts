import { describe, expect, it } from 'vitest';
import { compileProcedure } from '../../src/config/compile-procedure.ts';
import { readDefaults } from '../../src/defaults.ts';
import { readYaml } from '../../src/yaml/located-yaml.ts';
import { describeProblem } from '../../src/yaml/problem.ts';
import { problemsOf } from './over-shipped.ts';

const { layer: lowest, form } = readDefaults();

const newPhase = (more: string) =>
  `phases:\n  - id: formation\n    title: Formation\n    intro: Bienvenue.\n    label: { name: 'phase: formation', color: 'ffffff', description: Se former }\n${more}`;

describe('une erreur est dite à la ligne du dépôt qui la cause, par identifiants', () => {
  it.each<[string, string, readonly (string | RegExp)[]]>([
    [
      'dans une étape',
      'phases:\n  - id: ovh\n    checklist:\n      - id: console-acces\n        title: 3',
      [
        'accostage.yml:5:16: phases[ovh].checklist[console-acces].title : cette valeur n’est pas du bon type (écrivez un texte (entre guillemets s’il ressemble à un nombre))',
      ],
    ],
    [
      'dans un élément sans identifiant',
      'phases:\n  - id: ovh\n    gate:\n      - condition: prerequisites-met\n        fase: ovh',
      ['accostage.yml:5:15: phases[ovh].gate[].fase : cette clé n’existe pas (écrivez « phase »)'],
    ],
    [
      'un élément de liste sans « id » : une seule erreur',
      'phases:\n  - title: Sans nom',
      ['accostage.yml:2:5: phases[].id : cette clé manque (écrivez un texte (entre guillemets s’il ressemble à un nombre))'],
    ],
    [
      'une phase nouvelle, incomplète',
      'phases:\n  - id: formation\n    after: prerequis\n    title: Formation',
      [
        /^accostage\.yml:2:5: phases\[formation\]\.label : cette clé manque/,
        /^accostage\.yml:2:5: phases\[formation\]\.intro : cette clé manque/,
      ],
    ],
    [
      'une étiquette du dépôt reprend un nom fourni',
      "labels:\n  asleep:\n    name: 'phase: OVH'",
      [/^accostage\.yml:3:11: phases\[ovh\]\.label\.name : l’étiquette « phase: OVH » sert deux fois/],
    ],
    [
      'une description reprise',
      'labels:\n  asleep:\n    description: L’équipe projet doit agir',
      [/^accostage\.yml:3:18: cette description sert déjà à une autre étiquette/],
    ],
    [
      '« remove » d’un identifiant inconnu',
      'prerequisites:\n  - id: maturite-dokcer\n    remove: true',
      [
        'accostage.yml:2:9: « remove » ne nomme aucun élément de cette liste : « maturite-dokcer » n’y est pas (écrivez « maturite-docker »)',
      ],
    ],
    [
      '« remove » qui ne dit pas true',
      'prerequisites:\n  - id: maturite-docker\n    remove: non',
      [/^accostage\.yml:3:13: prerequisites\[maturite-docker\]\.remove : .*\(écrivez true\)$/],
    ],
    [
      '« remove » dans une liste nouvelle',
      newPhase('    closes: true\n    checklist:\n      - { id: x, remove: true }\n  - { id: embarque, closes: false }'),
      [
        'accostage.yml:8:15: « remove » ne nomme aucun élément de cette liste : « x » n’y est pas (retirez « remove » : cette liste est vide à cet endroit)',
      ],
    ],
    [
      '« after » d’un identifiant inconnu',
      'phases:\n  - id: ouverture-de-flux\n    after: ovhh',
      ['accostage.yml:3:12: « after » ne nomme aucun élément de cette liste : « ovhh » n’y est pas (écrivez « ovh »)'],
    ],
    [
      'un identifiant écrit deux fois, dont un « remove »',
      'prerequisites:\n  - { id: contacts, title: Contacts }\n  - { id: contacts, remove: true }',
      [/^accostage\.yml:3:11: prerequisites\[contacts\]\.id : l’identifiant « contacts » est déjà pris/],
    ],
    [
      'une phase retirée, dont une autre reprend les étapes et qu’elle attend',
      'phases:\n  - id: ovh\n    remove: true',
      [
        'accostage.yml:3:13: phases[cloud-pi-native].gate[].phase : la phase « ovh » n’existe pas (redéfinissez dans ce fichier la clé gate de la phase « cloud-pi-native », sans condition sur « ovh »)',
        'accostage.yml:3:13: phases[cloud-pi-native].include[] : la phase « ovh » n’est pas une phase précédente (redéfinissez dans ce fichier la clé include de la phase « cloud-pi-native » (include: [] si elle n’en reprend aucune), et recopiez dans sa checklist les étapes de « ovh » à garder)',
      ],
    ],
    [
      'une plateforme retirée, que deux phases nomment',
      'mirror:\n  platforms:\n    - { id: ovh, remove: true }',
      [
        /^accostage\.yml:3:26: phases\[ovh\]\.mirror\[\] : la plateforme « ovh » n’existe pas \(redéfinissez dans ce fichier la clé mirror de la phase « ovh »/,
        /^accostage\.yml:3:26: phases\[cloud-pi-native\]\.mirror\[\] : /,
      ],
    ],
    [
      'une phase déplacée après celle qui l’attend',
      'phases:\n  - id: ovh\n    after: cloud-pi-native',
      [
        /^accostage\.yml:2:5: phases\[cloud-pi-native\]\.include\[\] : la phase « ovh » n’est pas une phase précédente/,
        /^accostage\.yml:2:5: .*personne ne peut entrer/,
      ],
    ],
    [
      'une phase ajoutée après la dernière',
      newPhase(''),
      [
        /^accostage\.yml:2:5: phases\[embarque\]\.closes : seule la dernière phase ferme le dossier \(placez cette phase avant/,
        /^accostage\.yml:2:5: la dernière phase ne ferme pas le dossier/,
      ],
    ],
    [
      'toutes les phases retirées',
      `phases:\n${['prerequis', 'ovh', 'cloud-pi-native', 'ouverture-de-flux', 'embarque'].map((id) => `  - { id: ${id}, remove: true }`).join('\n')}`,
      [/^accostage\.yml:2:3: phases : il y faut au moins 2 éléments/],
    ],
    [
      'un champ qu’une vérification fournie ne sait pas lire',
      'prerequisites:\n  - id: volumetrie-donnees\n    field: creation-bdd',
      [/^accostage\.yml:3:12: prerequisites\[volumetrie-donnees\]\.kind : « volume » ne sait pas lire le champ « creation-bdd »/],
    ],
    [
      'plusieurs choses à la fois',
      'prerequisites:\n  - { id: rien, remove: true }\n  - { id: nouveau, title: Nouveau, field: contacts, kind: choice }',
      [/« remove » ne nomme aucun/, /^accostage\.yml:3:5: prerequisites\[nouveau\]\.help : cette clé manque/],
    ],
  ])('%s', (_, text, expected) => {
    const problems = problemsOf(text);
    expect(problems).toHaveLength(expected.length);
    for (const [rank, one] of expected.entries()) expect(problems[rank]).toMatch(one);
  });

  it('une phase se retire quand le fichier dit ce que deviennent ses étapes et ses conditions', () => {
    expect(
      problemsOf(
        'phases:\n  - { id: ovh, remove: true }\n  - id: cloud-pi-native\n    include: []\n    mirror: [cloud-pi-native]\n    gate: [{ condition: prerequisites-met }]',
      ),
    ).toEqual([]);
  });

  it('un formulaire qui n’a pas les champs fournis : dit dans le fichier du dépôt, jamais dans un fichier qu’il n’a pas', () => {
    const bare = { ...form, fields: form.fields.filter(({ id }) => !['contacts', 'prerequis-techniques'].includes(id)) };
    const read = readYaml('version: 1\nform: court.yml', '.github/accostage.yml');
    const compiled = read.ok ? compileProcedure([lowest, read.yaml], bare) : read;
    const problems = compiled.ok ? [] : compiled.problems.map(describeProblem);
    expect(problems.filter((one) => !one.startsWith('.github/accostage.yml:2:7: '))).toEqual([]);
    expect(problems[0]).toBe(
      '.github/accostage.yml:2:7: prerequisites[contacts].field : le champ « contacts » n’est pas dans le formulaire (ajoutez ce champ au formulaire, ou retirez le prérequis (id: contacts, remove: true))',
    );
    expect(problems.join('\n')).toMatch(/checks\.attestations\[\]\.field : le champ à cases/);
  });
});
