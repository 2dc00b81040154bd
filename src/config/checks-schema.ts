import { z } from 'zod';
import { id, text } from './texts.ts';

/** Technical checks that exist: first the platform's cluster policies, as Kyverno names them, then the technical prerequisites; `inspect/rules/` holds one function for each. */
export const ruleNames = [
  'check-labels',
  'cm-no-credentials',
  'disallow-latest',
  'disallow-hostpath',
  'limit-size-pvc',
  'need-containers-ressources',
  'restrict-image-registry',
  'restrict-nodeport',
  'need-liveness-readiness',
  'job-history',
  'dockerfile-present',
  'ci-file',
  'linux-base',
  'rootless',
  'openshift-scc',
  'read-only-root-filesystem',
  'unprivileged-ports',
  'pinned-base-image',
  'base-image-registry',
  'no-secret-in-image',
  'logs-on-stdout',
  'readable-yaml',
  'ci-jobs',
  'ci-read-secret',
  'ci-dockerfiles',
  'ci-image-names',
  'port-coherence',
  'placeholder-image',
  'placeholder-host',
  'registry-pull-secret',
  'image-pull-policy',
  'coherent-resources',
  'declared-resources',
  'values-files',
  'kube-version',
] as const;
export type RuleName = (typeof ruleNames)[number];

export const checksSchema = z.strictObject({
  mode: z
    .enum(['off', 'inform', 'require'])
    .describe(
      '« off » : aucune vérification ; « inform » : le résultat est montré ; « require » : la condition « checks-conforming » l’exige.',
    ),
  runs: z
    .enum(['off', 'inform', 'require'])
    .default('off')
    .describe(
      '« off » : rien dans les dépôts ; « inform » : une vérification GitHub (check run) sur chaque pull request et sur la branche par défaut, jamais en échec ; « require » : en échec si une règle qui bloque en production n’est pas respectée. L’application doit avoir reçu le droit « Checks » en écriture.',
    ),
  attestations: z
    .array(
      z.strictObject({
        field: id.describe('Champ à cases du formulaire.'),
        option: text.describe('Case cochée par l’équipe projet.'),
        rules: z.array(z.enum(ruleNames)).min(1).max(ruleNames.length).describe('Règles qui vérifient ce qu’elle atteste.'),
      }),
    )
    .max(100, 'au plus 100 attestations')
    .default([])
    .describe('Ce que les cases attestent, comparé aux vérifications.'),
});
