import { expect } from 'vitest';
import type { Procedure } from '../../src/config/procedure.ts';
import { createToyHub, defaults } from './toy-hub.ts';

export type Hub = ReturnType<typeof createToyHub>;

/** The Service Team's name. */
export const team = 'dnum-mi/service-team';
export const withTeam: Procedure = { ...defaults.procedure, serviceTeam: { ...defaults.procedure.serviceTeam, team } };

/** The App looks until nothing is left to write; the calls that it posted meanwhile. */
export function rest(hub: Hub): readonly string[] {
  const created: string[] = [];
  for (let round = 0; round < 8; round++) {
    const look = hub.reconcile();
    created.push(...look.created.filter((slot) => slot.startsWith('call/')));
    if (look.writes === 0) return created;
  }
  throw new Error('the dossier never comes to rest');
}

/** A dossier at rest, in a hub whose Service Team is a team. */
export function opened(options: Parameters<typeof createToyHub>[0] = {}): Hub {
  const hub = createToyHub({ procedure: withTeam, ...options });
  rest(hub);
  return hub;
}

/** The comment that calls the Service Team; null without one. Never two. */
export function call(hub: Hub): string | null {
  const standing = hub.comments().filter(({ slot }) => slot?.startsWith('call/') === true);
  expect(standing.length).toBeLessThanOrEqual(1);
  return standing[0]?.body.replaceAll('\u00a0', ' ') ?? null;
}

/** Looks once a day, as the alarms ask at least; the calls that were posted. */
export function daysPass(hub: Hub, days: number): readonly string[] {
  return Array.from({ length: days }).flatMap(() => {
    hub.daysPass(1);
    return rest(hub);
  });
}
