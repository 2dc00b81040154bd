import type { CheckCounts } from '../dossier/checks/summary.ts';
import { counted } from '../words/dates.ts';
import { type Markdown, trusted } from '../words/markdown.ts';

/** « 2 règles bloquent en production, 1 à améliorer, 3 indéterminées, 9 conformes ». */
export function countsText({ blocking, breaking, audited, undetermined, conforming, asSeen, ignored }: CheckCounts): Markdown {
  const parts = [
    blocking > 0
      ? `❌ ${counted(blocking, 'règle non conforme qui bloque en production', 'règles non conformes qui bloquent en production')}`
      : null,
    breaking > 0
      ? `🔶 ${counted(breaking, 'règle non conforme, qui empêche de fonctionner', 'règles non conformes, qui empêchent de fonctionner')}`
      : null,
    audited > 0 ? `⚠️ ${counted(audited, 'règle non conforme, signalée seulement', 'règles non conformes, signalées seulement')}` : null,
    undetermined > 0 ? `❔ ${counted(undetermined, 'règle indéterminée', 'règles indéterminées')}` : null,
    ignored > 0 ? `➖ ${counted(ignored, 'règle ignorée avec un motif', 'règles ignorées avec un motif')}` : null,
    conforming > 0 ? `✅ ${counted(conforming, 'règle conforme', 'règles conformes')}` : null,
    asSeen > 0 ? `☑️ ${counted(asSeen, 'règle conforme pour ce qui est vu', 'règles conformes pour ce qui est vu')}` : null,
  ].filter((part) => part !== null);
  return trusted(parts.length === 0 ? 'Aucun fichier à vérifier n’a été trouvé.' : `${parts.join(' ; ')}.`);
}
