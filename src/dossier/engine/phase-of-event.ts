import { sameLabel } from '../../words/label.ts';
import type { Phase, Procedure } from '../../config/procedure.ts';
import type { IssueEvent } from '../observation.ts';

/** The phase whose label an event is about; null for any other event. */
export function phaseOfEvent({ procedure }: { readonly procedure: Procedure }, event: IssueEvent): Phase | null {
  return 'label' in event ? (procedure.phases.find(({ label }) => sameLabel(label.name, event.label)) ?? null) : null;
}
