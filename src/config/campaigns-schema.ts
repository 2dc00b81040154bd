import { z } from 'zod';
import { isDate } from '../words/calendar.ts';
import { ruleNames } from './checks-schema.ts';
import { id, prose } from './texts.ts';

/** Conditions of which a campaign may ask that they hold: those that look at no particular phase. */
export const campaignConditions = ['prerequisites-met', 'answers-validated', 'flows-settled', 'checks-conforming'] as const;

export const campaignSchema = z
  .strictObject({
    id,
    title: prose.max(100, 'au plus 100 caractères').describe('Ce que la campagne obtient : « Quitter les images bitnami ».'),
    rule: z
      .enum(ruleNames)
      .optional()
      .describe('Règle des vérifications qui ne doit plus être enfreinte, dans les dossiers ouverts comme dans ceux qui sont embarqués.'),
    condition: z.enum(campaignConditions).optional().describe('Condition qui doit être remplie, dans les dossiers ouverts.'),
    until: z
      .string()
      .refine(isDate, 'date d’un jour qui existe attendue, sous la forme 2027-06-30')
      .describe('Dernier jour, `AAAA-MM-JJ`. Une semaine avant, ceux qui restent concernés sont prévenus une seconde fois.'),
    text: prose.max(2_000, 'au plus 2000 caractères').describe('Pourquoi et comment, dit une fois à chaque dossier concerné.'),
  })
  .refine(({ rule, condition }) => (rule === undefined) !== (condition === undefined), 'exactement un de « rule » et « condition » attendu')
  .meta({ oneOf: [{ required: ['rule'] }, { required: ['condition'] }] });
export type Campaign = z.infer<typeof campaignSchema>;
