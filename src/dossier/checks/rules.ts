import type { RuleName, RuleResult } from './check.ts';

/**
 * What a breach does in production. `blocks`: the platform refuses it, or cannot build or run it; `breaks`: it deploys, and does not work; `audited`: it is
 * reported, and the application still works.
 */
export type Severity = 'blocks' | 'breaks' | 'audited';

/** The gravest is the highest. */
export const gravity = { blocks: 2, breaks: 1, audited: 0 } as const satisfies Readonly<Record<Severity, number>>;

/** What users read about a rule. */
export interface RuleInfo {
  /** French. */
  readonly title: string;
  readonly severity: Severity;
  /** What must be so, in one French sentence. */
  readonly expected: string;
}

/**
 * The rules as told to users. Cluster policies block in production (Kyverno audits them before), as do root images, privileged ports and
 * users or privileges that OpenShift refuses to start. A missing CI file or Dockerfile, a Windows image and a manifest that is not YAML block too: nothing can be built or applied.
 * A secret in an image blocks because it must be revoked whatever the platform does. A CI file that GitLab refuses, or whose jobs lack what they need, blocks as well. The rest is good practice that the Service Team follows up: it is audited.
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
    expected: 'Les services sont de type ClusterIP, exposés par un Ingress ou une Route.',
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
  'ci-jobs': {
    title: 'Jobs de la CI reconnus',
    severity: 'blocks',
    expected: 'Chaque job étend un modèle qui existe, dans le fichier ou dans le catalogue inclus, et son étape est déclarée.',
  },
  'ci-read-secret': {
    title: 'Secrets lus avant la construction',
    severity: 'blocks',
    expected: 'Un job étend .vault:read_secret avant ceux qui construisent les images, et ceux-ci reçoivent ce qu’il lit.',
  },
  'ci-dockerfiles': {
    title: 'Dockerfiles de la CI présents',
    severity: 'blocks',
    expected: 'Le Dockerfile de chaque job qui construit une image est dans le dépôt, au chemin que son modèle compose.',
  },
  'ci-image-names': {
    title: 'Noms des images construites',
    severity: 'breaks',
    expected: 'Chaque job qui construit une image la nomme par les variables que son modèle lit, comme les registres l’acceptent.',
  },
  'port-coherence': {
    title: 'Ports cohérents',
    severity: 'breaks',
    expected: 'Les sondes, les Services, les Ingress et les Routes visent un port que le conteneur, ou le Service, déclare.',
  },
  'placeholder-image': {
    title: 'Images réelles',
    severity: 'blocks',
    expected: 'Aucune image déployée n’est celle d’un modèle ou d’un exemple.',
  },
  'placeholder-host': {
    title: 'Noms de machine réels',
    severity: 'breaks',
    expected: 'Les Ingress et les Routes portent un nom de machine qui existe, pas celui d’un exemple.',
  },
  'registry-pull-secret': {
    title: 'Secret du registre de la plateforme',
    severity: 'blocks',
    expected: 'Un pod dont une image vient du Harbor de la plateforme emploie registry-pull-secret.',
  },
  'image-pull-policy': {
    title: 'imagePullPolicy: IfNotPresent',
    severity: 'audited',
    expected: 'Là où imagePullPolicy est écrit, c’est IfNotPresent.',
  },
  'coherent-resources': {
    title: 'Ressources vraisemblables',
    severity: 'blocks',
    expected: 'Les limites portent leur unité, et ne sont pas sous ce qui est demandé.',
  },
  'declared-resources': {
    title: 'Ressources sous le quota déclaré',
    severity: 'blocks',
    expected: 'La somme des limites de chaque environnement tient dans les ressources déclarées.',
  },
  'values-files': {
    title: 'Fichiers de valeurs employés',
    severity: 'breaks',
    expected: 'Chaque fichier de valeurs d’un chart se lit, et porte un nom que la console sait désigner.',
  },
  'kube-version': {
    title: 'Version de Kubernetes admise',
    severity: 'blocks',
    expected: 'Chaque chart admet la version de Kubernetes des plateformes (« kubeVersion » de son Chart.yaml).',
  },
};

/** The result of a rule in one word. `conforming-as-seen`: nothing of the repository's own breaks it, and what the charts that it only names make was not seen. */
export type RuleOutcome = 'conforming' | 'conforming-as-seen' | 'violation' | 'undetermined' | 'ignored' | 'not-applicable';

/**
 * The result in one word: one violation is enough; a doubt counts unless there is a violation; what was set aside is not conforming; advice changes nothing. Only
 * where all was seen is a rule conforming, or not applicable.
 */
export function ruleOutcome(result: RuleResult): RuleOutcome {
  if (result.findings.some(({ outcome }) => outcome === 'violation')) return 'violation';
  if (result.findings.some(({ outcome }) => outcome === 'undetermined')) return 'undetermined';
  if (result.ignored.some(({ finding: { outcome } }) => outcome !== 'advice')) return 'ignored';
  if (result.findings.some(({ outcome }) => outcome === 'unseen')) return 'conforming-as-seen';
  return result.examined === 0 ? 'not-applicable' : 'conforming';
}
