import { z } from 'zod';

/** How a platform's copy of a repository is asked for. The first is what a platform has where nothing is said. */
export const transportKinds = ['github-action', 'gitlab-schedule', 'console', 'reusable'] as const;
export type TransportKind = (typeof transportKinds)[number];

const MAX_LABELS = 10;

/** A label of a self-hosted runner ("Using labels with self-hosted runners", GitHub documentation), or the name of a GitHub-hosted one. */
export const runnerLabel = z
  .string()
  .regex(/^[\w.-]{1,100}$/, 'étiquette de machine attendue : lettres, chiffres, points, tirets')
  .describe('Étiquette d’une machine (runner) de GitHub Actions.');

export const transportSchema = z
  .discriminatedUnion(
    'kind',
    [
      z
        .strictObject({
          kind: z.literal('github-action'),
          runsOn: z
            .array(runnerLabel)
            .max(MAX_LABELS, `au plus ${MAX_LABELS} étiquettes`)
            .default([])
            .describe('Étiquettes de la machine qui exécute l’action ; sans elles, une machine de GitHub.'),
        })
        .describe('Une GitHub Action appelle GitLab.'),
      z
        .strictObject({ kind: z.literal('gitlab-schedule') })
        .describe('Un pipeline planifié du projet mirror, dans GitLab : aucune pull request, des étapes à suivre.'),
      z
        .strictObject({ kind: z.literal('console') })
        .describe('Le bouton de synchronisation de la console : aucune pull request, des étapes à suivre.'),
      z
        .strictObject({
          kind: z.literal('reusable'),
          uses: z
            .string()
            .regex(
              /^\w[\w-]*\/(?!\.{1,2}\/)[\w.-]+\/\.github\/workflows\/\w[\w.-]*\.ya?ml$/,
              'workflow attendu : organisation/dépôt/.github/workflows/fichier.yml',
            )
            .default('dnum-mi/fabnum-cicd/.github/workflows/sync-cpin.yml')
            .describe('Workflow réutilisable de l’organisation.'),
          version: z
            .string()
            .regex(/^(?:[0-9a-f]{40}|v\d[\w.-]{0,60})$/, 'commit complet (40 caractères) ou tag de version (v0, v1.2) attendu')
            .default('v0')
            .describe('Commit auquel il est épinglé, ou tag que l’application épingle à son commit dans chaque pull request.'),
        })
        .describe('Une GitHub Action appelle le workflow réutilisable de l’organisation.'),
    ],
    { error: ({ input }) => unknownTransport(input) },
  )
  .describe(
    'Comment la copie est demandée. `{ kind: github-action }` : une GitHub Action, sur une machine de GitHub, ou celle que nomme `runsOn` (liste d’étiquettes). `{ kind: reusable }` : par le workflow réutilisable de l’organisation, `uses`, à la `version` donnée (commit complet, ou tag). `{ kind: gitlab-schedule }` (pipeline planifié du projet mirror) et `{ kind: console }` (bouton de la console) : sans pull request, des étapes à suivre.',
  );
export type Transport = z.infer<typeof transportSchema>;

function unknownTransport(input: unknown): string | undefined {
  const kind = typeof input === 'object' && input !== null && 'kind' in input ? input.kind : input;
  const known = transportKinds.join(', ');
  if (typeof kind !== 'string') return `transport attendu sous la forme { kind: … }, parmi ${known}`;
  return transportKinds.some((one) => one === kind)
    ? `un transport s’écrit { kind: ${kind} }`
    : `le transport « ${kind.slice(0, 60)} » n’existe pas : écrivez ${known}`;
}
