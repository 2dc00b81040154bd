import { z } from 'zod';
import { calendarSchema } from './calendar-schema.ts';
import { checksSchema } from './checks-schema.ts';
import { failureSchema } from './failure.ts';
import { mirrorSchema, MAX_PLATFORMS } from './mirror-schema.ts';
import { registriesSchema } from './registries-schema.ts';
import { callsSchema, remindersSchema } from './reminders-schema.ts';
import { formerFieldSchema } from './former-field.ts';
import { campaignSchema } from './campaigns-schema.ts';
import { portfolioSchema } from './portfolio-schema.ts';
import { id, page, prose, text, url } from './texts.ts';

/** Prerequisite kinds that exist; `dossier/prerequisites/kinds.ts` holds one function for each. */
export const prerequisiteKinds = [
  'described-text',
  'platform-name',
  'attested-boxes',
  'repositories',
  'host-names',
  'volume',
  'schedule',
  'choice',
  'environments',
  'flows',
] as const;
export type PrerequisiteKindName = (typeof prerequisiteKinds)[number];

/** Gate conditions that exist; `dossier/conditions/` holds one function for each. */
export const conditionNames = [
  'prerequisites-met',
  'answers-validated',
  'checklist-done',
  'phase-entered',
  'flows-settled',
  'checks-conforming',
] as const;
export type ConditionName = (typeof conditionNames)[number];

/** Facts that the App can verify by itself; `dossier/evidence/` holds one function for each. */
export const evidenceNames = [
  'repositories-declared',
  'flows-declared',
  'no-external-component',
  'flows-requested',
  'flows-opened',
  'flows-tested',
  'dockerfiles-found',
  'ci-file-found',
  'infrastructure-found',
  'mirror-succeeded',
  'mirror-on-every-platform',
] as const;
export type EvidenceName = (typeof evidenceNames)[number];

/** True for a fact about the mirror. */
export function isMirrorEvidence(name: EvidenceName): boolean {
  return name === 'mirror-succeeded' || name === 'mirror-on-every-platform';
}

/** Of one process at most: several times what the longest one needs. */
const MAX_PHASES = 30;

const MAX_FORMER = 20;

const formerIds = z.array(id).max(MAX_FORMER, `au plus ${MAX_FORMER} anciens identifiants`).default([]);
export const labelSchema = z.strictObject({
  name: text.max(50, 'GitHub limite le nom d’une étiquette à 50 caractères').describe('Nom de l’étiquette sur GitHub.'),
  color: z
    .string()
    .regex(/^[0-9a-fA-F]{6}$/, 'couleur sur six chiffres hexadécimaux attendue, sans #')
    .describe('Couleur, six chiffres hexadécimaux sans « # ».'),
  description: text
    .max(100, 'GitHub limite la description d’une étiquette à 100 caractères')
    .describe('Description de l’étiquette ; unique, elle sert à reconnaître une étiquette renommée à la main.'),
  was: z
    .array(text)
    .max(MAX_FORMER, `au plus ${MAX_FORMER} anciens noms`)
    .optional()
    .describe('Anciens noms de l’étiquette : les dossiers qui les portent prennent le nom d’aujourd’hui.'),
});
export type Label = z.infer<typeof labelSchema>;

export const whenSchema = z
  .strictObject({
    field: id.describe('Champ du formulaire dont dépend le prérequis.'),
    in: z
      .array(text)
      .min(1)
      .max(50, 'au plus 50 valeurs')
      .optional()
      .describe('Le prérequis s’applique si la réponse est (ou contient) une de ces valeurs.'),
    notIn: z
      .array(text)
      .min(1)
      .max(50, 'au plus 50 valeurs')
      .optional()
      .describe('Le prérequis s’applique si la réponse contient autre chose que ces valeurs.'),
  })
  .refine((when) => (when.in === undefined) !== (when.notIn === undefined), 'exactement un de « in » et « notIn » attendu')
  .meta({ oneOf: [{ required: ['in'] }, { required: ['notIn'] }] });
export type When = z.infer<typeof whenSchema>;

