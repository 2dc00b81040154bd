import type { IssueEvent } from '../dossier/observation.ts';
import { labelName, sameLabel } from '../words/label.ts';

/**
 * The events as whoever reads the labels saw them: a spelling of a label that goes while another spelling that reads the same stays takes nothing away, as when the App
 * cleans up. Oldest first, as they come.
 */
export function eventsAsRead(events: readonly IssueEvent[]): readonly IssueEvent[] {
  const on = new Set<string>();
  return events.filter((event) => {
    if (!('label' in event)) return true;
    const { kind, label } = event;
    if (kind === 'labeled') {
      on.add(labelName(label));
      return true;
    }
    on.delete(labelName(label));
    return ![...on].some((other) => sameLabel(other, label));
  });
}
