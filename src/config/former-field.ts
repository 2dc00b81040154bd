import { z } from 'zod';
import { id, prose, text } from './texts.ts';

const MAX_FORMER = 20;

const formerLabels = z.array(text).max(MAX_FORMER, `au plus ${MAX_FORMER} anciens libellés`).default([]);

/** What is told of a field of the form besides what the form says: its former labels, the former fields that it joins, its title where the form does not have it. */
export const formerFieldSchema = z.strictObject({
  id: id.describe('Identifiant du champ dans le formulaire.'),
  was: formerLabels.describe('Anciens libellés : le titre d’une réponse déjà écrite reste reconnu.'),
  joins: formerLabels.describe(
    'Libellés de champs d’avant, réunis dans celui-ci : leurs réponses déjà écrites y sont lues à la suite, chacune sous son titre ; un formulaire qui a encore ces champs est lu de même.',
  ),
  title: prose
    .optional()
    .describe(
      'Titre de la réponse là où le formulaire n’a pas ce champ : une équipe peut l’ajouter à sa demande, ou il réunit des champs d’avant.',
    ),
  options: z
    .array(text)
    .max(20, 'au plus 20 cases')
    .default([])
    .describe('Cases de ce champ là où le formulaire ne l’a pas ; aucune : un texte.'),
});
