import type { Procedure } from '../config/procedure.ts';
import type { Comment, Observation } from './observation.ts';
import { renamed } from './renamed.ts';
import type { DossierState } from './state.ts';
import { readSlot, slotText } from './written/slot.ts';

/**
 * The observation in the words of today's process: what the App remembers of phases and prerequisites by a former id (`was`) stands under the present one,
 * the lists of steps too. What stands there already under the present id stays. The same observation where nothing bears a former id.
 */
export function carryOver(observation: Observation): Observation {
  const names = readNames(observation.procedure);
  const { memory, comments } = observation;
  if (names.phases.size + names.prerequisites.size === 0) return observation;
  return {
    ...observation,
    comments: comments.map((comment) => ({ ...comment, slot: presentSlot(comment, comments, names) })),
    memory: memory.kind === 'kept' ? { kind: 'kept', state: presentState(memory.state, names) } : memory,
  };
}

/** Present ids by former ones. */
interface Names {
  readonly phases: ReadonlyMap<string, string>;
  readonly prerequisites: ReadonlyMap<string, string>;
}

function readNames({ phases, prerequisites }: Procedure): Names {
  return { phases: byFormer(phases), prerequisites: byFormer(prerequisites) };
}

function byFormer(elements: readonly { readonly id: string; readonly was: readonly string[] }[]): ReadonlyMap<string, string> {
  return new Map(elements.flatMap(({ id, was }) => was.map((former) => [former, id] as const)));
}

function presentSlot({ slot }: Comment, comments: readonly Comment[], names: Names): string | null {
  if (slot === null) return null;
  const present = presentName(slot, names);
  return comments.some((other) => other.slot === present) ? slot : present;
}

/** The name that a slot has today. */
function presentName(text: string, { phases }: Names): string {
  const slot = readSlot(text);
  return slot !== null && 'phase' in slot ? slotText({ ...slot, phase: nameIn(phases, slot.phase) }) : text;
}

function presentState(state: DossierState, names: Names): DossierState {
  const { phases, prerequisites } = names;
  const ofItem = (key: string) => {
    const [phase = '', ...item] = key.split('/');
    return item.length === 0 ? key : [nameIn(phases, phase), ...item].join('/');
  };
  return {
    ...state,
    phase: nameIn(phases, state.phase),
    history: state.history.map((entry) => ({ ...entry, phase: nameIn(phases, entry.phase) })),
    items: renamed(state.items, ofItem),
    shown: renamed(state.shown, (key) => presentName(key, names)),
    personalChecklists: Object.fromEntries(
      Object.entries(state.personalChecklists).map(([comment, phase]) => [comment, nameIn(phases, phase)]),
    ),
    waivers: renamed(state.waivers, (key) => nameIn(prerequisites, ofItem(key))),
    validated: renamed(state.validated, (key) => nameIn(prerequisites, key)),
    answersShown: renamed(state.answersShown, (key) => nameIn(prerequisites, key)),
    lackingShown: renamed(state.lackingShown, (key) => nameIn(prerequisites, key)),
    promisesTold: renamed(state.promisesTold, (key) => nameIn(prerequisites, key)),
    sentBack: renamed(state.sentBack, (key) => nameIn(prerequisites, key)),
  };
}

function nameIn(names: ReadonlyMap<string, string>, id: string): string {
  return names.get(id) ?? id;
}
