import type { FailureStage } from '../dossier/reply.ts';
import { details, join, list, type Markdown, md, trusted } from '../words/markdown.ts';

/** A failure that teams meet again and again: what they see, where it comes from, what to do. Markdown of ours. */
interface KnownFailure {
  readonly stage: FailureStage;
  readonly symptom: string;
  readonly cause: string;
  readonly remedy: string;
}

/** DOMAIN.md, « Failures that teams really meet ». */
const knownFailures: readonly KnownFailure[] = [
  {
    stage: 'not-asked',
    symptom: 'rien n’est synchronisé, et personne n’est prévenu',
    cause: 'déclenchement absent, jeton d’une autre sorte, identifiant `undefined`, variables manquantes',
    remedy: 'lancez le workflow à la main (**Actions**, **Run workflow**) : son erreur nomme la variable ou le secret à corriger',
  },
  {
    stage: 'asked',
    symptom: 'étape `git-sync` en échec, « No value found at … »',
    cause: 'nom interne faux, dépôt déclaré sans adresse externe, ou dépôt privé sans jeton dans la console',
    remedy: 'comparez dans la console le nom, l’adresse en `.git` et le jeton du dépôt avec ce que dit le suivi',
  },
  {
    stage: 'asked',
    symptom: '« 403 Write access to repository not granted »',
    cause: 'jeton GitHub à granularité fine, ou en lecture seule',
    remedy: 'donnez à la console un jeton classique (PAT) de portée `repo`',
  },
  {
    stage: 'asked',
    symptom: 'le pipeline du dépôt ne démarre jamais',
    cause: 'pas de `.gitlab-ci-dso.yml` à la racine (`.yaml` n’est pas lu)',
    remedy: 'ajoutez ce fichier, avec ce nom exact',
  },
  {
    stage: 'asked',
    symptom: 'la construction échoue tout de suite',
    cause: 'pas de job `read_secret` à la première étape',
    remedy: 'ajoutez un premier job qui étend `.vault:read_secret`',
  },
  {
    stage: 'running',
    symptom: '`exceeded quota: dso-quota`',
    cause: 'somme des `limits` au-dessus du quota, ou unité oubliée',
    remedy: 'baissez les `limits`, ou faites relever le quota dans la console',
  },
  {
    stage: 'running',
    symptom: 'le pod prend l’image d’exemple du modèle, ou les valeurs d’un fichier restent sans effet',
    cause: 'fichier de valeurs non déclaré dans la console',
    remedy: 'déclarez-le dans la console (`<env>` y est remplacé)',
  },
  {
    stage: 'running',
    symptom: 'Running mais jamais Ready, connexion refusée',
    cause: 'port des sondes ou `containerPort` différent du port écouté',
    remedy: 'mettez partout le port que l’application écoute',
  },
  {
    stage: 'running',
    symptom: '404 sur l’adresse',
    cause: 'ingress désactivé, ou nom de machine d’exemple',
    remedy: 'activez l’ingress, avec votre nom de domaine',
  },
  {
    stage: 'running',
    symptom: '503 sur l’adresse',
    cause: 'port de l’ingress différent de celui du Service',
    remedy: 'mettez le même port dans les deux',
  },
  {
    stage: 'running',
    symptom: '`CreateContainerConfigError`, UID hors de l’intervalle',
    cause: '`runAsUser` ou `fsGroup` fixé',
    remedy: 'retirez-les : OpenShift choisit l’UID',
  },
  {
    stage: 'running',
    symptom: '`ImagePullBackOff`',
    cause: 'image absente, tag faux, ou `registry-pull-secret` non référencé',
    remedy: 'vérifiez le nom et le tag, et ajoutez `imagePullSecrets`',
  },
  {
    stage: 'running',
    symptom: 'accepté en développement, refusé en production',
    cause: 'les règles Kyverno passent d’AUDIT à ENFORCE',
    remedy: 'corrigez ce que disent les vérifications techniques avant la production',
  },
  {
    stage: 'running',
    symptom: 'rien ne se redéploie',
    cause: 'tag d’image inchangé',
    remedy: 'changez le tag à chaque version',
  },
];

/** The known failures of the stages that a dossier is at; the others folded. */
export function renderKnownFailures(stages: readonly FailureStage[]): Markdown {
  const fitting = knownFailures.filter(({ stage }) => stages.includes(stage));
  const others = knownFailures.filter((failure) => !fitting.includes(failure));
  return join([
    fitting.length === 0 ? null : md`**Pannes connues à ce stade**`,
    failureList(fitting),
    details(`Autres pannes connues (${others.length})`, failureList(others)),
  ]);
}

/** Those of one stage, folded. */
export function foldedFailures(title: string, wanted: FailureStage): Markdown | null {
  return details(title, failureList(knownFailures.filter(({ stage }) => stage === wanted)));
}

function failureList(failures: readonly KnownFailure[]): Markdown {
  return list(failures.map(({ symptom, cause, remedy }) => trusted(`${symptom} : ${cause} → ${remedy}.`)));
}
