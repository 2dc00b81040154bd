import type { Diagnosis } from '../../src/dossier/observation.ts';

/** What GitHub tells of an App that may write issues, and of no repository. */
export const aDiagnosis: Diagnosis = {
  permissions: { issues: 'write' },
  missingPermissions: [],
  serviceTeam: { answer: 'no' },
  repositories: [],
  configuration: [],
  ownEdits: null,
};
