import type { Dossier } from '../dossier.ts';
import type { Phase, Prerequisite } from '../../config/procedure.ts';
import { platformsOf } from '../mirror/platforms.ts';
import type { Platform } from '../mirror/mirror-workflow.ts';
import { type Facts, phaseRank } from '../facts.ts';
import type { ItemView } from '../item.ts';
import type { Named } from './take-name.ts';
import type { Flow } from '../../flows/reading/flow.ts';

/** The phases by id, title and label. */
export function phaseNames({ procedure }: Facts): readonly Named<Phase>[] {
  return procedure.phases.map((phase) => ({ value: phase, names: [phase.id, phase.title, phase.label.name] }));
}

/** The prerequisites by id and title. */
export function prerequisiteNames({ procedure }: Facts): readonly Named<Prerequisite>[] {
  return procedure.prerequisites.map((prerequisite) => ({ value: prerequisite, names: [prerequisite.id, prerequisite.title] }));
}

/**
 * The checklist items by id and title; the current phase first, so that an item that two phases share is the current one's.
 * Those of another phase also answer to `phase/item`.
 */
export function itemNames(dossier: Dossier): readonly Named<ItemView>[] {
  const rank = phaseRank(dossier.procedure, dossier.state.phase);
  const nearestFirst = dossier.procedure.phases
    .map((phase, index) => ({ phase, distance: index <= rank ? rank - index : index }))
    .toSorted((a, b) => a.distance - b.distance);
  return nearestFirst.flatMap(({ phase }) =>
    dossier.items(phase.id).map((view): Named<ItemView> => {
      const own = phase.id === dossier.state.phase;
      return own
        ? { value: view, names: [view.item.id, view.item.title, view.key] }
        : { value: view, names: [view.key, view.item.id, view.item.title] };
    }),
  );
}

/** The platforms by id and title, each by the transport that the dossier has for it. */
export function platformNames(dossier: Dossier): readonly Named<Platform>[] {
  return platformsOf(dossier).map((platform) => ({ value: platform, names: [platform.id, platform.title] }));
}

/** The declared flows by id. */
export function flowNames({ flowAnswers }: Facts): readonly Named<Flow>[] {
  return flowAnswers.flatMap((answer) => answer.flows.map((flow) => ({ value: flow, names: [flow.id] as const })));
}
