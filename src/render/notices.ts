import type { Procedure } from '../config/procedure.ts';
import type { CommentContent } from '../dossier/plan.ts';
import { movedBy } from './checklist.ts';
import { formatDate } from '../words/dates.ts';
import { join, list, type Markdown, md, named, trusted } from '../words/markdown.ts';
import { promisedList } from './prerequisite-list.ts';
import { renderStanding } from './standing.ts';

type Of<Kind extends CommentContent['kind']> = Extract<CommentContent, { kind: Kind }>;

/** A phase that the dossier knew already is entered again: a short notice, its checklist exists. */
export function renderPhaseEnteredAgain({ phase, entry, to, items }: Of<'phase-entered-again'>): Markdown {
  const left = items.filter(({ status }) => status.kind === 'open').length;
  return join([
    md`Bonjour${named(to)}, le dossier est ${trusted(entry.how === 'back' ? 'revenu' : 'de nouveau')} dans la phase « ${trusted(phase.title)} » depuis le ${trusted(formatDate(entry.at))}${movedBy(entry)}.`,
    trusted(phase.intro),
    items.length === 0
      ? null
      : trusted(
          left === 0 ? 'Toutes les étapes de cette phase sont faites.' : `Sa liste d’étapes se trouve plus haut ; il en reste ${left}.`,
        ),
  ]);
}

/** A box was ticked by somebody who may not. */
export function renderUnticked({ by, titles, unverified }: Of<'unticked'>): Markdown {
  const what = list(titles.map((title) => trusted(`**${title}**`)));
  const who = md`Bonjour${named(by)}`;
  const why = unverified
    ? md`l’application n’a pas pu vérifier qui a changé ces cases, ou si cette personne en a le droit : elle les a remises comme avant.`
    : md`ces cases ne peuvent être changées que par la Service Team : l’application les a remises comme avant.`;
  return join([
    md`${who}, ${why}`,
    what,
    md`L’équipe projet signale ses étapes faites en écrivant ${'/fait étape'} dans un commentaire, ou coche sa propre liste avec ${'/etapes'}.`,
  ]);
}

/** One reminder to the project team. */
export function renderReminder({ to, number, last, standing }: Of<'reminder'>): Markdown {
  return join([
    md`Bonjour${named(to)}, ce dossier attend votre équipe${trusted(number > 1 ? ` (relance nᵒ ${number})` : '')}.`,
    renderStanding(standing, 'Voici ce qui reste à faire de votre côté.'),
    md`Si le projet est suspendu, écrivez ${'/pause'} : les relances s’arrêteront.${trusted(last ? ' Sans nouvelles de votre part, le dossier sera marqué « en sommeil » ; toute activité le réveillera.' : '')}`,
  ]);
}

/** Answers that the project announced come due. */
export function renderPromisesNear({ to, promised }: Of<'promises-near'>): Markdown {
  const many = promised.length > 1;
  return join([
    md`Bonjour${named(to)}, ${trusted(many ? 'vous avez annoncé des réponses pour bientôt' : 'vous avez annoncé une réponse pour bientôt')} :`,
    promisedList(promised),
    md`${trusted(many ? 'Écrivez-les' : 'Écrivez-la')} dans votre demande, à la place de ce qui ${trusted(many ? 'les annonce' : 'l’annonce')}, ou mettez-y une nouvelle date. Passée sa date, une réponse annoncée manque au dossier.`,
  ]);
}

/** A secret was pasted; it is never repeated. */
export function renderSecret({ to }: Of<'secret'>): Markdown {
  return join([
    md`### Un secret semble avoir été collé dans ce dossier`,
    md`Bonjour${named(to)}, ce dossier contient un texte qui ressemble à un jeton ou à une clé privée. Toute personne qui peut le lire a pu le voir, et l’historique des modifications le garde.`,
    list([
      md`**Tout de suite** : révoquez ce secret là où il a été créé, puis créez-en un autre.`,
      md`**Ensuite** : retirez-le du dossier (et supprimez la version qui le contient dans l’historique de modification).`,
      md`Un jeton ne se transmet jamais par un commentaire : il se saisit dans les secrets du dépôt, par votre équipe.`,
    ]),
  ]);
}

