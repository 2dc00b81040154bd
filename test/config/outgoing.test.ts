import { describe, expect, it } from 'vitest';
import { problemsOf as problemsOfText } from './over-shipped.ts';

const problemsOf = (value: object) => problemsOfText(JSON.stringify(value));

/** Every key that holds an address. */
const places: readonly [string, (address: string) => object][] = [
  ['la console', (address) => ({ mirror: { console: address } })],
  ['la documentation d’un prérequis', (address) => ({ prerequisites: [{ id: 'contacts', documentation: address }] })],
  ['le lien d’une étape', (address) => ({ phases: [{ id: 'ovh', checklist: [{ id: 'accostage', link: address }] }] })],
];

describe.each(places)('%s', (_, file) => {
  it.each([
    'https://cloud-pi-native.fr',
    'https://console.interieur.rie.gouv.fr:8443/projets?onglet=depots#miroir',
    'https://xn--ministre-i1a.example/guide/%C3%A9tape_(1)',
  ])('%j est acceptée', (address) => {
    expect(problemsOf(file(address))).toEqual([]);
  });

  it.each([
    ['http://cloud-pi-native.fr', /seules les adresses en https:\/\/ sont acceptées/],
    ['ftp://cloud-pi-native.fr', /seules les adresses en https/],
    ['HTTPS://cloud-pi-native.fr', /seules les adresses en https/],
    ['javascript:alert(1)', /adresse complète attendue/],
    ['javascript://cloud-pi-native.fr/%0Aalert(1)', /seules les adresses en https/],
    ['cloud-pi-native.fr/guide', /adresse complète attendue/],
    ['', /adresse complète attendue/],
    ['https://', /adresse complète attendue/],
    ['https://cloud-pi-native.fr@evil.example/', /ni compte ni mot de passe/],
    ['https://moi:secret@cloud-pi-native.fr/', /ni compte ni mot de passe/],
    ['https://cloud-pi-native.fr\\@evil.example/', /ni compte ni mot de passe/],
    ['https://cloud-pi-native.fr\n.evil.example/', /adresse incorrecte/],
    ['https://cloud-pi-native.fr/a\tb', /adresse incorrecte/],
    ['https://cloud-pi-native.fr/\u202ecod', /adresse incorrecte/],
    [' https://cloud-pi-native.fr', /adresse complète attendue/],
    ['https://cloud-pi-native.fr ', /adresse incorrecte/],
    ['https://cloud-pi-native.fr/a>b', /adresse incorrecte/],
    ['https://cloud-pi-nаtive.fr', /adresse incorrecte/],
    ['https://localhost/', /adresse incorrecte/],
    ['https://169.254.169.254/', /adresse incorrecte/],
    ['https://2852039166/', /adresse incorrecte/],
    ['https://[::1]/', /adresse incorrecte/],
    ['https://cloud-pi-native.fr./', /adresse incorrecte/],
    ['https://cloud-pi-native.fr:port/', /adresse incorrecte/],
    [`https://cloud-pi-native.fr/${'a'.repeat(2000)}`, /2000 caractères au plus/],
  ])('%j est refusée, avec sa raison', (address, because) => {
    const [problem, ...others] = problemsOf(file(address));
    expect(problem).toMatch(because);
    expect(problem).toMatch(/^accostage\.yml:1:\d+: /);
    expect(others).toEqual([]);
  });
});

