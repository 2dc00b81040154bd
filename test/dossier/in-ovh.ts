import { createToyHub, people } from './toy-hub.ts';

/** A dossier that the Service Team moved to OVH by its label, at rest. */
export function inOvh(options: Parameters<typeof createToyHub>[0] = {}): ReturnType<typeof createToyHub> {
  const hub = createToyHub(options);
  hub.reconcile();
  hub.setLabel(people.serviceTeam, 'phase: OVH');
  hub.reconcile();
  hub.reconcile();
  return hub;
}
