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
  ['dépôts Git', ['depots-applicatifs', 'depots-infra']],
  ['accostage entre la chaîne primaire et la chaîne secondaire', ['miroir-branches', 'miroir-options']],
  ['accompagnement haut niveau', ['accompagnement-haut-niveau']],
  ['prérequis techniques', ['prerequis-techniques', 'prerequis-techniques-explications']],
  ['architecture', ['architecture']],
  ['maturité sur les technologies', ['maturite-docker', 'maturite-kubernetes', 'maturite-openshift', 'maturite-argocd']],
  ['volumétrie', ['volumetrie-donnees', 'volumetrie-utilisateurs']],
  ['reprise de données', ['reprise-donnees', 'reprise-volume']],
  ['sauvegarde et restauration', ['sauvegarde']],
  ['création de la base de données', ['creation-bdd']],
  ['composants externes', ['flux-mi', 'flux-internet']],
  ['exposition', ['exposition']],
  ['noms de domaine et certificats', ['domaines', 'certificats']],
  ['environnements et ressources', ['environnements', 'ressources']],
  ['calendrier et avancement', ['calendrier', 'avancement']],
];

it.each(elements)('le formulaire livré demande : %s', (_element, ids) => {
  const known = parsed.ok ? parsed.form.fields.map(({ id }) => id) : [];
  expect(known).toEqual(expect.arrayContaining([...ids]));
});

it('le formulaire livré ne demande rien d’autre', () => {
  expect(parsed.ok ? parsed.form.fields.map(({ id }) => id) : []).toEqual(elements.flatMap(([, ids]) => ids));
});

it('une case par prérequis technique, et les expositions du processus', () => {
  const fields = parsed.ok ? parsed.form.fields : [];
  expect(fields.find(({ id }) => id === 'prerequis-techniques')).toMatchObject({ type: 'checkboxes', options: { length: 15 } });
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
