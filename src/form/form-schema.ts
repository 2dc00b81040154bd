import { z } from 'zod';

const text = z
  .string({
    error: ({ input }) =>
      input === undefined ? 'clé obligatoire absente' : 'texte attendu, entre guillemets s’il ressemble à un nombre ou à un booléen',
  })
  .refine((value) => value.trim() !== '', 'texte vide : écrivez-le, ou supprimez la clé si elle est facultative');
const oneLine = text
  .refine((value) => !value.trim().includes('\n'), 'texte sur une seule ligne attendu')
  .transform((value) => value.trim());
const flag = z.boolean('true ou false attendu').optional();
/** GitHub takes a list as well as words separated by commas. */
const names = z
  .union([z.array(text), text], 'liste de textes attendue, ou textes séparés par des virgules')
  .optional()
  .transform((value) => (Array.isArray(value) ? value : (value ?? '').split(',')).map((name) => name.trim()).filter((name) => name !== ''));
const id = z
  .string('texte attendu')
  .regex(/^[A-Za-z0-9_-]+$/, 'GitHub n’accepte ici que des lettres sans accent, des chiffres, « - » et « _ »')
  .optional();
const validations = z.strictObject({ required: flag }).optional();
const question = { label: oneLine, description: text.optional() };
const prefilled = { ...question, placeholder: text.optional(), value: text.optional() };
const atLeastOne = 'au moins une option attendue';

const elementTypes = ['checkboxes', 'dropdown', 'input', 'markdown', 'textarea', 'upload'];

/** One element of a form ("Syntax for GitHub's form schema", GitHub documentation). */
const elementSchema = z.discriminatedUnion(
  'type',
  [
    z.strictObject({ type: z.literal('markdown'), attributes: z.strictObject({ value: text }) }),
    z.strictObject({ type: z.literal('input'), id, attributes: z.strictObject(prefilled), validations }),
    z.strictObject({ type: z.literal('textarea'), id, attributes: z.strictObject({ ...prefilled, render: text.optional() }), validations }),
    z.strictObject({
      type: z.literal('dropdown'),
      id,
      attributes: z.strictObject({
        ...question,
        multiple: flag,
        options: z.array(oneLine, 'liste d’options attendue').min(1, atLeastOne),
        default: z.int('numéro d’option attendu, à partir de 0').optional(),
      }),
      validations,
    }),
    z.strictObject({
      type: z.literal('checkboxes'),
      id,
      attributes: z.strictObject({
        ...question,
        options: z.array(z.strictObject({ label: oneLine, required: flag }), 'liste de cases attendue').min(1, atLeastOne),
      }),
      validations,
    }),
    z.strictObject({
      type: z.literal('upload'),
      id,
      attributes: z.strictObject(question),
      validations: z.strictObject({ required: flag, accept: text.optional() }).optional(),
    }),
  ],
  {
    error: (issue) =>
      issue.code === 'invalid_union' ? `type d’élément inconnu ; types de GitHub : ${elementTypes.join(', ')}` : undefined,
  },
);
export type FormElement = z.infer<typeof elementSchema>;
/** An element that is answered: any but static text. */
export type Question = Exclude<FormElement, { type: 'markdown' }>;

/** The file of an issue form ("Syntax for issue forms", GitHub documentation), before the rules that hold between its elements. */
export const formSchema = z.strictObject({
  name: text,
  description: text,
  title: text.optional(),
  labels: names,
  assignees: names,
  projects: names,
  type: text.optional(),
  body: z.array(elementSchema, 'liste d’éléments attendue').min(1, 'formulaire sans élément'),
});
export type FormFile = z.infer<typeof formSchema>;
