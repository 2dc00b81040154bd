import { describe, expect, it } from 'vitest';
import { compileProcedure } from '../../src/config/compile-procedure.ts';
import { readDefaults } from '../../src/defaults.ts';
import { readYaml } from '../../src/yaml/located-yaml.ts';
import { compile, problemsOf, procedureOf } from './over-shipped.ts';

const { layer: lowest, form } = readDefaults();

it('une phase, un prérequis et un champ disent leurs anciens noms', () => {
  const compiled = compile(
    'phases:\n  - {id: ovh, was: [pax]}\nprerequisites:\n  - {id: contacts, was: [equipe]}\nfields:\n  - {id: contacts, was: [Équipe]}',
  );
  expect(compiled).toMatchObject({
    ok: true,
    procedure: { fields: expect.arrayContaining([expect.objectContaining({ id: 'contacts', was: ['Équipe'] })]) },
  });
  const { phases, prerequisites } = compiled.ok ? compiled.procedure : { phases: [], prerequisites: [] };
  expect(phases.flatMap(({ was }) => was)).toEqual(['pax']);
  expect(prerequisites.flatMap(({ was }) => was)).toEqual(['equipe', 'reprise-volume']);
});

it.each([
  [
    'l’ancien nom d’une phase est celui d’une phase qui existe',
    'phases:\n  - id: ovh\n    was: [prerequis]',
    /^accostage\.yml:3:11: « prerequis » est toujours dans phases : was nomme ce qui n’y est plus \(retirez « prerequis » de was, ou de phases \(remove: true\)\)$/,
  ],
  [
    'deux phases ont le même ancien nom',
    'phases:\n  - id: ovh\n    was: [pax]\n  - id: cloud-pi-native\n    was: [pax]',
    /^accostage\.yml:5:11: « pax » est déjà un ancien identifiant de « ovh » \(gardez-le à un seul endroit\)$/,
  ],
  [
    'l’ancien nom d’un prérequis est celui d’un prérequis qui existe',
    'prerequisites:\n  - id: contacts\n    was: [contacts]',
    /^accostage\.yml:3:11: « contacts » est toujours dans prerequisites : was nomme ce qui n’y est plus \(/,
  ],
  [
    'le champ n’est pas dans le formulaire',
    'fields:\n  - id: contact\n    was: [Équipe]',
    /^accostage\.yml:2:9: le champ « contact » n’est pas dans le formulaire \(écrivez un de ses champs : /,
  ],
  [
    'l’ancien libellé est celui d’un champ d’aujourd’hui',
    `fields:\n  - id: projet-nom\n    was: ['${form.fields.find(({ id }) => id === 'contacts')?.label ?? ''}']`,
    /^accostage\.yml:3:11: « .* » est le libellé du champ « contacts » : was nomme ce qui n’est plus écrit \(retirez-le de was\)$/,
  ],
  [
    'deux champs ont le même ancien libellé, aux accents près',
    'fields:\n  - {id: contacts, was: [Équipe]}\n  - {id: projet-nom, was: [equipe]}',
    /^accostage\.yml:3:28: « equipe » est déjà l’ancien libellé d’un champ \(gardez-le à un seul endroit\)$/,
  ],
  [
    'un champ réunit un champ d’avant qu’un autre réunit déjà',
    'fields:\n  - {id: sauvegarde, joins: [Certificats]}',
    /« Certificats » est déjà l’ancien libellé d’un champ \(gardez-le à un seul endroit\)|l’ancien libellé d’un champ/,
  ],
  [
    'l’ancien nom d’une étiquette est celui d’une étiquette d’aujourd’hui',
    "labels:\n  asleep:\n    was: ['Attente: projet']",
    /^accostage\.yml:3:11: « Attente: projet » est le nom d’une étiquette : was nomme celles qui n’existent plus \(retirez-le de was\)$/,
  ],
  [
    'deux étiquettes ont le même ancien nom',
    "labels:\n  asleep:\n    was: ['Prérequis: à revalider']",
    /^accostage\.yml:3:11: .*« .* » est déjà l’ancien nom d’une étiquette/,
  ],
])('%s : une erreur, à sa place', (_, text, expected) => {
  const told = problemsOf(text);
  expect(told).toEqual([expect.stringMatching(expected)]);
});

describe('une étiquette renommée d’une autre typographie', () => {
  const asleep = (name: string, was: readonly string[]) => `labels:\n  asleep: {name: "${name}", was: ${JSON.stringify(was)}}`;

  it('dit son nom d’avant', () => {
    expect(problemsOf(asleep('en sommeil d’avis', ["en sommeil d'avis", 'en sommeil d‘avis', 'dossier dormant']))).toEqual([]);
  });

  it('mais pas celui d’aujourd’hui, ni deux fois le même', () => {
    expect(problemsOf(asleep('en sommeil d’avis', ['En sommeil d’avis']))).toEqual([expect.stringContaining('est le nom d’une étiquette')]);
    expect(problemsOf(asleep('en sommeil d’avis', ["en sommeil d'avis", "En sommeil d'avis"]))).toEqual([
      expect.stringContaining('est déjà l’ancien nom d’une étiquette'),
    ]);
  });
});

describe('un dépôt qui parle encore d’un prérequis par son ancien nom', () => {
  const merged = (text: string) => procedureOf(text).prerequisites;
  const ids = merged('version: 1').map(({ id }) => id);

  it('change celui qu’il est devenu', () => {
    const prerequisites = merged('prerequisites:\n  - id: reprise-volume\n    help: Le volume, en Go.\n    example: Oui, 5 Go');
    expect(prerequisites.map(({ id }) => id)).toEqual(ids);
    expect(prerequisites.find(({ id }) => id === 'reprise-donnees')).toMatchObject({
      was: ['reprise-volume'],
      help: 'Le volume, en Go.',
      example: 'Oui, 5 Go',
      field: 'reprise',
    });
  });

  it('le change avec ce qu’il en dit sous son nom d’aujourd’hui', () => {
    const prerequisites = merged('prerequisites:\n  - {id: reprise-donnees, title: Reprise}\n  - {id: reprise-volume, help: En Go.}');
    expect(prerequisites.find(({ id }) => id === 'reprise-donnees')).toMatchObject({ title: 'Reprise', help: 'En Go.' });
  });

  it('ne retire rien de plus que lui, qui n’y est plus', () => {
    expect(merged('prerequisites:\n  - {id: reprise-volume, remove: true}').map(({ id }) => id)).toEqual(ids);
  });

  it('place un autre derrière celui qu’il est devenu', () => {
    const text =
      'prerequisites:\n  - {id: rgpd, after: reprise-volume, title: RGPD, field: architecture, kind: described-text, help: Le registre.}';
    const placed = merged(text).map(({ id }) => id);
    expect(placed[placed.indexOf('reprise-donnees') + 1]).toBe('rgpd');
  });

  it('reprend son nom pour un prérequis à lui quand il lui donne un champ', () => {
    const text = 'prerequisites:\n  - {id: reprise-volume, title: Volume, field: reprise, kind: described-text, help: En Go.}';
    const prerequisites = merged(text);
    expect(prerequisites.map(({ id }) => id)).toEqual([...ids, 'reprise-volume']);
    expect(prerequisites.find(({ id }) => id === 'reprise-donnees')?.was).toEqual([]);
  });

  it('et de même une phase', () => {
    const base = readYaml('phases:\n  - id: ovh\n    was: [essai]', '_extends.yml');
    const own = readYaml('phases:\n  - id: essai\n    title: Essai', 'accostage.yml');
    if (!base.ok || !own.ok) throw new Error('YAML');
    const compiled = compileProcedure([lowest, base.yaml, own.yaml], form);
    expect(compiled.ok && compiled.procedure.phases.find(({ id }) => id === 'ovh')?.title).toBe('Essai');
  });
});

it.each([
  [
    'when',
    'prerequisites:\n  - {id: essai, title: Essai, field: architecture, kind: described-text, help: Aide, when: {field: reprise-donnees, in: [Oui]}}',
    'reprise-donnees',
    'reprise',
  ],
  [
    'when, d’avant un autre nom',
    'prerequisites:\n  - {id: essai, title: Essai, field: architecture, kind: described-text, help: Aide, when: {field: reprise-volume, in: [Oui]}}',
    'reprise-volume',
    'reprise',
  ],
  [
    'field',
    'prerequisites:\n  - {id: essai, title: Essai, field: volumetrie-donnees, kind: volume, help: Aide}',
    'volumetrie-donnees',
    'volumetrie',
  ],
  ['explanationField', 'prerequisites:\n  - {id: lectures, explanationField: certificats}', 'certificats', 'domaines'],
])('un champ d’un formulaire d’avant (%s) : l’erreur dit celui qui le demande aujourd’hui', (...[, text, former, heir]) => {
  expect(problemsOf(text)).toEqual([
    expect.stringContaining(
      `le champ « ${former} » n’est pas dans le formulaire (écrivez « ${heir} » : c’est lui qui le demande aujourd’hui)`,
    ),
  ]);
});
