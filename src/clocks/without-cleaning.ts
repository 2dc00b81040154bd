import type { IssueEvent } from '../dossier/observation.ts';
import { isOneLabel, labelName } from '../words/label.ts';

/**
 * The events of an issue without those of another spelling, or a former name, that goes while the label itself is on: the App cleans these up, and nothing ends.
 * `ownNameOf` tells the name of the label that is meant; null for one that means nothing here.
 */
export function withoutCleaning(events: readonly IssueEvent[], ownNameOf: (label: string) => string | null): readonly IssueEvent[] {
  const on = new Set<string>();
  return events.filter((event) => {
    const own = 'label' in event ? ownNameOf(event.label) : null;
    if (!('label' in event) || own === null) return true;
    if (!isOneLabel(own, event.label)) return event.kind === 'labeled' || !on.has(labelName(own));
    if (event.kind === 'labeled') on.add(labelName(own));
    else on.delete(labelName(own));
    return true;
  });
}