/** Why the Service Team is asked who answers for the project. */
export const nobodyAnswersText = trusted(
  'Le compte qui a ouvert ce dossier a été supprimé, ou est celui d’un programme, et aucun autre n’est dans l’équipe projet.',
);

/** The Service Team learns that no account of the project can answer; once one can, the notice says so. */
export function renderNobodyAnswers({ members, referents, serviceTeam }: Of<'nobody-answers'>): Markdown {
  if (members.length > 0) return md`✅ Quelqu’un répond de nouveau pour le projet. Rien à faire.`;
  return join([
    md`### Personne ne répond pour le projet`,
    md`Bonjour${serviceTeamNamed(referents, serviceTeam)}, ce dossier attend la Service Team. ${nobodyAnswersText}`,
    md`Écrivez ${'/equipe @compte'} pour nommer qui répond pour le projet : ce compte recevra les relances et pourra utiliser les commandes.`,
  ]);
}

/** The Service Team learns that the App and somebody's automation undo each other's work. */
export function renderLabelContested({ label, undone, by, referents, serviceTeam }: Of<'label-contested'>): Markdown {
  const who = by === null ? md`` : md` par ${by}`;
  if (undone === 'labeled')
    return join([
      md`### Une étiquette est posée sans cesse`,
      md`Bonjour${serviceTeamNamed(referents, serviceTeam)}, l’étiquette ${label} est posée${who} chaque fois que l’application la retire, sans doute par un automatisme. L’application la retirera de moins en moins souvent.`,
      md`Réglez cet automatisme pour qu’il laisse les étiquettes du dossier : d’ici là, celle-ci peut ne pas dire où il en est.`,
    ]);
  return join([
    md`### Une étiquette est retirée sans cesse`,
    md`Bonjour${serviceTeamNamed(referents, serviceTeam)}, l’étiquette ${label} est retirée${who} chaque fois que l’application la pose, sans doute par un automatisme. L’application la remettra de moins en moins souvent.`,
    md`Réglez cet automatisme pour qu’il laisse les étiquettes du dossier : sans elles, il sort des listes de suivi.`,
  ]);
}

const undoneText = {
  comments: {
    title: 'Les commentaires de l’application sont défaits sans cesse',
    happens: 'les commentaires que l’application écrit ici sont supprimés ou réécrits',
    less: 'Elle les remettra de moins en moins souvent, les réponses aux commandes mises à part.',
  },
  body: {
    title: 'Le formulaire du dossier est modifié sans cesse',
    happens: 'le formulaire du dossier est modifié',
    less: 'L’application le suivra de moins en moins souvent, les réponses aux commandes mises à part.',
  },
  state: {
    title: 'Le dossier est fermé et rouvert sans cesse',
    happens: 'ce ticket est fermé puis rouvert',
    less: 'L’application le suivra de moins en moins souvent, les réponses aux commandes mises à part.',
  },
} as const satisfies Readonly<Record<Of<'undone'>['what'], { title: string; happens: string; less: string }>>;

/** The Service Team learns that somebody's automation makes the App write without end. */
export function renderUndone({ what, by, referents, serviceTeam }: Of<'undone'>): Markdown {
  const { title, happens, less } = undoneText[what];
  const who = by === null ? md`` : md` par ${by}`;
  return join([
    md`### ${trusted(title)}`,
    md`Bonjour${serviceTeamNamed(referents, serviceTeam)}, ${trusted(happens)}${who} encore et encore, sans doute par un automatisme. ${trusted(less)}`,
    md`Réglez cet automatisme pour qu’il laisse ce dossier : d’ici là, le suivi peut ne pas dire où il en est. Rien à faire ensuite, l’application le remettra à jour d’elle-même.`,
  ]);
}

/** Whom the App calls of the Service Team: who follows the dossier, or the team. */
function serviceTeamNamed(referents: readonly string[], { team }: Procedure['serviceTeam']): Markdown {
  if (referents.length > 0) return named(referents.slice(0, 3));
  return team === undefined ? md`` : md` ${trusted(`@${team}`)}`;
}
