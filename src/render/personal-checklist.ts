import type { Phase } from '../config/procedure.ts';
import type { ItemView } from '../dossier/item.ts';
import { holdsTitle, personalTitle } from '../dossier/written/own-checklist.ts';
import { boxedItem } from './item-list.ts';
import { join, md, trusted } from '../words/markdown.ts';

/**
 * The author's comment turned into a checklist: what they wrote stays, the list follows. A list that is there already (the App stopped before it could
 * remember) is left as it is.
 */
export function renderPersonalChecklist({
  expected,
  phase,
  items,
}: {
  expected: string;
  phase: Phase;
  items: readonly ItemView[];
}): string {
  const title = trusted(personalTitle(phase));
  if (holdsTitle(expected, phase)) return expected;
  const added = join([
    title,
    md`Cochez une étape quand elle est faite : l’application la reporte dans le suivi.`,
    join(items.map(boxedItem), '\n'),
  ]);
  return `${expected.trimEnd()}\n\n${added.markdown}\n`;
}
