import type { SlotText } from './slot.ts';

/** The line before a part of a phase's comment that would otherwise be a comment of its own, by the name of that one's slot. */
export function partMark(slot: SlotText): string {
  return `<!-- accostage:part=${slot} -->`;
}

/** Whether a comment that the App wrote holds that part. */
export function holdsPart(body: string, slot: SlotText): boolean {
  return body.split(/\r?\n/).includes(partMark(slot));
}
