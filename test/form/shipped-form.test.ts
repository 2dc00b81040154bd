import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { parseForm } from '../../src/form/parse-form.ts';

const read = (file: string) => readFileSync(new URL(`../../issue-templates/${file}`, import.meta.url), 'utf8');
const parsed = parseForm(read('embarquement.yml'), 'embarquement.yml');

it('le formulaire livré respecte les règles de GitHub', () => {
  expect(parsed).toMatchObject({ ok: true, form: { labels: ['accompagnement'] } });
});

/** Every element of the process's source document and the fields that ask for it. */
const elements: readonly (readonly [string, readonly string[]])[] = [
  ['nom, description et contacts du projet', ['projet-nom', 'projet-description', 'contacts']],
  ['calendrier et avancement', ['calendrier', 'avancement']],
  ['dépôts Git', ['depots-applicatifs', 'depots-infra']],
  ['composants externes', ['flux-mi', 'flux-internet']],
  ['exposition', ['exposition']],
  ['noms de domaine et certificats', ['domaines']],
  ['volumétrie', ['volumetrie']],
  ['reprise de données', ['reprise']],
  ['sauvegarde et restauration', ['sauvegarde']],
  ['création de la base de données', ['creation-bdd']],
  ['architecture', ['architecture']],
  ['maturité sur les technologies', ['maturite']],
  ['environnements et ressources', ['environnements']],
  ['accompagnement haut niveau et prérequis techniques', ['prerequis-techniques', 'prerequis-techniques-explications']],
];

it.each(elements)('le formulaire livré demande : %s', (_element, ids) => {
  const known = parsed.ok ? parsed.form.fields.map(({ id }) => id) : [];
  expect(known).toEqual(expect.arrayContaining([...ids]));
});

it('le formulaire livré ne demande rien d’autre', () => {
  expect(parsed.ok ? parsed.form.fields.map(({ id }) => id) : []).toEqual(elements.flatMap(([, ids]) => ids));
});

it('le formulaire livré a vingt champs au plus', () => {
  expect(parsed.ok ? parsed.form.fields.length : Infinity).toBeLessThanOrEqual(20);
});

it('le formulaire livré n’exige ni dépôt d’une idée, ni donnée personnelle au-delà d’un compte GitHub et d’un service', () => {
  const fields = parsed.ok ? parsed.form.fields : [];
  expect(fields.filter(({ required }) => required).map(({ id }) => id)).toEqual([
    'projet-nom',
    'projet-description',
    'contacts',
    'avancement',
    'exposition',
  ]);
  expect(read('embarquement.yml')).not.toMatch(/courriel|e-mail|adresse électronique|prénom|@[\w-]+\.[a-z]/i);
});

it('une case par prérequis technique, une pour l’accompagnement, une par attente de la plateforme, et les expositions du processus', () => {
  const fields = parsed.ok ? parsed.form.fields : [];
  const boxes = fields.find(({ id }) => id === 'prerequis-techniques');
  expect(boxes?.type === 'checkboxes' ? boxes.options.length : 0).toBe(1 + 15 + 6);
  for (const asked of [
    /matrice de compétences/,
    /bonnes pratiques/,
    /cadre de cohérence technique/,
    /DNS/,
    /jeton de chaque dépôt privé/,
    /GELF/,
  ]) {
    expect(boxes).toMatchObject({ options: expect.arrayContaining([{ label: expect.stringMatching(asked), required: false }]) });
  }
  expect(fields.find(({ id }) => id === 'exposition')).toMatchObject({
    multiple: true,
    options: ['Internet', 'Intranet', 'RIE', 'DR', 'NP'],
  });
});

it('la page de choix ferme les dossiers vierges et mène à la documentation', () => {
  const chooser = z.strictObject({
    blank_issues_enabled: z.literal(false),
    contact_links: z.array(z.strictObject({ name: z.string().min(1), url: z.url(), about: z.string().min(1) })).min(1),
  });
  expect(chooser.safeParse(parse(read('config.yml'))).error).toBeUndefined();
});

/** The prerequisites that the platform's page adds to the source document, and the page where each is told. */
const explained: readonly (readonly [RegExp, string])[] = [
  [/matrice de compétences/, 'https://cloud-pi-native.fr/platform/skills-matrix'],
  [/bonnes pratiques/, 'https://cloud-pi-native.fr/guide/best-practices'],
  [/cadre de cohérence technique/, 'https://github.com/cloud-pi-native/cct-cloud-native'],
  [/contraintes DNS/, 'https://cloud-pi-native.fr/agreement/support'],
  [/dépôt privé/, 'https://cloud-pi-native.fr/guide/repositories-management'],
  [/prérequis techniques/, 'https://cloud-pi-native.fr/platform/compatibility'],
];

it.each(explained)('le formulaire livré explique en une phrase, avec sa page : %s', (named, page) => {
  const sentences = read('embarquement.yml').split(/\n\s+- /);
  expect(sentences.filter((sentence) => named.test(sentence) && sentence.includes(page))).toHaveLength(1);
});

it('le formulaire livré dit comment répondre quand on ne sait pas encore', () => {
  expect(read('embarquement.yml')).toMatch(/à préciser avant le/);
});