export const prerequisiteSchema = z.strictObject({
  id,
  was: formerIds.describe('Anciens identifiants du prérequis : ce qui a été validé ou dispensé sous ces noms le reste.'),
  title: prose.describe('Nom du prérequis, tel que le lit l’équipe projet.'),
  field: id.describe('Identifiant du champ du formulaire qui porte la réponse.'),
  kind: z.enum(prerequisiteKinds).describe('Façon de vérifier la réponse.'),
  acceptsNone: z
    .union([z.boolean(), z.literal('with-reason')], { error: '« true », « false » ou « with-reason » attendu' })
    .default(false)
    .describe('Vrai si « aucun », « néant » ou « sans objet » est une vraie réponse ; « with-reason » si elle doit dire pourquoi.'),
  requiredFor: id
    .optional()
    .describe('Phase avant laquelle la réponse est nécessaire ; absente, la deuxième phase. D’ici là, le suivi la montre à part.'),
  promises: z
    .boolean()
    .default(true)
    .describe('Vrai si « à préciser avant le 30/04/2028 » est une réponse qui tient jusqu’à cette date ; sans effet sur les menus.'),
  explanationField: id.optional().describe('Pour « attested-boxes » : champ où expliquer les cases non cochées.'),
  when: whenSchema.optional().describe('Condition pour que le prérequis s’applique ; absente, il s’applique toujours.'),
  about: z
    .array(text)
    .max(20, 'au plus 20 mots')
    .default([])
    .describe(
      'Mots qui disent quelle part de la réponse est la sienne, là où plusieurs prérequis lisent le même champ : la ligne « Docker : … », la case dont le libellé les contient.',
    ),
  counts: z
    .enum(['data', 'people', 'environments', 'resources'])
    .optional()
    .describe(
      'Pour « volume » : des données ou des personnes ; pour « environments » : des environnements ou leurs ressources. Absent, le titre le dit.',
    ),
  zone: z
    .enum(['mi', 'internet'])
    .optional()
    .describe('Pour « flows » : où sont les composants appelés, au ministère (« mi », la valeur par défaut) ou sur Internet.'),
  namesTeam: z
    .boolean()
    .default(false)
    .describe('Vrai si les comptes GitHub nommés dans la réponse (`@compte`) font partie de l’équipe projet, les dix premiers.'),
  asksWho: z
    .boolean()
    .default(false)
    .describe(
      'Pour « described-text » : vrai si l’on demande qui s’en charge : « à fournir par la DNUM » est alors une réponse, même si rien n’est encore fourni.',
    ),
  help: prose.describe('Ce qui est attendu, en une ou deux phrases.'),
  expected: text
    .optional()
    .describe('Ce qu’est une bonne réponse, en quelques mots, pour qui en a donné une autre ; absent, celui du « kind ».'),
  example: text
    .optional()
    .describe('Une réponse acceptée telle quelle, montrée à qui n’en a pas donné de bonne ; absente, celle du formulaire ou du « kind ».'),
  documentation: page.optional().describe('Page à lire pour bien répondre : une de « pages », ou une adresse.'),
});
export type Prerequisite = z.infer<typeof prerequisiteSchema>;

export const itemSchema = z.strictObject({
  id,
  title: prose.describe('L’étape, telle qu’elle s’affiche à côté de la case.'),
  owner: z.enum(['projet', 'service-team']).describe('Qui fait l’étape.'),
  help: prose.describe('Comment s’y prendre, en une ou deux phrases.'),
  link: page.optional().describe('Page à lire pour faire l’étape : une de « pages », ou une adresse.'),
  evidence: z.enum(evidenceNames).optional().describe('Preuve qui coche l’étape d’elle-même.'),
});
export type ChecklistItem = z.infer<typeof itemSchema>;

/** Conditions on a phase that they must name. */
const conditionsOnAPhase: readonly ConditionName[] = ['checklist-done', 'phase-entered'];

