import { MAX_ACCOUNTS } from '../dossier/contacts.ts';
import type { CommentContent } from '../dossier/plan.ts';
import { LONGEST_COMMAND, MAX_COMMANDS, type Reply } from '../dossier/reply.ts';
import type { WayIn } from '../dossier/team.ts';
import { isByFile } from '../dossier/mirror/mirror-workflow.ts';
import { type FlowStatus, flowStatusTitles } from '../flows/flow-status.ts';
import { capital, conditionList } from './conditions.ts';
import { counted } from '../words/dates.ts';
import { renderDiagnosis } from './diagnosis.ts';
import { code, enumerated, join, list, type Markdown, md, mention, mentions, sentence, trusted } from '../words/markdown.ts';
import { refusalDetails, refusalText } from './move-refused.ts';
import { handSteps } from './hand-steps.ts';
import { transportText } from './transport.ts';
import { waiverText } from './prerequisite-list.ts';
import { renderStanding } from './standing.ts';
import { renderTeam, renderTeamChange } from './team.ts';

/** The answers to the commands of one comment; each line is recalled where there are several. */
export function renderReplies({ to, answered, unread }: Omit<Extract<CommentContent, { kind: 'replies' }>, 'kind'>): Markdown {
  const [only] = answered;
  if (answered.length === 1 && only !== undefined && unread === 0) return md`${mention(to)} — ${renderReply(only.reply)}`;
  const beyond = md`⚠️ L’application lit ${MAX_COMMANDS} commandes par commentaire : ${trusted(unread > 1 ? `les ${unread} suivantes n’ont` : 'la suivante n’a')} rien fait. Écrivez-${trusted(unread > 1 ? 'les' : 'la')} dans un autre commentaire.`;
  return join([
    md`${mention(to)} — voici la réponse à vos commandes.`,
    unread === 0 ? null : beyond,
    ...answered.map(({ line, reply }) => md`**${line}** — ${renderReply(reply)}`),
  ]);
}

/** How the App is called, to somebody who did otherwise. */
export function renderHint({ to, line }: Extract<CommentContent, { kind: 'hint' }>): Markdown {
  const how = md`${mention(to)} — l’application ne lit que les commandes : une ligne qui commence par une barre oblique, seule, hors citation.`;
  return line === null || line === '/aide'
    ? md`${how} ${'/aide'} liste celles que vous pouvez utiliser. Toute autre question s’adresse à la Service Team, qui lit ce dossier.`
    : md`${how} Si c’est ce que vous vouliez, écrivez ${line} ; ${'/aide'} liste les autres.`;
}

