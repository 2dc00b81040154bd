import { mirrorBranch } from '../dossier/mirror/mirror-branch.ts';
import type { MirrorStatus, MirrorStop, MirrorView } from '../dossier/mirror/mirror-status.ts';
import type { Advice, RecognisedMirror } from '../dossier/mirror/mirror-workflow.ts';
import { counted } from '../words/dates.ts';
import { code, enumerated, join, link, list, type Markdown, md, trusted } from '../words/markdown.ts';
import { workflowPath } from '../mirror/workflow-model.ts';
import { internalNameText } from './internal-name.ts';
import { causeText } from './mirror-cause.ts';
import { privateToken } from './private-token.ts';
import { outOfReach } from './out-of-reach.ts';

/** Every declared repository, where its mirror stands and what to do about it. */
export function mirrorList(views: readonly MirrorView[]): Markdown {
  return list(views.map(mirrorLine));
}

/** How many of the repositories stand where, « 2 pull requests à fusionner, 1 copie demandée »; for a title. */
export function mirrorCounts(views: readonly MirrorView[]): string {
  const parts = countedKinds.flatMap(([kinds, one, many]) => {
    const count = views.filter(({ status }) => kinds.includes(status.kind)).length;
    return count === 0 ? [] : [counted(count, one, many)];
  });
  return parts.join(', ');
}

const countedKinds: readonly (readonly [kinds: readonly MirrorStatus['kind'][], one: string, many: string])[] = [
  [['to-propose'], 'pull request en préparation', 'pull requests en préparation'],
  [['proposed'], 'pull request à fusionner', 'pull requests à fusionner'],
  [['waiting'], 'premier passage attendu', 'premiers passages attendus'],
  [['mirrored'], 'copie demandée', 'copies demandées'],
  [['by-hand', 'elsewhere'], 'dépôt réglé sur la plateforme', 'dépôts réglés sur la plateforme'],
  [['other-means'], 'dépôt déjà synchronisé', 'dépôts déjà synchronisés'],
];

function mirrorLine(view: MirrorView): Markdown {
  const { name, status, others, unread } = view;
  const line = join([md`${code(name)} : ${statusText(status)}`, unreadText(unread), nameText(view), tokenText(view)], ' ');
  if (others.length === 0 || (status.kind === 'stopped' && status.stop.why === 'carried')) return line;
  const shared = join(
    [...new Set(others)].map((key) => (key === null ? elsewhere : code(key))),
    ', ',
  );
  return md`${line} Ce dépôt est aussi déclaré dans ${shared}, qui suit la même pull request.`;
}

/** Where a copy is to be asked for, or was: the name by which the platform must know the repository. */
function nameText({ status, inside }: MirrorView): Markdown | null {
  return status.kind === 'stopped' || status.kind === 'other-means' ? null : internalNameText(inside);
}

/** Before its first copy, a private repository needs its token; afterwards, nothing more is said. */
function tokenText({ status, private: closed }: MirrorView): Markdown | null {
  const before: readonly MirrorStatus['kind'][] = ['to-propose', 'proposed', 'waiting', 'by-hand'];
  return closed && before.includes(status.kind) ? join([md`🔒`, privateToken], ' ') : null;
}

/** Unread files that are named, at the most. */
const MAX_NAMED = 3;

/** Whatever they do, they do it without the App's knowing: that is for the team to look at. */
function unreadText(unread: MirrorView['unread']): Markdown | null {
  if (unread.length === 0) return null;
  const named = unread.slice(0, MAX_NAMED).flatMap((file) => (file === null ? [] : [md`${code(file.path)} (${trusted(file.because)})`]));
  const others = unread.length - named.length;
  const rest = others === 0 ? [] : [md`${others} ${trusted(others === 1 ? 'fichier' : 'fichiers')} de ${'.github/workflows'}`];
  return md`L’application n’a pas pu lire ${enumerated([...named, ...rest])} : elle n’en tient pas compte.`;
}

