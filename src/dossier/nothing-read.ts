import type { Observation } from './observation.ts';

/** What `decide` asks for, before anything was. */
export const nothingRead = {
  rights: {},
  accounts: {},
  diagnosis: null,
  teamReach: {},
  revisions: {},
  mirrors: {},
  heads: {},
  reports: {},
  fixes: {},
  runs: {},
} as const satisfies Partial<Observation>;
