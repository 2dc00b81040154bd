import { parisDate } from '../words/calendar.ts';
import type { Waiver } from './prerequisite.ts';

/** True until the end of the waiver's last day, in Paris. */
export function waiverHolds(waiver: Waiver, now: string): boolean {
  return waiver.until === null || parisDate(now) <= waiver.until;
}
