import type { Observation } from './observation.ts';

/** What `decide` asks for, before anything was; and a dossier where nothing was written yet. */
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
  written: {},
} as const satisfies Partial<Observation>;
