import { type AddressRange, addressRange, holdsRange } from './address-range.ts';
import { contentOf, type Flow, type FlowDraft, type Zone } from './flow.ts';
import { flowIdOf } from './flow-id.ts';
import { holdsPorts } from './ports.ts';

/** Longest justification of a flow that several lines declare, in characters. */
const LONGEST = 400;

/** A flow with what it holds, before it is named. */
export interface Declared {
  readonly draft: FlowDraft;
  readonly range: AddressRange | null;
  /** Drafts that this one holds, itself first. */
  readonly held: FlowDraft[];
}

/**
 * The flows of some drafts: one that another holds whole (same source and protocol, its ports and addresses within the other's) goes into it, with its
 * justification. Quadratic only among the addresses of one source and protocol.
 */
export function mergeDrafts(drafts: readonly FlowDraft[]): readonly Declared[] {
  const kept = new Map<string, Declared[]>();
  for (const draft of drafts) {
    const range = addressRange(draft.destination);
    const key = [(draft.source ?? '').toLowerCase(), draft.protocol, range === null ? draft.destination : 'ip'].join('\n');
    const alike = kept.get(key) ?? [];
    kept.set(key, withDraft(alike, { draft, range, held: [draft] }));
  }
  return [...kept.values()].flat().toSorted((a, b) => a.draft.line - b.draft.line);
}

function withDraft(alike: Declared[], added: Declared): Declared[] {
  const outer = alike.find((known) => holds(known, added));
  if (outer !== undefined) {
    outer.held.push(added.draft);
    return alike;
  }
  const inner = alike.filter((known) => holds(added, known));
  if (inner.length === 0) {
    alike.push(added);
    return alike;
  }
  added.held.push(...inner.flatMap(({ held }) => held));
  return [...alike.filter((known) => !inner.includes(known)), added];
}

/** True when opening the first also opens the second, of the same source and protocol. */
function holds(outer: Declared, inner: Declared): boolean {
  // Names of one key are the same.
  if (outer.range !== null && inner.range !== null && !holdsRange(outer.range, inner.range)) return false;
  const [wide, narrow] = [outer.draft.ports, inner.draft.ports];
  // A flow whose ports are not said is not opened by one that says them, nor the other way round: nobody knows yet.
  return (wide.length === 0) === (narrow.length === 0) && (wide.length === 0 || holdsPorts(wide, narrow));
}

/** The flow that drafts declare together. */
export function flowOf({ draft, held }: Declared, zone: Zone): Flow {
  const content = contentOf({ ...draft, zone });
  const inOrder = held.toSorted((a, b) => a.line - b.line);
  const reasons = new Set(inOrder.flatMap(({ justification }) => (justification === null ? [] : [justification])));
  const justification = [...reasons].join(' ; ').slice(0, LONGEST);
  return {
    ...content,
    id: flowIdOf(content),
    justification: justification === '' ? null : justification,
    addresses: [...new Set(inOrder.flatMap(({ addresses }) => addresses))],
    lines: [...new Set(inOrder.map(({ line }) => line))],
  };
}