const elsewhere = md`un dossier d’un autre dépôt d’accompagnement`;

function statusText(status: MirrorStatus): Markdown {
  switch (status.kind) {
    case 'stopped':
      return stopText(status.stop);
    case 'elsewhere':
      return md`ce dépôt n’est pas sur GitHub, où une GitHub Action ne peut donc pas être proposée. La plateforme va le chercher elle-même : déclarez son adresse et un jeton de lecture dans la console, à la création du dépôt.`;
    case 'to-propose':
      return md`la pull request est en préparation.`;
    case 'proposed':
      return md`🔵 ${link(`pull request nᵒ ${status.pull.number}`, status.pull.url)} à relire et à fusionner par l’équipe projet.`;
    case 'declined':
      return md`${link(`la pull request nᵒ ${status.pull.number}`, status.pull.url)} ${trusted(status.pull.state === 'merged' ? 'a été fusionnée, mais son fichier n’est pas sur la branche par défaut' : 'a été fermée sans être fusionnée')} : l’application n’insiste pas. Pour la proposer de nouveau, écrivez ${'/miroir'}.`;
    case 'waiting':
      return md`⏳ la GitHub Action est en place. Il reste à saisir les variables et le secret, puis à la lancer (ou à envoyer du code) ; l’application attend son premier passage.`;
    case 'failing':
      return md`❌ ${link('le dernier passage', status.url)} a échoué. ${causeText(status.cause)}`;
    case 'mirrored':
      return md`✅ copie demandée (${enumerated([link('dernier passage', status.url), ...pipelineLinks(status.pipelines)])}).`;
    case 'by-hand':
      return join(
        [
          md`aucune pull request n’est nécessaire : suivez les étapes sous « Accostage », dans le commentaire de la phase.`,
          status.pull === null
            ? null
            : md`La ${link(`pull request nᵒ ${status.pull.number}`, status.pull.url)} n’a plus d’objet : fermez-la.`,
          status.leftover ? md`Le fichier ${workflowPath} n’y sert plus : supprimez-le.` : null,
        ],
        ' ',
      );
    case 'other-means':
      return status.mirror === null ? privateMirror : otherMirror(status.mirror);
    default:
      return status satisfies never;
  }
}

function pipelineLinks(pipelines: readonly string[]): readonly Markdown[] {
  return pipelines.map((url, rank) => link(pipelines.length === 1 ? 'pipeline créé' : `pipeline créé nᵒ ${rank + 1}`, url));
}

function otherMirror({ path, advice }: RecognisedMirror): Markdown {
  const already = md`✅ déjà synchronisé par ${code(path)} : aucune pull request n’est nécessaire.`;
  return join([already, ...advice.map((one) => trusted(adviceTexts[one]))], ' ');
}

/** The same words whatever the files of the repository hold. */
const privateMirror = md`✅ déjà synchronisé par un autre moyen : aucune pull request n’est nécessaire. Ce dépôt étant privé, l’application n’en dit pas plus ici ; vérifiez que le jeton vient d’un secret, que l’appel se fait en https, et que ${'pull_request_target'} ne le déclenche pas.`;

const adviceTexts: Readonly<Record<Advice, string>> = {
  'token-in-clear': '**Attention : un jeton y est écrit en clair ; révoquez-le et mettez le nouveau dans un secret.**',
  'token-in-address': 'Conseil : le jeton y passe dans l’adresse, donc dans des journaux ; envoyez-le plutôt comme champ de formulaire.',
  'plain-http': 'Conseil : l’appel s’y fait sans TLS (http://) ; passez à https://.',
  'certificate-unchecked': 'Conseil : curl n’y vérifie pas le certificat de GitLab (-k, --insecure) ; retirez cette option.',
  'name-in-script':
    'Conseil : un nom de branche ou un message y entre tel quel dans le script, où il peut exécuter n’importe quoi ; passez-le par env.',
  'deletes-inside':
    'Conseil : il demande `SYNC_ALL`, qui supprime sur la plateforme les branches et les tags que GitHub n’a pas ; pour une branche ou un tag, envoyez son nom dans `GIT_BRANCH_DEPLOY`.',
  'retired-api': 'Conseil : il appelle l’API v3 de GitLab, qui n’existe plus ; passez à /api/v4/.',
  'retired-runner': 'Conseil : GitHub n’exécute plus l’image demandée par runs-on ; passez à ubuntu-latest.',
  'unpinned-action': 'Conseil : une action ou un workflow extérieur n’y est pas épinglé à un commit.',
  'pull-request-target': 'Conseil : retirez le déclencheur pull_request_target, qui expose vos secrets aux contributions extérieures.',
  'broad-permissions': 'Conseil : ajoutez permissions: {}, il n’a besoin d’aucun droit.',
};

