import { plainName } from '../words/nearest.ts';
import { flowId } from './reading/flow-id.ts';
import type { Zone } from './reading/flow.ts';

/** A flow as it can be chosen; `zone` is null where nobody remembers. */
export interface Selectable {
  readonly id: string;
  readonly zone: Zone | null;
}

/** What the first words of a command choose, and the words after them; or the id that is none. */
export type Selection =
  /** `byGroup`: some were chosen together (`tous`, `mi`, `internet`), not named. */
  | { readonly kind: 'chosen'; readonly ids: readonly string[]; readonly byGroup: boolean; readonly rest: string }
  | { readonly kind: 'unknown'; readonly typed: string };

/**
 * Reads the flows at the start of a command's arguments: ids, lists of them (`F-ABCDEF, F-GHJKLM`), ranges in the order of the table
 * (`F-ABCDEF..F-GHJKLM`), `tous`, `mi`, `internet`. `flows` are those of the table, in its order.
 */
export function selectFlows(args: string, flows: readonly Selectable[]): Selection {
  const text = args.replace(/(F-\w{1,20})\s{0,5}(?:\.\.|…)\s{0,5}(?=F-)/gi, '$1..');
  const chosen = new Set<string>();
  let byGroup = false;
  for (const { 0: word, index } of text.matchAll(/[^\s,;]+/g)) {
    const ids = idsOf(word, flows);
    if (ids === null) return { kind: 'chosen', ids: [...chosen], byGroup, rest: text.slice(index).trim() };
    if (ids === 'unknown') return { kind: 'unknown', typed: word };
    byGroup ||= !/^F-/i.test(word);
    for (const id of ids) chosen.add(id);
  }
  return { kind: 'chosen', ids: [...chosen], byGroup, rest: '' };
}

/** The ids that a word stands for; null when it is no selection. */
function idsOf(word: string, flows: readonly Selectable[]): readonly string[] | 'unknown' | null {
  const ids = flows.map(({ id }) => id);
  const group = plainName(word);
  if (['tous', 'toutes', 'tout', 'all'].includes(group)) return ids;
  if (group === 'mi' || group === 'internet') return flows.flatMap(({ id, zone }) => (zone === group ? [id] : []));
  const [first = '', last = first, ...more] = word.toUpperCase().split('..');
  if (!flowId.test(first) || more.length > 0) return /^F-\w{1,20}$/i.test(first) ? 'unknown' : null;
  const [from, to] = [ids.indexOf(first), ids.indexOf(last)];
  return from === -1 || to === -1 ? 'unknown' : ids.slice(Math.min(from, to), Math.max(from, to) + 1);
}
