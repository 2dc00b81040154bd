import { z } from 'zod';

export const portfolioSchema = z.strictObject({
  audience: z
    .enum(['service-team', 'readers'])
    .default('service-team')
    .describe(
      'Qui voit tous les dossiers dans les pages du portefeuille : la Service Team, ou quiconque lit le dépôt d’accompagnement (« readers »). Un membre d’une équipe projet voit toujours ses dossiers.',
    ),
  issue: z
    .boolean()
    .default(false)
    .describe('Vrai si l’application tient un tableau de bord dans un ticket du dépôt d’accompagnement, avec un résumé chaque lundi.'),
});