function stopText(stop: MirrorStop): Markdown {
  switch (stop.why) {
    case 'hub':
      return md`c’est le dépôt d’accompagnement lui-même, qui ne se synchronise pas. Retirez-le de la demande.`;
    case 'unreachable':
      return md`${outOfReach}. Vérifiez son nom et ce droit, puis demandez à un propriétaire de l’organisation d’${link('installer l’application', stop.install)} sur ce dépôt ; la suite se fera toute seule.`;
    case 'unreadable':
      return md`l’application n’a pas pu le lire (${trusted(stop.because)}). Elle réessaiera.`;
    case 'archived':
      return md`ce dépôt est archivé, donc en lecture seule. Désarchivez-le, ou retirez-le de la demande.`;
    case 'empty':
      return md`ce dépôt est vide. Envoyez-y un premier commit : la pull request suivra.`;
    case 'fork':
      return md`ce dépôt est une copie (fork), où GitHub désactive les Actions. Déclarez le dépôt d’origine, ou détachez la copie.`;
    case 'not-authorised':
      return md`la personne qui l’a inscrit dans la demande n’a pas le droit d’y écrire. Demandez ce droit à l’administrateur du dépôt, ou demandez à la Service Team d’écrire ${'/autoriser'} suivi du nom du dépôt.`;
    case 'right-unverified':
      return md`l’application n’a pas pu vérifier que la personne qui l’a inscrit dans la demande peut y écrire. Elle réessaiera ; la Service Team peut aussi écrire ${'/autoriser'} suivi du nom du dépôt.`;
    case 'missing-branches':
      return md`${trusted(stop.branches.length > 1 ? 'ces branches n’y existent pas' : 'cette branche n’y existe pas')} : ${join(
        stop.branches.map((branch) => code(branch)),
        ', ',
      )}. Créez-la, ou corrigez « Branches à synchroniser » dans la demande.`;
    case 'mirror-branch-named':
      return md`la branche ${mirrorBranch} est celle des pull requests de l’application : elle n’est jamais synchronisée. Retirez-la de « Branches à synchroniser » dans la demande ; sans aucune branche, c’est la branche par défaut du dépôt qui est synchronisée.`;
    case 'mirror-branch-default':
      return md`la branche par défaut de ce dépôt porte le nom de celle des pull requests de l’application, ${mirrorBranch}, qui n’est jamais synchronisée. Choisissez une autre branche par défaut : la pull request suivra.`;
    case 'too-many':
      return md`l’application suit vingt dépôts par dossier au plus. Ouvrez un second dossier pour les autres.`;
    case 'foreign-commits':
      return md`quelqu’un d’autre a ajouté des commits à la branche ${mirrorBranch}, ou en a fait sa propre pull request : l’application n’y touche plus. Fusionnez-la telle quelle, ou supprimez-la puis écrivez ${'/miroir'}.`;
    case 'ended':
      return md`l’accompagnement est terminé : aucune pull request n’est plus proposée, sauf si vous écrivez ${'/miroir'}.`;
    case 'carried':
      return md`déjà suivi par ${stop.by === null ? elsewhere : md`le dossier ${code(stop.by)}`} : une seule pull request pour les deux.`;
    default:
      return stop satisfies never;
  }
}