describe('les textes montrés', () => {
  it.each<[string, object]>([
    ['l’introduction d’une phase', { phases: [{ id: 'ovh', intro: 'Voyez [le guide](http://evil.example).' }] }],
    ['l’aide d’une étape', { phases: [{ id: 'ovh', checklist: [{ id: 'accostage', help: 'Lisez HTTP://evil.example' }] }] }],
    ['l’aide d’un prérequis', { prerequisites: [{ id: 'contacts', help: 'Lisez <http://evil.example>.\nMerci.' }] }],
    ['le mot d’accueil', { texts: { welcome: 'http://evil.example' } }],
  ])('%s ne porte aucun lien en http://', (_, file) => {
    expect(problemsOf(file)).toEqual([expect.stringMatching(/un lien en http:\/\/ n’est pas protégé : écrivez-le en https:\/\//)]);
  });

  it('un texte peut parler de http:// sans mener nulle part, et mener ailleurs en https', () => {
    expect(problemsOf({ texts: { welcome: 'Remplacez http:// par https:// ; voyez https://cloud-pi-native.fr/guide' } })).toEqual([]);
  });
});

describe('ce qui entre dans les fichiers et les pull requests des projets', () => {
  it.each([
    '${{ secrets.X }}',
    '[ici](https://evil.example)',
    '@dnum-mi/equipe',
    'OVH#1',
    'www.evil.example',
    'a\nb',
    '<b>',
    '`x`',
    '**x**',
    '',
    ' OVH',
  ])('le nom de plateforme %j est refusé', (title) => {
    expect(problemsOf({ mirror: { platforms: [{ id: 'ovh', title }] } })).toEqual([
      expect.stringMatching(/platforms\[ovh\]\.title : nom simple attendu/),
    ]);
  });

  it.each(['OVH', 'Cloud π native', 'Nubo-2', 'L’îlot (essai)'])('le nom de plateforme %j est accepté', (title) => {
    expect(problemsOf({ mirror: { platforms: [{ id: 'ovh', title }] } })).toEqual([]);
  });

  const uses = 'dnum-mi/fabnum-cicd/.github/workflows/sync-cpin.yml';
  const sha = '0123456789abcdef0123456789abcdef01234567';

  const transportOf = (transport: unknown) => problemsOf({ mirror: { platforms: [{ id: 'ovh', transport }] } });

  it.each([
    ['par son commit entier', { kind: 'reusable', uses, version: sha }],
    ['par un tag de version, que l’application épingle', { kind: 'reusable', uses, version: 'v0' }],
    ['par un tag à trois nombres', { kind: 'reusable', uses, version: 'v1.2.3' }],
    ['par défaut celui de l’organisation', { kind: 'reusable' }],
  ])('un workflow réutilisable %s est accepté', (_, transport) => {
    expect(transportOf(transport)).toEqual([]);
  });

  it.each([
    ['une branche', { uses, version: 'main' }],
    ['un commit court', { uses, version: sha.slice(0, 12) }],
    ['un condensat SHA-256, que GitHub ne sait pas appeler', { uses, version: sha.padEnd(64, '0') }],
    ['des majuscules', { uses, version: sha.toUpperCase() }],
    ['un commit suivi d’autre chose', { uses, version: `${sha}\n` }],
    ['un tag qui remonte', { uses, version: 'v0/../main' }],
    ['un tag avec une expression', { uses, version: 'v${{ github.ref }}' }],
    ['un commit nul', { uses, version: null }],
    ['un nombre', { uses, version: 40 }],
    ['la version dans « uses »', { uses: `${uses}@main`, version: sha }],
    ['deux versions', { uses: `${uses}@main#`, version: sha }],
    ['un chemin local', { uses: './.github/workflows/sync.yml', version: sha }],
    ['un chemin qui remonte', { uses: '../../.github/workflows/sync.yml', version: sha }],
    ['un dépôt qui remonte', { uses: 'dnum-mi/../.github/workflows/sync.yml', version: sha }],
    ['un autre dossier', { uses: 'dnum-mi/fabnum-cicd/actions/sync.yml', version: sha }],
    ['une image', { uses: 'docker://alpine', version: sha }],
    ['une expression', { uses: '${{ github.repository }}/.github/workflows/sync.yml', version: sha }],
    ['un saut de ligne', { uses: `${uses}\n`, version: sha }],
  ])('un workflow réutilisable par %s est refusé', (_, reusable) => {
    expect(transportOf({ kind: 'reusable', ...reusable })).not.toEqual([]);
  });

  it.each([
    ['une machine de GitHub', { kind: 'github-action' }],
    ['une machine nommée', { kind: 'github-action', runsOn: ['self-hosted', 'mi', 'ubuntu-24.04'] }],
    ['un pipeline planifié', { kind: 'gitlab-schedule' }],
    ['la console', { kind: 'console' }],
  ])('le transport par %s est accepté', (_, transport) => {
    expect(transportOf(transport)).toEqual([]);
  });

  it.each([
    [
      'un transport inconnu',
      { kind: 'pigeon' },
      /platforms\[ovh\]\.transport.* : le transport « pigeon » n’existe pas : écrivez github-action, gitlab-schedule, console, reusable/,
    ],
    ['un nom seul', 'console', /un transport s’écrit \{ kind: console \}/],
    ['rien', null, /transport attendu sous la forme \{ kind: … \}/],
    ['une machine à expression', { kind: 'github-action', runsOn: ['${{ secrets.X }}'] }, /runsOn.* : étiquette de machine attendue/],
    ['trop de machines', { kind: 'github-action', runsOn: Array.from({ length: 11 }, (_, n) => `m${n}`) }, /au plus 10 étiquettes/],
    ['une machine pour la console', { kind: 'console', runsOn: ['mi'] }, /runsOn : cette clé n’existe pas/],
  ])('%s : une phrase à sa place', (_, transport, said) => {
    expect(transportOf(transport)).toEqual([expect.stringMatching(said)]);
  });

  it('un transport sans sa plateforme : le fichier dit laquelle manque', () => {
    expect(problemsOf({ mirror: { platforms: [{ transport: { kind: 'console' } }] } })).toEqual([expect.stringMatching(/platforms.*id/)]);
  });

  it('deux workflows réutilisables différents : un fichier n’en appelle qu’un', () => {
    const second = { kind: 'reusable', uses: 'dnum-mi/autre/.github/workflows/sync.yml', version: sha };
    expect(
      problemsOf({
        mirror: {
          platforms: [
            { id: 'ovh', transport: { kind: 'reusable' } },
            { id: 'cloud-pi-native', transport: second },
          ],
        },
      }),
    ).toEqual([expect.stringMatching(/un fichier n’appelle qu’un workflow réutilisable/)]);
  });
});