export const gateSchema = z
  .strictObject({
    condition: z.enum(conditionNames).describe('Nom de la condition.'),
    phase: id.optional().describe('Phase visée, pour « checklist-done » et « phase-entered ».'),
  })
  .refine(
    ({ condition, phase }) => phase !== undefined || !conditionsOnAPhase.includes(condition),
    'la condition ne dit pas de quelle phase : ajoutez la clé phase',
  )
  .meta({ anyOf: [{ required: ['phase'] }, { properties: { condition: { not: { enum: conditionsOnAPhase } } } }] });
export type GateEntry = z.infer<typeof gateSchema>;

export const phaseSchema = z.strictObject({
  id,
  was: formerIds.describe('Anciens identifiants de la phase, ou phases retirées : les dossiers qui s’y trouvent passent dans celle-ci.'),
  title: prose.describe('Nom de la phase dans les textes.'),
  label: labelSchema.describe('Étiquette de la phase.'),
  intro: prose.describe('Ce qui se passe maintenant, dit à l’équipe projet à l’entrée dans la phase.'),
  gate: z.array(gateSchema).max(20, 'au plus 20 conditions').default([]).describe('Conditions à remplir pour entrer dans la phase.'),
  include: z
    .array(id)
    .max(MAX_PHASES, `au plus ${MAX_PHASES} phases`)
    .default([])
    .describe('Phases dont les étapes sont reprises au début de celle-ci.'),
  checklist: z.array(itemSchema).max(100, 'au plus 100 étapes').default([]).describe('Étapes propres à la phase.'),
  mirror: z
    .array(id)
    .max(MAX_PLATFORMS, `au plus ${MAX_PLATFORMS} plateformes`)
    .default([])
    .describe(
      'Plateformes vers lesquelles synchroniser les dépôts à partir de cette phase (voir « mirror ») ; une plateforme d’une phase précédente qui n’y est plus sera retirée des dépôts.',
    ),
  tracksFlows: z.boolean().default(false).describe('Vrai si l’entrée dans la phase ouvre le tableau de suivi des flux, un état par flux.'),
  skipWhen: z.enum(evidenceNames).optional().describe('Preuve qui rend la phase inutile : elle est alors sautée, et le suivi le dit.'),
  reminders: remindersSchema.optional().describe('Relances de l’équipe projet pendant la phase.'),
  waitsFor: z
    .enum(['projet', 'service-team', 'checklist'])
    .default('checklist')
    .describe('Qui agit pendant la phase : « checklist » suit les étapes qui restent.'),
  closes: z.boolean().default(false).describe('Vrai pour la dernière phase : le bilan est publié et le dossier fermé.'),
});
export type Phase = z.infer<typeof phaseSchema>;

const pageSchema = z.strictObject({
  id: id.describe('Identifiant de la page, que nomment « documentation », « link » et « console ».'),
  title: prose.describe('Nom de la page dans les textes.'),
  url: url.describe('Son adresse.'),
  support: z.boolean().default(false).describe('Vrai si c’est un moyen de joindre la Service Team : le suivi le donne à chaque dossier.'),
});

