import type { CommentContent, RefusedMove } from '../dossier/plan.ts';
import type { MoveRefusal } from '../dossier/reply.ts';
import type { Condition } from '../dossier/conditions/condition.ts';
import { conditionList } from './conditions.ts';
import { details, join, type Markdown, md, mention, trusted } from '../words/markdown.ts';

/** The comment on a label that was put back. */
export function renderMoveRefused({ refused, before, stays }: Omit<Extract<CommentContent, { kind: 'move-refused' }>, 'kind'>): Markdown {
  const { by, refusal } = refused;
  const asker = by === null ? md`Bonjour` : md`Bonjour ${mention(by)}`;
  return join([
    md`### Changement de phase refusé`,
    md`${asker}, ${refusalText(refusal)}`,
    md`Le dossier reste dans la phase « ${trusted(stays.title)} », et l’application a remis l’étiquette ${stays.label.name}.`,
    refusalDetails(refusal),
    ...before.map((other) => askedBefore(other, refusal)),
  ]);
}

/** To whoever asked for the same phase just before. */
function askedBefore({ by, refusal }: RefusedMove<string>, last: MoveRefusal): Markdown {
  const asker = mention(by);
  return refusal.why === last.why
    ? md`${asker}, qui l’aviez demandé aussi : la réponse est la même.`
    : join([md`${asker}, qui l’aviez demandé aussi : ${refusalText(refusal)}`, refusalDetails(refusal)]);
}

/** Why a move is refused, as the end of a sentence. */
export function refusalText(refusal: MoveRefusal): Markdown {
  switch (refusal.why) {
    case 'gate': {
      const unmet = refusal.conditions.filter(({ met }) => !met).length;
      return md`le dossier ne peut pas encore passer dans la phase « ${trusted(refusal.to.title)} » : ${trusted(unmet > 1 ? `${unmet} conditions ne sont pas remplies` : 'une condition n’est pas remplie')}.`;
    }
    case 'not-allowed':
      return md`seule la Service Team peut faire changer un dossier de phase.`;
    case 'account-gone':
      return md`le compte qui a posé cette étiquette n’existe plus, et l’application ne peut pas vérifier qu’il faisait partie de la Service Team, qui peut la poser de nouveau.`;
    case 'unverified':
      return md`l’application n’a pas pu vérifier que vous faites partie de la Service Team (${trusted(refusal.right.because)}). Par prudence, elle refuse.`;
    case 'closed':
      return md`ce dossier est fermé : rouvrez-le avant de le faire changer de phase.`;
    default:
      return refusal satisfies never;
  }
}

function foldedMet(met: readonly Condition[]): Markdown | null {
  return met.length === 0 ? null : details(`Conditions déjà remplies (${met.length})`, conditionList(met));
}

/** What to do about a refusal; null when its sentence says it all. */
export function refusalDetails(refusal: MoveRefusal): Markdown | null {
  switch (refusal.why) {
    case 'gate': {
      const unmet = refusal.conditions.filter(({ met }) => !met);
      const once = unmet.length > 1 ? 'Une fois ces conditions remplies' : 'Une fois cette condition remplie';
      return join([
        conditionList(unmet),
        foldedMet(refusal.conditions.filter(({ met }) => met)),
        md`${trusted(once)}, posez de nouveau l’étiquette ${refusal.to.label.name}. Pour passer outre, la Service Team peut écrire ${`/forcer ${refusal.to.id} motif`} : le motif restera dans l’historique.`,
      ]);
    }
    case 'unverified':
      return md`**Pour l’exploitant de l’application** : ${trusted(refusal.right.grant)}. La commande ${'/diagnostic'} dit ce qui lui manque.`;
    case 'not-allowed':
    case 'account-gone':
    case 'closed':
      return null;
    default:
      return refusal satisfies never;
  }
}
