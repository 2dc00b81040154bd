import { describe, expect, it } from 'vitest';
import { parseAnswers } from '../../src/form/parse-answers.ts';
import { parseForm } from '../../src/form/parse-form.ts';
import { describeProblem } from '../../src/yaml/problem.ts';

const top = 'name: Essai\ndescription: Un essai\n';
/** A form with one input, and these elements in flow style, one a line from the fifth on. */
const withElements = (...elements: readonly string[]) =>
  `${top}body:\n  - {type: input, id: nom, attributes: {label: Nom}}\n${elements.map((element) => `  - ${element}\n`).join('')}`;

function problemsOf(text: string): string[] {
  const parsed = parseForm(text, 'essai.yml');
  return parsed.ok ? [] : parsed.problems.map(describeProblem);
}

it('lit chaque type d’élément', () => {
  const text = `${top}title: '[Essai] '
labels: a, b
assignees: [x]
projects: [org/1]
type: Tâche
body:
  - {type: markdown, attributes: {value: Bonjour}}
  - {type: input, id: nom, attributes: {label: ' Nom ', description: d, placeholder: p, value: v}, validations: {required: true}}
  - {type: textarea, attributes: {label: Où ça coûte ?, render: bash}}
  - {type: dropdown, id: choix, attributes: {label: Choix, multiple: true, options: [un, 'deux, trois'], default: 1}}
  - {type: checkboxes, id: cases, attributes: {label: Cases, options: [{label: un}, {label: deux, required: true}]}}
  - {type: upload, id: fichier, attributes: {label: Fichier}, validations: {accept: .pdf}}
  - {type: input, attributes: {label: 名前}}
`;
  const empty = { required: false, placeholder: null, value: null };
  expect(parseForm(text, 'essai.yml')).toEqual({
    ok: true,
    remarks: [],
    form: {
      name: 'Essai',
      labels: ['a', 'b'],
      fields: [
        { type: 'input', id: 'nom', label: 'Nom', required: true, placeholder: 'p', value: 'v' },
        { ...empty, type: 'textarea', id: 'ou-ca-coute', label: 'Où ça coûte ?', render: 'bash' },
        { type: 'dropdown', id: 'choix', label: 'Choix', required: false, options: ['un', 'deux, trois'], multiple: true },
        {
          type: 'checkboxes',
          id: 'cases',
          label: 'Cases',
          required: true,
          options: [
            { label: 'un', required: false },
            { label: 'deux', required: true },
          ],
        },
        { ...empty, type: 'textarea', id: 'fichier', label: 'Fichier', render: null },
        { ...empty, type: 'input', id: 'champ-7', label: '名前' },
      ],
    },
  });
});

