import { describe, expect, it } from 'vitest';
import { compileProcedure } from '../../src/config/compile-procedure.ts';
import { readDefaults } from '../../src/defaults.ts';
import { readYaml } from '../../src/yaml/located-yaml.ts';
import { describeProblem } from '../../src/yaml/problem.ts';

const { layer: lowest, form } = readDefaults();

function problemsOf(value: object): readonly string[] {
  const read = readYaml(JSON.stringify(value), 'accostage.yml');
  const compiled = read.ok ? compileProcedure([lowest, read.yaml], form) : read;
  return compiled.ok ? [] : compiled.problems.map(describeProblem);
}

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

  it('un workflow réutilisable par son commit entier est accepté', () => {
    expect(problemsOf({ mirror: { reusable: { uses, sha } } })).toEqual([]);
  });

  it.each([
    ['une étiquette', { uses, sha: 'v1' }],
    ['une branche', { uses, sha: 'main' }],
    ['un commit court', { uses, sha: sha.slice(0, 12) }],
    ['un condensat SHA-256, que GitHub ne sait pas appeler', { uses, sha: sha.padEnd(64, '0') }],
    ['des majuscules', { uses, sha: sha.toUpperCase() }],
    ['un commit suivi d’autre chose', { uses, sha: `${sha}\n` }],
    ['aucun commit', { uses }],
    ['un commit nul', { uses, sha: null }],
    ['un nombre', { uses, sha: 1234567890123456789012345678901234567890n.toString().length }],
    ['la version dans « uses »', { uses: `${uses}@main`, sha }],
    ['deux versions', { uses: `${uses}@main#`, sha }],
    ['un chemin local', { uses: './.github/workflows/sync.yml', sha }],
    ['un chemin qui remonte', { uses: '../../.github/workflows/sync.yml', sha }],
    ['un dépôt qui remonte', { uses: 'dnum-mi/../.github/workflows/sync.yml', sha }],
    ['un autre dossier', { uses: 'dnum-mi/fabnum-cicd/actions/sync.yml', sha }],
    ['une image', { uses: 'docker://alpine', sha }],
    ['une expression', { uses: '${{ github.repository }}/.github/workflows/sync.yml', sha }],
    ['un saut de ligne', { uses: `${uses}\n`, sha }],
  ])('un workflow réutilisable par %s est refusé', (_, reusable) => {
    expect(problemsOf({ mirror: { reusable } })).not.toEqual([]);
  });
});
