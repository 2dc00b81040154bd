import type { RuleName, RuleResult } from './check.ts';

/** What users read about a rule. */
export interface RuleInfo {
  /** French. */
  readonly title: string;
  /** `blocks`: the platform refuses it in production, or cannot run it; `audited`: it is reported, and the application still deploys. */
  readonly severity: 'blocks' | 'audited';
  /** What must be so, in one French sentence. */
  readonly expected: string;
}

/**
 * The rules as told to users. Cluster policies block in production (Kyverno audits them before), as do root images, privileged ports and
 * users or privileges that OpenShift refuses to start. A missing CI file or Dockerfile, a Windows image and a manifest that is not YAML block too: nothing can be built or applied.
 * A secret in an image blocks because it must be revoked whatever the platform does. The rest is good practice that the Service Team follows up: it is audited.
 */
export const ruleInfo: Readonly<Record<RuleName, RuleInfo>> = {
  'check-labels': {
    title: 'Étiquettes app, env et tier',
    severity: 'blocks',
    expected: 'Chaque pod porte les étiquettes app, env et tier, par le modèle de sa charge de travail ou par lui-même.',
  },
  'cm-no-credentials': {
    title: 'Aucun mot de passe dans une ConfigMap',
    severity: 'blocks',
    expected: 'Les données d’une ConfigMap ne contiennent ni password, ni passwd, ni secret_key.',
  },
  'disallow-latest': {
    title: 'Images à version fixée',
    severity: 'blocks',
    expected: 'Chaque image déployée a une version, qui n’est pas latest.',
  },
  'disallow-hostpath': {
    title: 'Aucun volume hostPath',
    severity: 'blocks',
    expected: 'Aucun volume ne monte un dossier du nœud.',
  },
  'limit-size-pvc': {
    title: 'Volumes de moins de 1 Ti',
    severity: 'blocks',
    expected: 'Chaque PersistentVolumeClaim demande moins de 1Ti.',
  },
  'need-containers-ressources': {
    title: 'Ressources demandées et limitées',
    severity: 'blocks',
    expected: 'Chaque conteneur a requests et limits, pour la mémoire et le processeur.',
  },
  'restrict-image-registry': {
    title: 'Images des registres autorisés',
    severity: 'blocks',
    expected: 'Chaque image déployée vient d’un registre autorisé.',
  },
  'restrict-nodeport': {
    title: 'Aucun service NodePort',
    severity: 'blocks',
    expected: 'Les services sont de type ClusterIP, exposés par une Ingress ou une Route.',
  },
  'need-liveness-readiness': {
    title: 'Sondes de vie et de disponibilité',
    severity: 'blocks',
    expected: 'Chaque conteneur a au moins une sonde : livenessProbe, readinessProbe ou startupProbe.',
  },
  'job-history': {
    title: 'Historique des CronJobs',
    severity: 'blocks',
    expected: 'La plateforme complète elle-même l’historique des CronJobs ; ce qui en est écrit est un nombre.',
  },
  'dockerfile-present': {
    title: 'Dockerfile dans le dépôt',
    severity: 'blocks',
    expected: 'Un dépôt d’application contient les Dockerfiles de ses images.',
  },
  'ci-file': {
    title: 'Fichier .gitlab-ci-dso.yml',
    severity: 'blocks',
    expected: 'Un dépôt dont la plateforme construit les images a un fichier .gitlab-ci-dso.yml à sa racine.',
  },
  'linux-base': {
    title: 'Conteneurs Linux',
    severity: 'blocks',
    expected: 'Les images et les pods sont faits pour Linux.',
  },
  rootless: {
    title: 'Images sans root',
    severity: 'blocks',
    expected: 'Les conteneurs ne s’exécutent pas sous l’utilisateur root.',
  },
  'openshift-scc': {
    title: 'Utilisateur choisi par OpenShift',
    severity: 'blocks',
    expected: 'Les manifestes ne fixent ni utilisateur ni groupe de volumes, et ne demandent aucun privilège : OpenShift les refuse.',
  },
  'read-only-root-filesystem': {
    title: 'Système de fichiers en lecture seule',
    severity: 'audited',
    expected: 'Chaque conteneur a readOnlyRootFilesystem: true ; ce qui s’écrit va dans un volume.',
  },
  'unprivileged-ports': {
    title: 'Ports d’écoute supérieurs à 1024',
    severity: 'blocks',
    expected: 'Les conteneurs écoutent sur des ports supérieurs à 1024.',
  },
  'pinned-base-image': {
    title: 'Images de base à version fixée',
    severity: 'audited',
    expected: 'Chaque FROM nomme une version, qui n’est pas latest, ou une empreinte (digest).',
  },
  'base-image-registry': {
    title: 'Images de base publiques',
    severity: 'audited',
    expected: 'Chaque image de base vient d’un registre autorisé, ou est reconstruite par la plateforme.',
  },
  'no-secret-in-image': {
    title: 'Aucun secret dans l’image',
    severity: 'blocks',
    expected: 'Aucun secret n’est écrit dans un Dockerfile ni copié dans l’image.',
  },
  'logs-on-stdout': {
    title: 'Journaux sur la sortie standard',
    severity: 'audited',
    expected: 'Les journaux s’écrivent sur la sortie standard, pas dans un fichier.',
  },
  'readable-yaml': {
    title: 'Fichiers YAML lisibles',
    severity: 'blocks',
    expected: 'Les manifestes, les valeurs et le fichier de CI sont du YAML correct.',
  },
};

/** The result in one word: one violation is enough; a doubt counts unless there is a violation; what was set aside is not conforming; advice changes nothing. */
export function ruleOutcome(result: RuleResult): 'conforming' | 'violation' | 'undetermined' | 'ignored' | 'not-applicable' {
  if (result.findings.some(({ outcome }) => outcome === 'violation')) return 'violation';
  if (result.findings.some(({ outcome }) => outcome === 'undetermined')) return 'undetermined';
  if (result.ignored.some(({ finding: { outcome } }) => outcome !== 'advice')) return 'ignored';
  return result.examined === 0 ? 'not-applicable' : 'conforming';
}
