import type { Run } from './command.ts';

/** A subcommand of `accostage`. */
export interface Subcommand {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  /** What `--help` adds: how files are given, what the exit code says. */
  readonly help: string;
  /** Only the one that runs is loaded. */
  readonly load: () => Promise<Run>;
}

export const subcommands: readonly Subcommand[] = [
  {
    name: 'parse',
    usage: 'accostage parse --form FORMULAIRE.yml --issue CORPS.md',
    summary: 'lit le corps d’un ticket avec un formulaire et affiche les réponses en JSON',
    help: '« - » à la place d’un fichier lit l’entrée standard. Code de sortie : 1 si le formulaire a une erreur, 2 pour un mauvais usage, 0 sinon.',
    load: async () => (await import('./parse.ts')).parse,
  },
  {
    name: 'simulate',
    usage:
      'accostage simulate (--issue CORPS.md [--labels a,b] [--form FORMULAIRE.yml] [--process PROCESSUS.yml] | --observation FICHIER.json) [--now DATE_ISO]',
    summary: 'montre en JSON ce que l’application ferait d’un ticket, sans réseau ni identifiants',
    help: 'Sans --form ni --process, ceux qui sont fournis servent. « - » à la place d’un fichier lit l’entrée standard. --observation rejoue ce qu’« accostage observe » a écrit, à l’instant de sa lecture. Code de sortie : 1 si le formulaire, le processus ou la demande a une erreur, 2 pour un mauvais usage, 0 sinon.',
    load: async () => (await import('./simulate.ts')).simulate,
  },
  {
    name: 'observe',
    usage: 'accostage observe OWNER/REPO#NUMÉRO [--app NOM]',
    summary: 'écrit en JSON tout ce que l’application lit d’un dossier, pour le rejouer avec « simulate --observation »',
    help: 'Lit GitHub avec le jeton de GITHUB_TOKEN (et GITHUB_API_URL), n’y écrit rien ; mandataire et autorités sont ceux du serveur, .env d’accostage compris. STATE_SECRET ouvre ce dont l’application se souvient. Les secrets reconnus sont masqués. --app : nom de l’application, « accostage » par défaut. Code de sortie : 1 si GitHub n’a pas répondu comme attendu, 2 pour un mauvais usage, 0 sinon.',
    load: async () => (await import('./observe.ts')).observe,
  },
  {
    name: 'portefeuille',
    usage: 'accostage portefeuille (--csv | --json) [--url ADRESSE] [--tous] [--app NOM] [--observation FICHIER.json…]',
    summary: 'écrit où en sont tous les dossiers des dépôts d’accompagnement, en CSV (que le tableur ouvre) ou en JSON',
    help: 'Lit les dépôts de HUBS avec le jeton de GITHUB_TOKEN, comme « observe », et n’y écrit rien. --tous : les dossiers fermés aussi. --url : au lieu de GitHub, ce qu’un serveur qui tourne vient de voir, avec PORTFOLIO_TOKEN. --observation : au lieu de GitHub, des fichiers qu’« accostage observe » a écrits, à l’instant de leur lecture. Le CSV est en UTF-8 avec sa marque, séparé par « ; ». Un dossier qui ne peut être lu y a sa ligne. Code de sortie : 1 s’il y en a un, 2 pour un mauvais usage, 0 sinon.',
    load: async () => (await import('./portefeuille.ts')).portefeuille,
  },
  {
    name: 'validate',
    usage: 'accostage validate [--links] [RÉPERTOIRE | -]',
    summary: 'vérifie les fichiers de processus et les formulaires d’un répertoire (par défaut, ceux qui sont fournis)',
    help: '« - » lit un fichier sur l’entrée standard. --links essaie aussi, par le réseau, chaque page du processus et chaque lien des formulaires (mandataire et autorités du serveur, .env d’accostage compris). Code de sortie : 1 s’il y a une erreur, un lien mort ou injoignable, 2 pour un mauvais usage, 0 sinon.',
    load: async () => (await import('./validate.ts')).validate,
  },
  {
    name: 'inspect',
    usage:
      'accostage inspect [RÉPERTOIRE | -] [--values FICHIER | --environment NOM] [--process PROCESSUS.yml] [--declared RESSOURCES] [--repository OWNER/REPO] [--format text|json|github|sarif]',
    summary: 'vérifie les prérequis techniques d’un dépôt (Dockerfiles, manifestes, CI), par défaut celui du répertoire courant',
    help: '« - » lit sur l’entrée standard des manifestes déjà produits (« helm template … | accostage inspect - »). Les charts sont calculés par Helm, avec leurs valeurs seules puis avec celles de chaque environnement ; --values et --environment n’en gardent qu’un. Helm est celui de « npm run tools », de HELM ou du PATH. --process donne le processus du dépôt d’accompagnement (.github/accostage.yml), dont les registres et les versions de Kubernetes des plateformes ; sans lui, ceux du processus fourni. --declared compare les limites aux ressources de la demande (« production : 6 vCPU, 16 Go de RAM »). --repository dit quel dépôt de GitHub c’est, sans quoi .git/config le dit : ce qui le déploie lui-même (Argo CD, Flux) n’est pas un doute. --format : text ; json, le rapport entier (ou --json) ; github, des annotations de GitHub Actions ; sarif, pour l’analyse de code. Code de sortie : 1 si une règle n’est pas respectée, 2 pour un mauvais usage, 0 sinon ; un doute ou un conseil ne compte pas.',
    load: async () => (await import('./inspect.ts')).inspect,
  },
];
