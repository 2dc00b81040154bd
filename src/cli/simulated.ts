import { sameLabel } from '../words/label.ts';
import { declaredRepositories } from '../dossier/declared-repositories.ts';

import { dossierKey, repositoryKey } from '../words/key.ts';
import type { Observation } from '../dossier/observation.ts';
import type { RepositoryReading } from '../dossier/mirror/repository-reading.ts';
import { nothingRead } from '../dossier/nothing-read.ts';
import { initialState } from '../dossier/state.ts';
import { parseAnswers } from '../form/parse-answers.ts';
import type { HubSetup } from '../config/hub-setup.ts';

/** The observation of an issue that nobody commented on, whose repositories are ordinary ones without any workflow; the phase is the furthest whose label it carries. */
export function simulated({
  setup,
  body,
  labels,
  now,
}: {
  setup: HubSetup;
  body: string;
  labels: readonly string[];
  now: string;
}): Observation {
  const { procedure, form } = setup;
  const { answers } = parseAnswers(form, body);
  const declared = declaredRepositories({ procedure, answers });
  const phase = procedure.phases.findLast(({ label }) => labels.some((name) => sameLabel(name, label.name)));
  const entry = { phase: phase?.id ?? procedure.phases[0]?.id ?? '', at: now, by: null, how: 'opened', reason: null } as const;
  const hub = { owner: 'simulation', repo: 'dossiers' };
  return {
    key: dossierKey(hub, 1),
    hub: { ...hub, id: 1, private: false },
    app: 'accostage[bot]',
    issue: {
      id: 1,
      nodeId: 'I_1',
      number: 1,
      title: '',
      body,
      author: { login: 'equipe-projet', id: 1, bot: false },
      editor: { answer: 'nobody' },
      lastEditedAt: null,
      assignees: [],
      open: true,
      labels: [...new Set([procedure.labels.dossier.name, ...labels])],
      createdAt: now,
      // Long ago: no event is still on its way, so that a second phase label is seen to go.
      updatedAt: new Date(0).toISOString(),
      url: '',
    },
    events: [],
    formerLabels: null,
    bodyHistory: [],
    comments: [],
    memory: { kind: 'kept', state: initialState(entry, '') },
    procedure,
    form,
    ...nothingRead,
    mirrors: Object.fromEntries(declared.map((name) => [repositoryKey(name), fresh(name)])),
    // Their files are on GitHub: nothing is known of them here.
    heads: Object.fromEntries(declared.map((name) => [repositoryKey(name), { freshSince: null, head: { kind: 'unread' } }])),
  };
}

/** A repository where nothing was done yet. */
function fresh(name: string): RepositoryReading {
  return {
    kind: 'seen',
    id: 0,
    name,
    url: `https://github.com/${name}`,
    private: false,
    archived: false,
    fork: false,
    defaultBranch: 'main',
    namerWrites: 'yes',
    missingBranches: [],
    mirrors: [],
    unread: [],
    file: null,
    branch: null,
    pull: null,
    pullText: null,
    pullOf: null,
    run: null,
    others: [],
    elder: null,
  };
}
