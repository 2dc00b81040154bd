import { z } from 'zod';
import { id, page, text } from './texts.ts';
import { transportSchema } from './transport.ts';

/** Of one process at most: several times what the longest one needs. */
export const MAX_PLATFORMS = 10;

/** The platforms that keep a copy of the repositories, and the fields of the form that say what is copied. */
export const mirrorSchema = z.strictObject({
  platforms: z
    .array(
      z
        .strictObject({
          id: id.describe('Identifiant de la plateforme ; il donne le nom de ses variables et de son secret.'),
          title: z
            .string()
            .regex(
              /^[0-9A-Za-zÀ-ɏͰ-Ͽ][0-9A-Za-zÀ-ɏͰ-Ͽ '’()-]*$/,
              'nom simple attendu (lettres, chiffres, espaces, tirets) : il entre dans les fichiers et les pull requests des projets',
            )
            .max(60, '60 caractères au plus')
            .describe('Nom de la plateforme dans les textes : lettres, chiffres, espaces, tirets.'),
          kubernetes: z
            .string()
            .regex(/^\d{1,2}\.\d{1,3}(\.\d{1,3})?$/, 'version attendue, comme 1.30 ou 1.30.4')
            .optional()
            .describe(
              'Version de Kubernetes de la plateforme, entre guillemets : les charts sont calculés pour elle, et ceux qui l’excluent le disent.',
            ),
          apiVersions: z
            .array(
              z
                .string()
                .regex(
                  /^[a-z0-9.-]{1,100}\/v[a-z0-9]{1,20}(\/[A-Za-z]{1,60})?$/,
                  'groupe et version attendus, comme route.openshift.io/v1',
                ),
            )
            .max(200, 'au plus 200 versions d’API')
            .optional()
            .describe('Versions d’API que la plateforme ajoute à celles de Kubernetes (`route.openshift.io/v1`) ; avec « kubernetes ».'),
          transport: transportSchema.default({ kind: 'github-action', runsOn: [] }),
        })
        .refine(({ kubernetes, apiVersions }) => apiVersions === undefined || kubernetes !== undefined, {
          path: ['apiVersions'],
          message: 'écrivez aussi « kubernetes » : les deux disent pour quoi les charts sont calculés',
        }),
    )
    .max(MAX_PLATFORMS, `au plus ${MAX_PLATFORMS} plateformes`)
    .describe('Plateformes qui gardent un miroir des dépôts.'),
  console: page.describe(
    'Page où l’équipe trouve l’adresse, le numéro de projet et le jeton du miroir : une de « pages », ou une adresse.',
  ),
  branchesField: id.optional().describe('Champ du formulaire qui nomme les branches à synchroniser, une par ligne.'),
  optionsField: id.optional().describe('Champ à cases du formulaire qui porte les deux options suivantes.'),
  allBranchesOption: text.optional().describe('Case qui demande de synchroniser toutes les branches.'),
  tagsOption: text.optional().describe('Case qui demande de synchroniser aussi les tags.'),
});