/** One outcome, in French. */
// oxlint-disable-next-line max-lines-per-function -- one case for each outcome
export function renderReply(reply: Reply): Markdown {
  switch (reply.kind) {
    case 'help':
      return join([
        md`voici les commandes que vous pouvez utiliser. Écrivez chacune seule sur sa ligne, dans un commentaire de ce dossier.`,
        list(reply.commands.map(({ usage, summary }) => md`${usageText(usage)} : ${trusted(summary)}`)),
      ]);
    case 'standing':
      return renderStanding(reply.standing, rereadTexts[reply.reread]);
    case 'why':
      return join([
        md`${trusted(reply.current ? 'le dossier est déjà dans la' : 'voici les conditions pour entrer dans la')} phase « ${trusted(reply.to.title)} »${trusted(reply.current ? '. Voici les conditions de cette phase' : '')}.`,
        conditionList(reply.conditions),
      ]);
    case 'items-marked':
      return itemsMarked(reply);
    case 'no-own-items':
      return md`cette phase ne demande aucune étape à l’équipe projet : il n’y a rien à cocher.`;
    case 'validated':
      return reply.titles.length === 0
        ? md`aucune réponse n’attend d’être relue. Une réponse renvoyée ou refusée s’accepte par son nom : ${'/valider prérequis'}.`
        : md`c’est noté : ${trusted(reply.titles.join(', '))} ${trusted(reply.titles.length > 1 ? 'sont acceptés tels qu’ils sont' : 'est accepté tel quel')} aujourd’hui.`;
    case 'sent-back':
      return md`c’est noté : **${trusted(reply.title)}** est à préciser (${reply.reason}).${reply.tell.length === 0 ? md`` : md` ${mentions(reply.tell)}, corrigez cette réponse dans la demande : elle sera relue.`}`;
    case 'answers-changed':
      return answersChanged(reply);
    case 'waived':
      return md`c’est noté : **${trusted(reply.title)}** est ${waiverText(reply.waiver)}.`;
    case 'already-in-phase':
      return md`le dossier est déjà dans la phase « ${trusted(reply.phase.title)} ».`;
    case 'move-refused':
      return join([refusalText(reply.refusal), refusalDetails(reply.refusal)]);
    case 'team':
      return renderTeam(reply);
    case 'team-changed':
      return renderTeamChange(reply);
    case 'authorised':
      return reply.already
        ? md`le dépôt ${reply.repository} était déjà autorisé.`
        : md`c’est noté : l’application peut agir dans le dépôt ${reply.repository} pour ce dossier.`;
    case 'unauthorised':
      return md`c’est noté : l’application n’agit plus dans le dépôt ${reply.repository} au titre d’une autorisation. Elle le fait encore si la personne qui l’a inscrit dans la demande peut y écrire.`;
    case 'not-authorisable':
      return md`rien n’est autorisé : l’application n’a pas accès au dépôt ${reply.repository}, qui n’existe pas ou dans lequel elle n’est pas installée.`;
    case 'runs-set': {
      const { repository, on, already } = reply;
      if (on)
        return already
          ? md`les commits de ${repository} ont déjà leurs vérifications.`
          : md`c’est noté : les commits de ${repository} et de ses pull requests auront leurs vérifications.`;
      return already
        ? md`les commits de ${repository} n’ont déjà plus de vérification.`
        : md`c’est noté : les prochains commits de ${repository} n’auront plus de vérification ; celles qui y sont restent. Le détail revient ici, ou dans un ticket du dépôt s’il est privé. ${`/verifications ${repository} oui`} les remet.`;
    }
    case 'mirror-asked':
      return md`c’est noté : l’application regarde ${trusted(counted(reply.repositories.length, 'dépôt', 'dépôts'))}. Le suivi dit, pour chacun, ce qui est proposé ou ce qui l’empêche.`;
    case 'unwaived':
      return md`c’est noté : « ${trusted(reply.title)} » compte de nouveau.`;
    case 'fixes-asked':
      return md`c’est noté : l’application cherche ce qui peut être corrigé dans ${trusted(counted(reply.repositories.length, 'dépôt', 'dépôts'))}. « Vérifications techniques » dit, pour chacun, ce qui est proposé ou ce qui l’empêche.`;
    case 'transport-set':
      return transportSet(reply);
    case 'no-flows':
      return md`aucun flux n’est déclaré dans la demande. Ajoutez-les sous les questions sur les flux : le tableau suivra.`;
    case 'flows-shown':
      return md`voici le tableau des flux, sous « Ouvertures de flux », dans ce dossier.`;
    case 'flows-marked':
      return flowsMarked(reply);
    case 'flow-status-reserved':
      return md`seule la Service Team passe un flux à « ${trusted(flowStatusTitles[reply.status])} ». L’équipe projet signale un flux ${'testé'} ou un test en ${'échec'}.`;
    case 'diagnosis':
      return renderDiagnosis(reply.diagnosis);
    case 'paused':
      return reply.already
        ? md`les relances étaient déjà suspendues. ${'/reprendre'} les rétablit.`
        : md`les relances sont suspendues. ${'/reprendre'} les rétablira.`;
    case 'resumed':
      return reply.already ? md`les relances n’étaient pas suspendues.` : md`les relances reprennent.`;
    case 'questions-settled':
      return reply.settled === 0 ? md`aucune question n’attendait de réponse.` : md`c’est noté : plus aucune question n’attend de réponse.`;
    case 'not-allowed':
      return notAllowed(reply);
    case 'unverified-right':
      return join([
        md`l’application n’a pas pu vérifier que vous pouvez utiliser ${`/${reply.command.name}`} (${trusted(reply.right.because)}). Par prudence, elle n’a rien fait.`,
        md`**Pour l’exploitant de l’application** : ${trusted(reply.right.grant)}.`,
      ]);
    case 'edited-by-other':
      return reply.editor === null
        ? md`ce commentaire a été modifié et l’application n’a pas pu vérifier par qui : elle n’exécute pas cette commande. Écrivez-la dans un nouveau commentaire.`
        : md`ce commentaire a été modifié par ${reply.editor} : l’application n’exécute que ce que l’auteur d’un commentaire a écrit lui-même. Écrivez la commande dans un nouveau commentaire.`;
    case 'too-long':
      return md`cette ligne ${`/${reply.command.name}`} dépasse ${trusted(LONGEST_COMMAND.toLocaleString('fr-FR'))} caractères : elle n’a rien fait. Écrivez-la de nouveau, plus courte ; le détail tient dans les lignes suivantes du commentaire.`;
    case 'unknown-command':
      return reply.nearest === null
        ? md`la commande ${reply.typed} n’existe pas. ${'/aide'} liste celles que vous pouvez utiliser.`
        : md`la commande ${reply.typed} n’existe pas. Vouliez-vous écrire ${usageText(reply.nearest.usage)} ? Elle ${trusted(reply.nearest.summary)}.`;
    case 'wrong-argument':
      return undone(reply, sentence([reply.problem]));
    case 'unread-words':
      return undone(reply, md`${reply.words} n’y est pas compris`);
    case 'closed':
      return md`ce dossier est fermé : la commande ${`/${reply.command.name}`} n’a rien changé. Rouvrez-le pour reprendre l’accompagnement.`;
    default:
      return reply satisfies never;
  }
}

