import { z } from 'zod';
import { procedureSchema } from './procedure.ts';
import { presetSchema } from './presets.ts';
import { extendsPattern, extendsRefused } from './read-extends.ts';

/** Maps whose keys only make sense together: a layer replaces them whole ("whoever may write" is not meant by a hub that names its team). */
export const replacedWhole: readonly string[] = ['serviceTeam', 'when', 'transport'];

/** Reads what a layer writes: any part of the procedure, elements of lists named by their `id`, and the words of merging. Unknown keys are mistakes. */
export const layerSchema: z.ZodType = z.strictObject({
  _extends: z
    .string(extendsRefused)
    .regex(extendsPattern, extendsRefused)
    .optional()
    .describe('`.github` : la configuration de l’organisation, `.github/accostage.yml` de son dépôt `.github`, s’applique d’abord.'),
  preset: presetSchema
    .optional()
    .describe('Préréglage fourni sur lequel s’appliquent les couches : « ovh » (le processus fourni, sans préréglage) ou « pax ».'),
  ...writtenShape(procedureSchema.shape),
});

function writtenShape(shape: z.core.$ZodShape): Record<string, z.ZodType> {
  return Object.fromEntries(
    Object.entries(shape).map(([key, value]) => [
      key,
      z.optional(replacedWhole.includes(key) ? value : written(value)).meta({ ...metaOf(value) }),
    ]),
  );
}

function written(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return written(schema.unwrap());
  if (schema instanceof z.ZodObject) return z.strictObject(writtenShape(schema.shape));
  if (!(schema instanceof z.ZodArray) || !(schema.element instanceof z.ZodObject)) return schema;
  const { id } = schema.element.shape;
  // Elements without an id come whole.
  return id === undefined ? schema : z.array(namedElement(schema.element.shape, id)).superRefine(refuseRepeatedIds);
}

function namedElement(shape: z.core.$ZodShape, id: z.core.$ZodType): z.ZodType {
  return z.strictObject({
    ...writtenShape(shape),
    id,
    after: z.optional(id).meta({ description: 'Identifiant de l’élément après lequel placer celui-ci.' }),
    remove: z.literal(true).optional().describe('Retire l’élément.'),
  });
}

function refuseRepeatedIds(elements: readonly unknown[], context: z.core.$RefinementCtx): void {
  const seen = new Set<string>();
  for (const [index, element] of elements.entries()) {
    const id = withId.safeParse(element).data?.id;
    if (id === undefined) continue;
    if (seen.has(id)) context.addIssue({ code: 'custom', path: [index, 'id'], message: `l’identifiant « ${id} » est déjà pris` });
    seen.add(id);
  }
}

const withId = z.object({ id: z.string() });

/** Description and default value, wherever in its wrappers a schema tells them. */
function metaOf(schema: z.core.$ZodType): z.core.GlobalMeta {
  const own = z.globalRegistry.get(schema) ?? {};
  if (schema instanceof z.ZodDefault) return { ...metaOf(schema.unwrap()), default: schema.def.defaultValue, ...own };
  return schema instanceof z.ZodOptional ? { ...metaOf(schema.unwrap()), ...own } : own;
}
