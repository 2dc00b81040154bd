import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileProcedure } from '../../../src/config/compile-procedure.ts';
import { type HubSetup, setupOf } from '../../../src/config/hub-setup.ts';
import { readDefaults } from '../../../src/defaults.ts';
import { evaluatePrerequisites } from '../../../src/dossier/prerequisites/evaluate-prerequisites.ts';
import { ownParts } from '../../../src/dossier/prerequisites/own-part.ts';
import type { Answers } from '../../../src/form/answers.ts';
import type { IssueForm } from '../../../src/form/issue-form.ts';
import { parseAnswers } from '../../../src/form/parse-answers.ts';
import { parseForm } from '../../../src/form/parse-form.ts';
import { renderAnswers } from '../../../src/form/render-answers.ts';
import { readYaml } from '../../../src/yaml/located-yaml.ts';
import { today } from './ask.ts';
import { siblingFigures } from './sibling-figures.ts';
import { siblingTexts } from './sibling-texts.ts';
import { writtenAnswers } from './written-answers.ts';

const read = (file: string) => readFileSync(new URL(`../../form/former-forms/${file}`, import.meta.url), 'utf8');

const defaults = readDefaults();
const formerForm = formOf('trente-champs-formulaire.yml');
const before = setup('trente-champs-processus.yml', formerForm);
/** Where a hub keeps the form that it copied. */
const keptForm = setupOf(defaults.procedure, formerForm);

function formOf(file: string): IssueForm {
  const parsed = parseForm(read(file), file);
  if (!parsed.ok) throw new Error(`${file} is no form`);
  return parsed.form;
}

function setup(file: string, form: IssueForm): HubSetup {
  const yaml = readYaml(read(file), file);
  const compiled = yaml.ok ? compileProcedure([yaml.yaml], form) : yaml;
  if (!compiled.ok) throw new Error(`${file} is no process`);
  return setupOf(compiled.procedure, form);
}

const boxesOf = (id: string) => {
  const field = formerForm.fields.find((one) => one.id === id);
  return field?.type === 'checkboxes' ? field.options.map(({ label }) => label) : [];
};
const ticked = (id: string) => ({ checked: boxesOf(id), unchecked: [] });

/** A dossier written with the former form, all of it answered. */
const good: Answers = {
  'projet-nom': 'demat',
  'projet-description': 'Suivi des demandes des usagers pour les agents des préfectures',
  contacts: 'Bureau des applications métier\nCheffe de projet : @lea',
  'depots-applicatifs': 'https://github.com/demat/api',
  'depots-infra': 'demat/infra',
  'miroir-branches': 'main\nrecette',
  'miroir-options': { checked: ['Synchroniser aussi les tags'], unchecked: ['Synchroniser toutes les branches à chaque envoi'] },
  'accompagnement-haut-niveau': ticked('accompagnement-haut-niveau'),
  'prerequis-techniques': ticked('prerequis-techniques'),
  architecture: 'API Java 21 et interface Vue.js, base PostgreSQL 16, fichiers dans S3',
  'maturite-docker': 'Maîtrise',
  'maturite-kubernetes': 'Pratique',
  'maturite-openshift': 'Aucune',
  'maturite-argocd': 'Découverte',
  'volumetrie-donnees': '50 Go, environ 10 Go de plus la première année',
  'volumetrie-utilisateurs': '300',
  'reprise-donnees': 'Oui',
  'reprise-volume': '8 Go',
  sauvegarde: 'Base sauvegardée chaque nuit, gardée 30 jours',
  'creation-bdd': 'Manuelle',
  'flux-mi': 'aucun',
  'flux-internet': 'data.geopf.fr 443/TCP (HTTPS) : adresses',
  exposition: ['Internet', 'RIE'],
  domaines: 'demat.interieur.gouv.fr\nrecette : recette.demat.interieur.gouv.fr',
  certificats: 'Fournis par la plateforme',
  environnements: 'recette\nproduction',
  ressources: 'recette : 2 vCPU, 4 Go de RAM\nproduction : 4 vCPU, 8 Go de RAM',
  calendrier: '15/03/2028 : recette',
  avancement: 'En développement',
};

/** The fields that became a part of another. */
const joined: ReadonlySet<string> = new Set(
  formerForm.fields.map(({ id }) => id).filter((id) => !keptForm.form.fields.some((field) => field.id === id && field.joins === undefined)),
);

/** The statuses that a body has, by prerequisite. */
function statusesOf({ procedure, form }: HubSetup, body: string): Readonly<Record<string, string>> {
  const { answers } = parseAnswers(form, body);
  const results = evaluatePrerequisites({ procedure, form, answers, today, waivers: {} });
  return Object.fromEntries(results.map(({ prerequisite, status }) => [prerequisite.id, status]));
}