function answersChanged({ command, changed, accepted }: Extract<Reply, { kind: 'answers-changed' }>): Markdown {
  const many = changed.length > 1;
  const titles = enumerated(changed.map((title) => md`**${trusted(title)}**`));
  return join([
    md`${titles} ${trusted(many ? 'ont' : 'a')} changé depuis que vous avez écrit cette commande : elle n’a rien fait de ${trusted(many ? 'ces réponses' : 'cette réponse')}. Relisez-${trusted(many ? 'les' : 'la')} dans la demande, puis écrivez de nouveau ${`/${command.name}`} s’il le faut.`,
    accepted.length === 0 ? null : md`Le reste est accepté : ${trusted(accepted.join(', '))}.`,
  ]);
}

function transportSet({ platform, already, wanted, options, steps }: Extract<Reply, { kind: 'transport-set' }>): Markdown {
  const way = transportText(platform.transport);
  const title = trusted(platform.title);
  if (already) return md`la copie vers **${title}** passait déjà par ${way}.`;
  const noted = md`c’est noté : dans ce dossier, la copie vers **${title}** passe par ${way}.`;
  if (!wanted) return md`${noted} Cela comptera quand une phase y synchronisera les dépôts.`;
  return isByFile(platform)
    ? md`${noted} Là où le fichier du dépôt doit changer, une pull request le propose.`
    : join([md`${noted} Aucune pull request n’est nécessaire ; voici les étapes à suivre.`, handSteps(platform, options, steps)]);
}

const rereadTexts: Readonly<Record<Extract<Reply, { kind: 'standing' }>['reread'], string>> = {
  nothing: 'voici où en est le dossier.',
  form: 'la demande a été relue.',
  'form-and-repositories': 'la demande et les dépôts déclarés ont été relus.',
};

function itemsMarked({ done, changed, already, kept, waived, elsewhere, current }: Extract<Reply, { kind: 'items-marked' }>): Markdown {
  const names = (titles: readonly string[]) => titles.map((title) => `**${title}**`).join(', ');
  const state = done ? 'cochée' : 'décochée';
  return join(
    [
      changed.length === 0
        ? null
        : md`c’est noté, ${trusted(counted(changed.length, `étape ${state}`, `étapes ${state}s`))} : ${trusted(names(changed))}.`,
      already.length === 0
        ? null
        : md`${trusted(changed.length > 0 ? capital(wasAlready(already)) : wasAlready(already))} ${trusted(state)}${trusted(already.length > 1 ? 's' : '')} : ${trusted(names(already))}.`,
      kept.length === 0 ? null : md`L’application a vu elle-même que ceci est fait, et le laisse coché : ${trusted(names(kept))}.`,
      waived.length === 0
        ? null
        : md`Ceci est sans objet par décision, et ne sera montré coché que si cette décision prend fin : ${trusted(names(waived))}.`,
      elsewhere.length === 0 ? null : md`Le dossier est dans la phase « ${trusted(current.title)} ».`,
      ...elsewhere.map(({ title, phase, when }) =>
        when === 'past'
          ? md`**${trusted(title)}** est une étape de la phase « ${trusted(phase.title)} », déjà passée.`
          : md`**${trusted(title)}** est une étape de la phase « ${trusted(phase.title)} » : elle comptera quand le dossier y entrera.`,
      ),
    ],
    ' ',
  );
}

function flowsMarked({ status, changed, already, refused, tell }: Extract<Reply, { kind: 'flows-marked' }>): Markdown {
  const title = trusted(flowStatusTitles[status]);
  return join(
    [
      changed.length === 0
        ? null
        : md`c’est noté, ${trusted(counted(changed.length, 'flux passe', 'flux passent'))} à « ${title} » : ${flowIds(changed)}.`,
      already.length === 0 ? null : md`Déjà « ${title} » : ${flowIds(already)}.`,
      ...(['removed', 'declared', 'not-open', 'further'] as const).map((why) => refusedFlows(refused, why)),
      tell.length === 0 ? null : toProject(status, tell),
    ],
    ' ',
  );
}

function wasAlready({ length }: readonly string[]): string {
  return length > 1 ? 'étaient déjà' : 'était déjà';
}

/** What the project team does after its flows were opened, or refused. */
function toProject(status: FlowStatus, tell: readonly string[]): Markdown {
  return status === 'refuse'
    ? md`${mentions(tell)}, l’équipe réseau n’ouvrira pas ce qui est refusé. Corrigez la ligne dans votre demande (autre destination, autre port, raison plus précise), retirez-la si l’application peut s’en passer, ou dites dans un commentaire pourquoi elle est indispensable.`
    : md`${mentions(tell)}, c’est à votre équipe d’essayer depuis l’application, puis d’écrire ${'/flux'} suivi des flux et de ${'testé'} ou ${'échec'}.`;
}