describe('règles de GitHub pour un formulaire', () => {
  it.each([
    ['un nom', 'description: d\nbody: [{type: input, attributes: {label: a}}]', /^essai\.yml:1:1: name : clé obligatoire/],
    [
      'une description non vide',
      'name: n\ndescription: " "\nbody: [{type: input, attributes: {label: a}}]',
      /:2:14: description : texte vide/,
    ],
    ['un corps', 'name: n\ndescription: d', /body : liste d’éléments attendue/],
    ['un corps non vide', `${top}body: []`, /:3:7: body : formulaire sans élément/],
    ['au moins un élément à remplir', `${top}body: [{type: markdown, attributes: {value: a}}]`, /:3:7: aucun élément à remplir/],
    [
      'pas de clé inconnue',
      `${top}auteur: x\nbody: [{type: input, attributes: {label: a}}]`,
      /:3:\d+: auteur : cette clé n’existe pas .*écrivez une de celles-ci : name/,
    ],
    [
      'pas d’attribut inconnu',
      withElements('{type: input, attributes: {label: a, options: [b]}}'),
      /:5:\d+: body\.1\.attributes\.options : cette clé n’existe pas/,
    ],
    [
      'un type connu',
      withElements('{type: texte, attributes: {label: a}}'),
      /:5:12: body\.1\.type : type d’élément inconnu.*checkboxes, dropdown/,
    ],
    ['des attributs', withElements('{type: input}'), /body\.1\.attributes/],
    [
      'un intitulé textuel',
      withElements('{type: input, attributes: {label: 3}}'),
      /body\.1\.attributes\.label : texte attendu, entre guillemets/,
    ],
    ['un intitulé sur une ligne', withElements('{type: input, attributes: {label: "a\\nb"}}'), /label : texte sur une seule ligne/],
    ['un intitulé lisible', withElements('{type: input, id: x, attributes: {label: "##"}}'), /l’intitulé « ## » ne contient aucun mot/],
    ['un identifiant simple', withElements('{type: input, id: prénom, attributes: {label: a}}'), /:5:23: body\.1\.id : GitHub n’accepte/],
    [
      'des identifiants distincts',
      withElements('{type: input, id: nom, attributes: {label: a}}'),
      /:5:23: l’identifiant « nom » est déjà pris/,
    ],
    [
      'des identifiants distincts de ceux tirés des intitulés',
      withElements('{type: input, attributes: {label: "Nom ?"}}'),
      /:5:\d+: l’identifiant « nom », tiré de l’intitulé, est déjà pris/,
    ],
    [
      'des intitulés distincts',
      withElements('{type: input, id: x, attributes: {label: Nom}}'),
      /:5:\d+: l’intitulé « Nom » est déjà celui/,
    ],
    [
      'des intitulés distincts à la casse et aux accents près',
      withElements('{type: input, id: x, attributes: {label: "NÖM :"}}'),
      /l’intitulé « NÖM : » est déjà celui/,
    ],
    [
      'pas de mot de passe',
      withElements('{type: input, attributes: {label: Password}}'),
      /GitHub refuse un intitulé qui contient « password »/,
    ],
    ['des options', withElements('{type: dropdown, attributes: {label: a, options: []}}'), /options : au moins une option/],
    ['des options textuelles', withElements('{type: dropdown, attributes: {label: a, options: [true]}}'), /options\.0 : texte attendu/],
    [
      'des options distinctes',
      withElements('{type: dropdown, attributes: {label: a, options: [x, y, x]}}'),
      /:5:61: l’option « x » est écrite deux fois/,
    ],
    [
      'des cases distinctes',
      withElements('{type: checkboxes, attributes: {label: a, options: [{label: x}, {label: x}]}}'),
      /l’option « x » est écrite deux fois/,
    ],
    [
      'des cases avec intitulé',
      withElements('{type: checkboxes, attributes: {label: a, options: [{required: true}]}}'),
      /options\.0\.label : clé obligatoire/,
    ],
    [
      'des cases distinctes des champs sans identifiant',
      withElements('{type: checkboxes, attributes: {label: a, options: [{label: a}]}}'),
      /la case « a » porte le même nom/,
    ],
    [
      'pas d’option réservée',
      withElements('{type: dropdown, attributes: {label: a, options: [x, none]}}'),
      /« none » est réservé par GitHub/,
    ],
    [
      'pas de booléen nu',
      withElements('{type: dropdown, attributes: {label: a, options: [Yes, "No"]}}'),
      /:5:\d+: GitHub lit « Yes » comme un booléen/,
    ],
    [
      'un choix par défaut qui existe',
      withElements('{type: dropdown, attributes: {label: a, options: [x], default: 1}}'),
      /aucune option ne porte le numéro 1 \(indiquez un numéro de 0 à 0\)/,
    ],
    [
      'un « required » booléen',
      withElements('{type: input, attributes: {label: a}, validations: {required: oui}}'),
      /validations\.required : true ou false attendu/,
    ],
    ['du YAML', 'name: [', /YAML illisible/],
    ['une table à la racine', '- a', /fichier : .*objet attendu/],
  ])('exige %s', (_rule, text, problem) => {
    expect(problemsOf(text)).toEqual([expect.stringMatching(problem)]);
  });

  it('dit tous les problèmes à la fois, dans l’ordre du fichier', () => {
    const text = withElements(
      '{type: dropdown, attributes: {label: a, options: [x, x], default: 5}}',
      '{type: input, id: nom, attributes: {label: b}}',
    );
    expect(problemsOf(text).map((problem) => problem.split(':')[1])).toEqual(['5', '5', '6']);
  });

  it.each([
    [
      'un même nom de case et de champ à identifiant',
      withElements('{type: checkboxes, id: x, attributes: {label: a, options: [{label: Nom}]}}'),
    ],
    ['des options qui diffèrent par la casse', withElements('{type: dropdown, attributes: {label: a, options: [c, C]}}')],
    ['un « No » entre guillemets', withElements('{type: dropdown, attributes: {label: a, options: ["No", \'off\']}}')],
  ])('accepte %s', (_rule, text) => {
    expect(problemsOf(text)).toEqual([]);
  });

  it.each(['', 'null', '42', '&a [*a]', '\0', '['.repeat(2000), '\t', '---\n---'])('refuse %j sans lever', (text) => {
    expect(parseForm(text, 'f.yml').ok).toBe(false);
  });
});

describe('un formulaire que GitHub accepte', () => {
  const fieldsOf = (text: string) => {
    const parsed = parseForm(text, 'essai.yml');
    return parsed.ok ? parsed.form.fields : parsed.problems.map(describeProblem);
  };

  it.each([
    ['un « id » sur un texte', withElements('{type: markdown, id: intro, attributes: {value: Bonjour}}')],
    ['un « placeholder » vide', withElements('{type: input, attributes: {label: a, placeholder: }}')],
    ['une « value » vide', withElements('{type: textarea, attributes: {label: a, value: , render: }}')],
    ['une description vide', withElements('{type: dropdown, attributes: {label: a, description: , options: [x], default: }}')],
    ['des « validations » vides', withElements('{type: input, attributes: {label: a}, validations: }')],
    ['un « required » vide', withElements('{type: input, attributes: {label: a}, validations: {required: }}')],
    ['un « id » vide', withElements('{type: input, id: , attributes: {label: a}}')],
    ['des étiquettes vides', `name: n\ndescription: d\nlabels:\nassignees:\ntitle:\nbody: [{type: input, attributes: {label: a}}]`],
    ['un « accept » vide', withElements('{type: upload, attributes: {label: a}, validations: {accept: }}')],
  ])('peut avoir %s', (_, text) => {
    expect(parseForm(text, 'essai.yml').ok).toBe(true);
  });

  it('lit un nombre sans guillemets comme GitHub l’écrit', () => {
    expect(
      fieldsOf(
        withElements('{type: dropdown, id: v, attributes: {label: Version, options: [1.9, 1.10, 2, "1.20", 2.0, 3.00, 1e3, "4.0"]}}'),
      )[1],
    ).toMatchObject({
      options: ['1.9', '1.1', '2', '1.20', '2.0', '3.0', '1000.0', '4.0'],
    });
  });

  it('lit de même un nombre sans guillemets dans une liste écrite ligne à ligne', () => {
    const text = `${top}body:\n  - type: dropdown\n    attributes:\n      label: Version\n      options:\n        - 2.0\n        - 2\n        - 10.0 # la dernière\n`;
    expect(fieldsOf(text)).toMatchObject([{ options: ['2.0', '2', '10.0'] }]);
  });

  const merged = `${top}body:\n  - type: input\n    id: a\n    attributes: &commun\n      label: A\n      description: Commune\n    validations: &v {required: true}\n  - type: textarea\n    id: b\n    attributes:\n      <<: *commun\n      label: B\n    validations: {<<: [*v]}\n`;

  it('suit la fusion YAML, et le remarque à sa place : ce qui est écrit sur place compte d’abord', () => {
    const parsed = parseForm(merged, 'essai.yml');
    expect(parsed).toMatchObject({ ok: true, form: { fields: [{ label: 'A' }, { id: 'b', label: 'B', required: true }] } });
    const remarks = parsed.ok ? parsed.remarks.map(describeProblem) : [];
    expect(remarks).toHaveLength(2);
    expect(remarks[0]).toMatch(/^essai\.yml:\d+:\d+: GitHub ne dit pas s’il lit la fusion YAML « << » \(/);
  });

  it('refuse une clé inconnue qui vient d’une fusion, et une fusion de rien', () => {
    const unknown = merged.replace('description: Commune', 'couleur: rouge');
    expect(fieldsOf(unknown)).toEqual(expect.arrayContaining([expect.stringContaining('couleur')]));
    expect(parseForm(merged.replace('*commun', 'rien'), 'essai.yml').ok).toBe(false);
  });

  it('refuse deux nombres que GitHub lit pareils', () => {
    expect(fieldsOf(withElements('{type: dropdown, attributes: {label: v, options: [1.1, 1.10]}}'))).toEqual([
      expect.stringContaining('l’option « 1.1 » est écrite deux fois'),
    ]);
  });

  it('lit une case sur plusieurs lignes, et la retrouve dans la demande', () => {
    const text = `${top}body:\n  - type: checkboxes\n    id: c\n    attributes:\n      label: Cases\n      options:\n        - label: |\n            Les images tournent\n            sans droits root\n`;
    const parsed = parseForm(text, 'essai.yml');
    const label = 'Les images tournent\nsans droits root';
    expect(parsed.ok && parseAnswers(parsed.form, '### Cases\n\n- [x] Les images tournent\n  sans droits root').answers).toEqual({
      c: { checked: [label], unchecked: [] },
    });
  });
});
