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
/** What may be left out, or written without a value (`placeholder:`), which says the same. */
const optional = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().transform((value) => value ?? undefined);
/** GitHub reads a bare figure as a number and writes it so: `1.10` is `1.1`; `2.0` is told from `2` before (`asGitHubReads`). */
const option = z.union([z.number().transform(String), oneLine], {
  error: ({ input }) => (input === undefined ? 'clé obligatoire absente' : 'texte attendu, entre guillemets s’il ressemble à un booléen'),
});
const flag = optional(z.boolean('true ou false attendu'));
/** GitHub takes a list as well as words separated by commas. */
const names = z
  .union([z.array(text), text], 'liste de textes attendue, ou textes séparés par des virgules')
  .nullish()
  .transform((value) => (Array.isArray(value) ? value : (value ?? '').split(',')).map((name) => name.trim()).filter((name) => name !== ''));
const id = optional(
  z.string('texte attendu').regex(/^[A-Za-z0-9_-]+$/, 'GitHub n’accepte ici que des lettres sans accent, des chiffres, « - » et « _ »'),
);
const validations = optional(z.strictObject({ required: flag }));
const question = { label: oneLine, description: optional(text) };
const prefilled = { ...question, placeholder: optional(text), value: optional(text) };
const atLeastOne = 'au moins une option attendue';

const elementTypes = ['checkboxes', 'dropdown', 'input', 'markdown', 'textarea', 'upload'];

/** One element of a form ("Syntax for GitHub's form schema", GitHub documentation). */
const elementSchema = z.discriminatedUnion(
  'type',
  [
    z.strictObject({ type: z.literal('markdown'), id, attributes: z.strictObject({ value: text }) }),
    z.strictObject({ type: z.literal('input'), id, attributes: z.strictObject(prefilled), validations }),
    z.strictObject({ type: z.literal('textarea'), id, attributes: z.strictObject({ ...prefilled, render: optional(text) }), validations }),
    z.strictObject({
      type: z.literal('dropdown'),
      id,
      attributes: z.strictObject({
        ...question,
        multiple: flag,
        options: z.array(option, 'liste d’options attendue').min(1, atLeastOne),
        default: optional(z.int('numéro d’option attendu, à partir de 0')),
      }),
      validations,
    }),
    z.strictObject({
      type: z.literal('checkboxes'),
      id,
      attributes: z.strictObject({
        ...question,
        options: z
          .array(z.strictObject({ label: text.transform((value) => value.trim()), required: flag }), 'liste de cases attendue')
          .min(1, atLeastOne),
      }),
      validations,
    }),
    z.strictObject({
      type: z.literal('upload'),
      id,
      attributes: z.strictObject(question),
      validations: optional(z.strictObject({ required: flag, accept: optional(text) })),
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
  title: optional(text),
  labels: names,
  assignees: names,
  projects: names,
  type: optional(text),
  body: z.array(elementSchema, 'liste d’éléments attendue').min(1, 'formulaire sans élément'),
});
export type FormFile = z.infer<typeof formSchema>;
