import { holdsPart, partMark } from '../../src/dossier/written/parts.ts';
import type { SlotText } from '../../src/dossier/written/slot.ts';

/** What the newest comment that holds a part says in it, up to the next one; undefined where none does. */
export function partTold(comments: readonly { readonly body: string }[], slot: SlotText): string | undefined {
  const host = comments.findLast(({ body }) => holdsPart(body, slot));
  return host?.body.split(partMark(slot))[1]?.split('\n<!-- accostage:part=')[0];
}