/** Nothing was reprised, or its volume: what lacked of the two lacks of the one. */
function asOne({ 'reprise-volume': volume = 'met', ...others }: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return volume === 'met' || volume === 'unasked' ? others : { ...others, 'reprise-donnees': volume };
}

/** What was not asked then. */
function withoutNew({ lectures: _new, ...others }: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return others;
}

function expectTheSame(answers: Answers): void {
  const body = renderAnswers(formerForm, answers);
  const expected = asOne(statusesOf(before, body));
  expect(withoutNew(statusesOf(defaults, body))).toEqual(expected);
  expect(withoutNew(statusesOf(keptForm, body))).toEqual(expected);
}

describe('une demande écrite avec le formulaire d’avant', () => {
  it('a tout ce qu’elle avait', () => {
    expect(new Set(Object.values(statusesOf(before, renderAnswers(formerForm, good))))).toEqual(new Set(['met']));
    expectTheSame(good);
  });

  it('n’a rien quand elle n’avait rien', () => {
    expect(withoutNew(statusesOf(defaults, renderAnswers(formerForm, {})))).toMatchObject({
      'volumetrie-donnees': 'missing',
      certificats: 'missing',
    });
    expectTheSame({ ...good, 'reprise-donnees': 'Non', 'reprise-volume': null });
  });

  const others = Object.keys(good).filter(
    (id) => !['reprise-donnees', 'reprise-volume', 'exposition', 'environnements', 'avancement'].includes(id),
  );

  it.each(others)('sans %s, manque de ce qui lui manquait, et de rien d’autre', (id) => {
    expectTheSame({ ...good, [id]: null });
  });

  it('change où le processus change : ni l’exposition ni le nom d’une zone ne dispense plus d’un domaine, une idée n’a pas de dépôt, des ressources nomment les environnements', () => {
    const now = (answers: Answers) => statusesOf(defaults, renderAnswers(formerForm, { ...good, ...answers }));
    expect(now({ exposition: ['NP'], domaines: null, certificats: null })).toMatchObject({ domaines: 'missing', certificats: 'missing' });
    expect(now({ avancement: 'Idée ou cadrage', 'depots-applicatifs': null })).toMatchObject({ 'depots-applicatifs': 'met' });
    expect(now({ environnements: null })).toMatchObject({ environnements: 'met', ressources: 'met' });
  });

  it('chacune de ses réponses est jugée comme elle l’était', () => {
    const rows = [...writtenAnswers.map(([, field, answer]) => [field, answer] as const), ...siblingFigures, ...siblingTexts];
    const changed = rows
      .filter(([field]) => joined.has(field))
      .flatMap(([field, answer]) => {
        const body = renderAnswers(formerForm, { ...good, [field]: answer });
        const expected = asOne(statusesOf(before, body));
        const kept = withoutNew(statusesOf(keptForm, body));
        const now = withoutNew(statusesOf(defaults, body));
        return Object.keys(expected).flatMap((id) =>
          now[id] === expected[id] && kept[id] === expected[id]
            ? []
            : [`${field} ${JSON.stringify(answer)} ${id}: ${expected[id]} → ${now[id]}, ${kept[id]}`],
        );
      });
    expect(changed).toEqual([]);
  });

  it.each([
    'maturite-docker',
    'maturite-openshift',
    'volumetrie-donnees',
    'volumetrie-utilisateurs',
    'domaines',
    'certificats',
    'environnements',
    'ressources',
  ])('la part de %s est, au caractère près, la réponse d’avant : validée, elle le reste', (id) => {
    for (const { form } of [defaults, keptForm]) {
      const { answers } = parseAnswers(form, renderAnswers(formerForm, good));
      const part = ownParts(answers, defaults.procedure.prerequisites).get(id);
      expect(part?.answer).toBe(good[id]);
    }
  });

  it('garde ses choix de synchronisation', () => {
    for (const { form } of [defaults, keptForm]) {
      const { answers, unplaced } = parseAnswers(form, renderAnswers(formerForm, good));
      expect(answers).toMatchObject({ 'miroir-branches': 'main\nrecette', 'miroir-options': { checked: ['Synchroniser aussi les tags'] } });
      expect(unplaced).toEqual([]);
    }
  });
});

describe('un dépôt d’accompagnement qui garde le formulaire d’avant', () => {
  it('n’a aucune erreur de configuration, avec le processus d’aujourd’hui', () => {
    expect(compileProcedure([defaults.layer], formerForm)).toMatchObject({ ok: true });
  });

  it('n’attend pas ce que son formulaire ne demande pas', () => {
    expect(statusesOf(keptForm, renderAnswers(formerForm, good))).toMatchObject({ lectures: 'met' });
    expect(statusesOf(defaults, renderAnswers(formerForm, good))).toMatchObject({ lectures: 'missing' });
  });
});
