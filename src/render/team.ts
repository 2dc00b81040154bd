import type { Reply, TeamRefusal } from '../dossier/reply.ts';
import type { Team } from '../dossier/team.ts';
import { counted } from '../words/dates.ts';
import { code, enumerated, join, list, type Markdown, md, trusted } from '../words/markdown.ts';

/** Who is in the project team, and how it changes. Nobody is notified. */
export function renderTeam({ team: { members, referents, contacts }, unknown }: Extract<Reply, { kind: 'team' }>): Markdown {
  return join([
    md`voici qui répond pour ce dossier.`,
    list([
      md`**Équipe projet** : ${members.length === 0 ? md`personne` : logins(members)}`,
      ...(referents.length === 0 ? [] : [md`**${trusted(referentTitle(referents))}** : ${logins(referents)}`]),
    ]),
    unknown.length === 0
      ? null
      : md`GitHub ne connaît personne sous ${trusted(unknown.length > 1 ? 'ces comptes des contacts' : 'ce compte des contacts')} : ${logins(unknown)}. Corrigez la demande.`,
    contacts.beyond === 0 ? null : md`Parmi les contacts, ${trusted(beyondText(contacts.accounts.length))}.`,
    md`L’auteur du dossier et la Service Team ajoutent un compte avec ${'/equipe @compte'} et le retirent avec ${'/equipe @compte non'}.`,
  ]);
}

/** Names that lead to no account of the team any more, or never did; within a sentence. */
export function misnamedText({ passedOn, nobodys, strangers }: Pick<Team, 'passedOn' | 'nobodys' | 'strangers'>): Markdown | null {
  const said = [
    passedOn.length === 0
      ? null
      : md`${logins(passedOn)} ${trusted(passedOn.length > 1 ? 'sont maintenant d’autres comptes que ceux de l’équipe, ajoutez-les' : 'est maintenant un autre compte que celui de l’équipe, ajoutez-le')} s’il le faut avec ${'/equipe @compte'}`,
    nobodys.length === 0
      ? null
      : md`${logins(nobodys)} ${trusted(nobodys.length > 1 ? 'n’étaient pas les comptes de personnes quand la demande les a nommés, corrigez-la, ou ajoutez les comptes' : 'n’était pas le compte d’une personne quand la demande l’a nommé, corrigez-la, ou ajoutez le compte')} avec ${'/equipe @compte'}`,
    strangers.length === 0
      ? null
      : md`${logins(strangers)} ${trusted(strangers.length > 1 ? 'ont été inscrits dans la demande par quelqu’un d’autre que l’auteur et n’en sont pas ; l’auteur ou la Service Team les ajoute' : 'a été inscrit dans la demande par quelqu’un d’autre que l’auteur et n’en est pas ; l’auteur ou la Service Team l’ajoute')} avec ${'/equipe @compte'}`,
  ].filter((part) => part !== null);
  return said.length === 0 ? null : join(said, ' ; ');
}

/** « référent » or « référents », of the Service Team. */
export function referentTitle(referents: readonly string[]): string {
  return referents.length > 1 ? 'Référents de la Service Team' : 'Référent de la Service Team';
}

/** What became of the accounts that the contacts name beyond the first; within a sentence. */
export function beyondText(counting: number): string {
  return `seuls les ${counting} premiers comptes en font partie`;
}

/** Logins as they are, nobody notified. */
export function logins(names: readonly string[]): Markdown {
  return enumerated(names.map((name) => code(name)));
}

/** What `/equipe` changed, and what it left with the reason. Nobody is notified: the command's own mention did. */
export function renderTeamChange({ way, changed, already, refused, unread }: Extract<Reply, { kind: 'team-changed' }>): Markdown {
  const several = changed.length > 1;
  const done = way === 'joined' ? (several ? 'font partie' : 'fait partie') : several ? 'ne font plus partie' : 'ne fait plus partie';
  return join(
    [
      changed.length === 0 ? null : md`c’est noté : ${logins(changed)} ${trusted(done)} de l’équipe projet.`,
      already.length === 0 ? null : md`${logins(already)} ${trusted(already.length > 1 ? 'en faisaient' : 'en faisait')} déjà partie.`,
      ...refused.map(({ typed, why }) => md`${typed} : ${trusted(refusalTexts[why])}.`),
      unread === 0
        ? null
        : md`${trusted(counted(unread, 'compte de plus n’a pas été lu', 'comptes de plus n’ont pas été lus'))} : dix au plus par commande.`,
    ],
    ' ',
  );
}

const refusalTexts: Readonly<Record<TeamRefusal, string>> = {
  'not-an-account': 'ce n’est pas un compte GitHub (écrivez `@compte`)',
  absent: 'ce compte n’existe pas sur GitHub',
  organisation: 'c’est une organisation ; nommez des personnes',
  bot: 'c’est un programme ; nommez une personne',
  unverified: 'l’application n’a pas pu vérifier ce compte ; réessayez plus tard',
  full: 'l’équipe compte déjà vingt personnes',
  author: 'l’auteur du dossier en fait toujours partie',
  referent: 'ce compte suit le dossier pour la Service Team',
  'not-a-member': 'ce compte n’est pas dans l’équipe',
};