function flowIds(ids: readonly string[]): Markdown {
  const names = join(
    ids.slice(0, MAX_CHOICES).map((id) => code(id)),
    ', ',
  );
  return ids.length > MAX_CHOICES ? md`${names} et ${ids.length - MAX_CHOICES} de plus` : names;
}

type Refused = Extract<Reply, { kind: 'flows-marked' }>['refused'];

const refusedTexts: Readonly<Record<Refused[number]['why'], string>> = {
  removed: 'Un flux retiré de la demande ne peut plus qu’être fermé',
  declared: 'Seul un flux retiré de la demande se ferme',
  'not-open': 'Seul un flux ouvert se teste',
  further: 'Un flux plus avancé, ou sans objet par décision, ne change que si son identifiant est écrit',
};

function refusedFlows(refused: Refused, why: Refused[number]['why']): Markdown | null {
  const ids = refused.filter((one) => one.why === why).map(({ id }) => id);
  return ids.length === 0 ? null : md`${trusted(refusedTexts[why])} ; rien n’a changé pour ${flowIds(ids)}.`;
}

/** How a command is written, with its `|` to type as they are: no table holds it. */
function usageText(usage: string): Markdown {
  return trusted(`\`${usage}\``);
}

/** Choices shown after a wrong argument; more would hide the right one. */
const MAX_CHOICES = 12;

function undone({ command, choices }: Extract<Reply, { kind: 'wrong-argument' | 'unread-words' }>, why: Markdown): Markdown {
  const [nearest] = choices;
  const shown = choices.slice(0, MAX_CHOICES);
  return join([
    md`la commande ${`/${command.name}`} n’a rien fait : ${why}. Elle s’écrit ${usageText(command.usage)}.`,
    nearest === undefined ? null : md`Par exemple : ${`/${command.name} ${nearest}`}`,
    shown.length < 2
      ? null
      : md`Choix possibles : ${join(
          shown.map((choice) => md`${choice}`),
          ', ',
        )}${trusted(choices.length > shown.length ? '…' : '')}`,
  ]);
}

/** Who may, and how to become one of them. */
function notAllowed({ command, audience, by, wayIn, author, serviceTeam }: Extract<Reply, { kind: 'not-allowed' }>): Markdown {
  const name = md`${`/${command.name}`}`;
  const deciders = author === null ? md`la Service Team` : md`l’auteur du dossier (${author}) ou la Service Team`;
  switch (audience) {
    case 'anyone':
      return md`tout le monde peut utiliser ${name}.`;
    case 'projet':
      return md`${name} est réservée à l’équipe projet et à la Service Team.${outside(wayIn, by)} Pour en faire partie, demandez que ${deciders} écrive ${`/equipe @${by}`}${trusted(wayIn === 'contacts' ? ', ou ajoute votre compte aux contacts de la demande' : '')}.`;
    case 'author':
      return md`seuls l’auteur du dossier et la Service Team changent l’équipe projet : demandez que ${deciders} écrive ${'/equipe'} suivi du compte.`;
    case 'service-team':
      return md`${name} est réservée à la Service Team (${serviceTeamName(serviceTeam)}). Écrivez-lui ici ce dont vous avez besoin : elle vous lira.`;
    default:
      return audience satisfies never;
  }
}

/** Why whoever may believe to be of the project team is not. */
function outside(wayIn: WayIn, by: string): Markdown {
  switch (wayIn) {
    case 'other-account':
      return md` Le dossier nomme ${`@${by}`}, mais ce nom n’était pas celui de votre compte quand il y a été écrit.`;
    case 'unvouched':
      return md` La demande nomme ${`@${by}`}, mais rien ne montre que l’auteur du dossier ou la Service Team l’y ait inscrit.`;
    case 'taken-out':
      return md` Votre compte a été retiré de l’équipe projet.`;
    case 'full':
      return md` Des comptes que les contacts de la demande nomment, seuls les ${MAX_ACCOUNTS} premiers en font partie.`;
    case 'contacts':
    case 'command-only':
      return md``;
    default:
      return wayIn satisfies never;
  }
}

/** Who the Service Team is, by the process. */
function serviceTeamName({ team, permission }: Extract<Reply, { kind: 'not-allowed' }>['serviceTeam']): Markdown {
  return join(
    [
      team === undefined ? null : md`les membres de l’équipe ${team}`,
      permission === undefined ? null : md`les comptes qui ont au moins le droit ${permission} sur ce dépôt`,
    ],
    ', et ',
  );
}
