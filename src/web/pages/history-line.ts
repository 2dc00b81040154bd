import type { HistoryStep } from '../../portfolio/history-step.ts';
import { capital } from '../../render/conditions.ts';
import { entryLine, noteLine } from '../../render/timeline.ts';
import { plainText } from '../../words/markdown.ts';

/** What happened in a line, as the dossier's own timeline says it. */
export function historyLine(step: HistoryStep): string {
  switch (step.kind) {
    case 'phase':
      return capital(plainText(entryLine(step, step.phase)));
    case 'note':
      return capital(plainText(noteLine(step.note)));
    case 'closed':
      return `Ticket fermé${byWhom(step.by)}`;
    case 'reopened':
      return `Ticket rouvert${byWhom(step.by)}`;
    default:
      return step satisfies never;
  }
}

function byWhom(login: string | null): string {
  return login === null ? '' : ` par ${login}`;
}
