import { z } from 'zod';
import { id, page, prose } from './texts.ts';

/** When a failure shows: before a copy is asked for, once one was, or once the application runs. */
const failureStages = z.enum(['not-asked', 'asked', 'running']);
export type FailureStage = z.infer<typeof failureStages>;

/** A failure that teams meet again and again: what they see, where it comes from, what to do, where to read of it. */
export const failureSchema = z.strictObject({
  id,
  stage: failureStages.describe(
    'Quand elle se montre : avant qu’une copie soit demandée (not-asked), une fois demandée (asked), ou quand l’application tourne (running).',
  ),
  symptom: prose.describe('Ce que l’équipe voit.'),
  cause: prose.describe('D’où cela vient.'),
  remedy: prose.describe('Ce qu’il faut faire.'),
  page: page.optional().describe('Page à lire : une de « pages », ou une adresse.'),
});
export type Failure = z.infer<typeof failureSchema>;
