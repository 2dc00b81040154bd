import type { HistoryStep } from '../../portfolio/history-step.ts';
import { capital } from '../../render/conditions.ts';
import { entryLine, noteLine } from '../../render/timeline.ts';
import { type Markdown, plainText } from '../../words/markdown.ts';

/** What happened in a line, as the dossier's own timeline says it. */
export function historyLine(step: HistoryStep): string {
  switch (step.kind) {
    case 'phase':
      return capital(plainText(entryLine(step, step.phase)));
    case 'note':
      return sentenceOf(noteLine(step.note));
    case 'closed':
      return `Ticket fermé${byWhom(step.by)}`;
    case 'reopened':
      return `Ticket rouvert${byWhom(step.by)}`;
    default:
      return step satisfies never;
  }
}

/** A name of somebody stays as it is written, even first. */
function sentenceOf(line: Markdown): string {
  const text = plainText(line);
  return line.markdown.startsWith('`') ? text : capital(text);
}

function byWhom(login: string | null): string {
  return login === null ? '' : ` par ${login}`;
}
