import type { Sentence } from '../words/sentence.ts';
import type { StatusView } from '../dossier/plan.ts';
import { logins } from './team.ts';
import { join, type Markdown, md, trusted } from '../words/markdown.ts';

/** What must be read before anything else, one frame each. */
export function alerts({ mode, phase, secrets, restored, state }: StatusView, failures: readonly Sentence[]): Markdown | null {
  const frames = [
    ...(secrets.length === 0
      ? []
      : [
          frame(
            'CAUTION',
            md`Un secret (jeton, clé privée) semble avoir été collé dans ${trusted(secretPlaces(secrets))}. Révoquez-le tout de suite, puis retirez-le.`,
          ),
        ]),
    ...(mode === 'closed'
      ? [
          frame(
            'NOTE',
            phase.closes
              ? md`L’accompagnement est terminé, ce dossier est fermé.`
              : md`Ce dossier est fermé. Le rouvrir reprend l’accompagnement là où il était.`,
          ),
        ]
      : []),
    ...(mode === 'unfollowed'
      ? [frame('NOTE', md`La Service Team a arrêté le suivi de ce dossier. Remettre son étiquette le reprend.`)]
      : []),
    ...(state.paused && mode === 'open' ? [frame('NOTE', md`Les relances sont suspendues ; ${'/reprendre'} les rétablit.`)] : []),
    ...(state.untold.length > 0
      ? [
          frame(
            'NOTE',
            md`GitHub refuse ici les réactions : ce que ${logins(state.untold.map(({ by }) => by))} vient d’écrire est lu, mais reste sans réponse aujourd’hui. Pour répondre, la Service Team peut lever le verrou de ce ticket (**Unlock conversation**).`,
          ),
        ]
      : []),
    ...(restored
      ? [
          frame(
            'NOTE',
            md`Le suivi avait été perdu, modifié par quelqu’un d’autre que l’application, ou transféré d’un autre ticket : elle l’a reconstitué à partir de ce qu’elle a écrit elle-même. Sont à redonner, s’il y en avait : les dispenses, les validations, les renvois, la pause, les autorisations, les personnes ajoutées par ${'/equipe'}. Une commande restée sans réponse est à réécrire.`,
          ),
        ]
      : []),
    ...failures.map((failure) =>
      frame('WARNING', md`L’application n’a pas pu ${failure}. Elle réessaiera ; ${'/diagnostic'} dit ce qui lui manque.`),
    ),
  ];
  return frames.length === 0 ? null : join(frames);
}

function secretPlaces(secrets: StatusView['secrets']): string {
  if (secrets.length > 1) return 'la demande et dans un commentaire';
  return secrets[0] === 'issue' ? 'la demande' : 'un commentaire';
}

function frame(kind: 'CAUTION' | 'NOTE' | 'WARNING', text: Markdown): Markdown {
  return { markdown: `> [!${kind}]\n> ${text.markdown.replaceAll('\n', '\n> ')}` };
}
