import type { ValuePath } from '../yaml/located-yaml.ts';
import type { FormElement, FormFile, Question } from './form-schema.ts';
import { normaliseLabel } from './normalise-label.ts';
import { questionId } from './question-id.ts';

/** What breaks a rule, before its place in the file is known. */
export interface Breach {
  readonly path: ValuePath;
  readonly message: string;
  readonly fix: string;
}

interface Asked {
  readonly element: Question;
  /** Index in `body`. */
  readonly index: number;
}

/** A rule that holds between the elements of a form ("Common validation errors when creating issue forms", GitHub documentation). */
type Rule = (questions: readonly Asked[]) => Breach[];

/** Every breach of a rule by a form whose shape is right. */
export function formBreaches(form: FormFile): Breach[] {
  const questions = form.body.flatMap((element, index) => (isQuestion(element) ? [{ element, index }] : []));
  return rules.flatMap((rule) => rule(questions));
}

const atLeastOneQuestion: Rule = (questions) =>
  questions.length > 0 ? [] : [{ path: ['body'], message: 'aucun élément à remplir', fix: 'ajoutez un élément autre que « markdown »' }];

const uniqueIds: Rule = (questions) =>
  repeated(questions, ({ element, index }) => questionId(element, index)).map(({ item: { element, index }, key }) => ({
    path: element.id === undefined ? ['body', index, 'attributes', 'label'] : ['body', index, 'id'],
    message:
      element.id === undefined ? `l’identifiant « ${key} », tiré de l’intitulé, est déjà pris` : `l’identifiant « ${key} » est déjà pris`,
    fix: 'donnez à chaque élément un « id » qui lui est propre',
  }));

const uniqueLabels: Rule = (questions) =>
  repeated(questions, ({ element }) => normaliseLabel(element.attributes.label)).map(({ item: { element, index } }) => ({
    path: ['body', index, 'attributes', 'label'],
    message: `l’intitulé « ${element.attributes.label} » est déjà celui d’un autre champ, à la casse, aux accents ou à la ponctuation près`,
    fix: 'donnez un intitulé différent : les réponses sont retrouvées par lui',
  }));

const readableLabels: Rule = (questions) =>
  questions
    .filter(({ element }) => normaliseLabel(element.attributes.label) === '')
    .map(({ element, index }) => ({
      path: ['body', index, 'attributes', 'label'],
      message: `l’intitulé « ${element.attributes.label} » ne contient aucun mot`,
      fix: 'écrivez un intitulé en toutes lettres',
    }));

const noPassword: Rule = (questions) =>
  questions
    .filter(({ element }) => (element.type === 'input' || element.type === 'textarea') && /password/i.test(element.attributes.label))
    .map(({ index }) => ({
      path: ['body', index, 'attributes', 'label'],
      message: 'GitHub refuse un intitulé qui contient « password »',
      fix: 'ne demandez aucun secret dans un formulaire',
    }));

const uniqueOptions: Rule = (questions) =>
  questions.flatMap(({ element, index }) =>
    repeated(optionsOf(element), ({ label }) => label).map(({ item: { label, path } }) => ({
      path: ['body', index, 'attributes', 'options', ...path],
      message: `l’option « ${label} » est écrite deux fois`,
      fix: 'gardez-en une seule',
    })),
  );

/** GitHub derives a reference from the label of an element without id, which a box must not share. */
const boxesApartFromLabels: Rule = (questions) => {
  const labels = new Set(questions.filter(({ element }) => element.id === undefined).map(({ element }) => element.attributes.label));
  return questions.flatMap(({ element, index }) =>
    element.type !== 'checkboxes'
      ? []
      : optionsOf(element)
          .filter(({ label }) => labels.has(label))
          .map(({ label, path }) => ({
            path: ['body', index, 'attributes', 'options', ...path],
            message: `la case « ${label} » porte le même nom qu’un champ sans « id »`,
            fix: 'donnez un « id » à ce champ ou renommez la case',
          })),
  );
};

const noReservedOption: Rule = (questions) =>
  questions.flatMap(({ element, index }) =>
    element.type !== 'dropdown'
      ? []
      : optionsOf(element)
          .filter(({ label }) => label.toLowerCase() === 'none')
          .map(({ label, path }) => ({
            path: ['body', index, 'attributes', 'options', ...path],
            message: `« ${label} » est réservé par GitHub à l’absence de choix`,
            fix: 'supprimez cette option, ou écrivez « Aucun »',
          })),
  );

const defaultInRange: Rule = (questions) =>
  questions.flatMap(({ element, index }) => {
    if (element.type !== 'dropdown' || element.attributes.default === undefined) return [];
    const last = element.attributes.options.length - 1;
    if (element.attributes.default >= 0 && element.attributes.default <= last) return [];
    return [
      {
        path: ['body', index, 'attributes', 'default'],
        message: `aucune option ne porte le numéro ${element.attributes.default}`,
        fix: `indiquez un numéro de 0 à ${last}`,
      },
    ];
  });

const rules: readonly Rule[] = [
  atLeastOneQuestion,
  uniqueIds,
  readableLabels,
  uniqueLabels,
  noPassword,
  uniqueOptions,
  boxesApartFromLabels,
  noReservedOption,
  defaultInRange,
];

function isQuestion(element: FormElement): element is Question {
  return element.type !== 'markdown';
}

/** The options of an element, each with its path below `options`. */
function optionsOf(element: Question): { label: string; path: ValuePath }[] {
  switch (element.type) {
    case 'dropdown':
      return element.attributes.options.map((label, index) => ({ label, path: [index] }));
    case 'checkboxes':
      return element.attributes.options.map(({ label }, index) => ({ label, path: [index, 'label'] }));
    case 'input':
    case 'textarea':
    case 'upload':
      return [];
    default:
      return element satisfies never;
  }
}

/** The items whose key an earlier item has already. */
function repeated<T>(items: readonly T[], keyOf: (item: T) => string): { item: T; key: string }[] {
  const seen = new Set<string>();
  return items.flatMap((item) => {
    const key = keyOf(item);
    if (seen.has(key)) return [{ item, key }];
    seen.add(key);
    return [];
  });
}