export const procedureSchema = z.strictObject({
  version: z.literal(1).describe('Version du format de ce fichier.'),
  pages: z
    .array(pageSchema)
    .max(100, 'au plus 100 pages')
    .default([])
    .describe('Les pages que l’application donne à lire ; `accostage validate --links` les essaie.'),
  failures: z
    .array(failureSchema)
    .max(100, 'au plus 100 pannes')
    .default([])
    .describe('Les pannes connues, que donnent `/diagnostic` et le message d’un échec.'),
  form: text
    .regex(/^[\w.-]+\.ya?ml$/, 'nom de fichier .yml attendu, sans dossier')
    .describe('Nom du formulaire dans `.github/ISSUE_TEMPLATE/` du dépôt d’accompagnement.'),
  serviceTeam: z
    .strictObject({
      team: z
        .string()
        .regex(/^[\w.-]+\/[\w.-]+$/, 'équipe attendue sous la forme organisation/nom')
        .optional()
        .describe('Équipe GitHub, sous la forme `organisation/nom`.'),
      permission: z
        .enum(['triage', 'write', 'maintain', 'admin'])
        .optional()
        .describe('Droit minimal sur le dépôt d’accompagnement qui vaut appartenance à la Service Team.'),
      reminders: callsSchema
        .optional()
        .describe(
          'Relances de la Service Team quand un dossier, ou une question, l’attend ; absentes, elle n’est prévenue que de son tour.',
        ),
    })
    .refine((who) => who.team !== undefined || who.permission !== undefined, 'au moins un de « team » et « permission » attendu')
    .meta({ anyOf: [{ required: ['team'] }, { required: ['permission'] }] })
    .describe('Qui est la Service Team ; une des deux façons suffit.'),
  labels: z
    .strictObject({
      dossier: labelSchema.describe('Marque d’un dossier.'),
      incomplete: labelSchema.describe('Il manque des prérequis.'),
      complete: labelSchema.describe('Tous les prérequis sont là.'),
      revalidate: labelSchema.describe('Des réponses sont à relire par la Service Team.'),
      waitingProject: labelSchema.describe('L’équipe projet doit agir.'),
      waitingServiceTeam: labelSchema.describe('La Service Team doit agir.'),
      asleep: labelSchema.describe('Plus d’activité malgré les relances.'),
    })
    .describe('Étiquettes autres que celles des phases.'),
  comments: z
    .strictObject({
      maxPerDay: z
        .int()
        .min(1)
        .max(50, 'au plus 50 valeurs')
        .describe(
          'Nouveaux commentaires par dossier et par jour que nul n’a demandés et qui ne demandent rien à personne ; au-delà, ils attendent, ou se lisent dans le suivi. Aucune réponse à une commande n’est retenue ; une personne extérieure au projet en reçoit autant par jour en toutes lettres, puis une réaction.',
        ),
    })
    .describe('Limites de bruit.'),
  calendar: calendarSchema
    .default({ regions: [], closed: [], worked: [] })
    .describe('Jours ouvrés de la Service Team : du lundi au vendredi, sauf les jours fériés, calculés, de France.'),
  portfolio: portfolioSchema
    .default({ audience: 'service-team', issue: false })
    .describe('Le portefeuille : tous les dossiers, montrés ensemble.'),
  campaigns: z
    .array(campaignSchema)
    .max(20, 'au plus 20 campagnes')
    .default([])
    .describe('Campagnes : ce que tous les dossiers doivent avoir fait à une date.'),
  mirror: mirrorSchema.describe('Accostage : la copie des dépôts vers les plateformes.'),
  registries: registriesSchema.describe(
    'Registres d’où la plateforme déploie des images : `restrict-image-registry` et `base-image-registry` les appliquent.',
  ),
  checks: checksSchema.describe('Vérifications techniques des dépôts déclarés.'),
  fields: z
    .array(formerFieldSchema)
    .max(200, 'au plus 200 champs')
    .default([])
    .describe('Champs du formulaire dont le libellé a changé, qui en réunissent d’autres, ou que le formulaire ne demande pas.'),
  prerequisites: z.array(prerequisiteSchema).min(1).max(200, 'au plus 200 prérequis').describe('Ce que l’équipe projet doit fournir.'),
  phases: z.array(phaseSchema).min(2).max(MAX_PHASES, `au plus ${MAX_PHASES} phases`).describe('Les phases, dans l’ordre.'),
  texts: z
    .strictObject({
      welcome: prose.describe('Mot d’accueil du suivi, à l’ouverture du dossier.'),
      responsibility: prose.describe('Ce qui relève du projet une fois embarqué.'),
      renewal: prose.optional().describe('Ce que le projet doit renouveler à date une fois embarqué ; absente, rien n’en est dit.'),
      contact: prose.describe('Comment joindre la Service Team.'),
    })
    .describe('Textes propres au service.'),
});

/** The process of accompaniment, compiled: defaults in, layers merged, references resolved, pages included ("process" in DESIGN.md; the name avoids Node's `process`). */
export interface Procedure extends z.infer<typeof procedureSchema> {
  /** Host of the GitHub that holds the dossiers, in lower case, where it is not github.com. What reaches it tells, and no file of a hub. */
  readonly github?: string;
}
export type LabelRole = keyof Procedure['labels'];
