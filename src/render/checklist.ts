import type { ItemView } from '../dossier/item.ts';
import type { ChecklistView } from '../dossier/plan.ts';
import type { PhaseEntry } from '../dossier/state.ts';
import { formatDate } from '../words/dates.ts';
import { boxedItem } from './item-list.ts';
import { join, type Markdown, md, named, trusted } from '../words/markdown.ts';

/** The comment of a phase: it announces the phase to the project team, then keeps its checklist. */
export function renderChecklist({ phase, entry, to, items, current }: ChecklistView): Markdown {
  const own = items.filter(({ item }) => item.owner === 'projet');
  const theirs = items.filter(({ item }) => item.owner === 'service-team');
  return join([
    trusted(`## Phase « ${phase.title} »`),
    current
      ? md`Bonjour${named(to)}, votre dossier est entré dans la phase « ${trusted(phase.title)} » le ${trusted(formatDate(entry.at))}${movedBy(entry)}.`
      : md`Le dossier n’est plus dans cette phase ; ses étapes restent ici pour mémoire.`,
    current ? trusted(phase.intro) : null,
    items.length === 0 ? md`Aucune étape n’est à cocher dans cette phase.` : null,
    group('### Pour l’équipe projet', own),
    group('### Pour la Service Team', theirs),
    current ? howToTick(own) : null,
  ]);
}

/** Who moved the dossier, and why when the conditions did not hold. */
export function movedBy({ by, how, reason }: PhaseEntry): Markdown {
  if (by === null) return md``;
  return how === 'forced'
    ? md`, par décision de ${by} malgré les conditions non remplies (motif : ${reason ?? ''})`
    : md`, à la demande de ${by}`;
}

function group(title: string, items: readonly ItemView[]): Markdown | null {
  return items.length === 0 ? null : join([trusted(title), join(items.map(boxedItem), '\n')]);
}

function howToTick(own: readonly ItemView[]): Markdown | null {
  const open = own.find(({ status }) => status.kind === 'open');
  if (open === undefined) return null;
  return join([
    trusted('### Comment signaler qu’une étape est faite'),
    md`**Équipe projet** : écrivez un nouveau commentaire dans ce ticket contenant ${`/fait ${open.item.id}`}, ou ${'/etapes'} pour obtenir une liste que vous pourrez cocher vous-même. **Service Team** : cochez directement la case ci-dessus.`,
  ]);
}
