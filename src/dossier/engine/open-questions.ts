import { lookUp } from '../../words/look-up.ts';
import { loginKey } from '../../words/login.ts';
import { repositoryKey } from '../../words/key.ts';
import type { Questions } from '../facts.ts';
import { fileQuestions } from './file-questions.ts';
import { headQuestions } from './head-questions.ts';
import type { IssueEvent, Namings, Needs, Observation, Right } from '../observation.ts';

/** What `decide` needs when it needs nothing. */
export const noNeeds: Needs = {
  rights: [],
  formerLabels: false,
  bodyHistory: false,
  accounts: [],
  diagnosis: null,
  teamReach: null,
  revisions: [],
  mirrors: [],
  heads: [],
  reports: [],
  fixes: [],
  runs: [],
};

/** What the body says that a question goes with: whose word each repository is, and the branches to mirror. */
export interface AskedFor {
  readonly namings: Namings;
  readonly branches: readonly string[];
}

/** Look-ups over what was observed; one that is missing counts as unverified for now, and is noted. A repository is asked about for whoever named it. */
export function openQuestions(observation: Observation, { namings, branches }: AskedFor): { ask: Questions; needs: () => Needs | null } {
  const rights = new Set<string>();
  const accounts = new Set<string>();
  const revisions = new Set<string>();
  const mirrors = new Set<string>();
  const heads = headQuestions(observation, namings);
  const files = fileQuestions(observation, namings);
  const namerOf = (name: string) => namings[repositoryKey(name)] ?? null;
  const lacking = { ...noNeeds };
  const ask: Questions = {
    right: (login) => {
      const known = lookUp(observation.rights, login);
      if (known === undefined) rights.add(login);
      return known ?? notRead;
    },
    events: () => {
      if (observation.formerLabels === null && observation.events.some((event) => 'label' in event)) lacking.formerLabels = true;
      return withFormerLabels(observation);
    },
    account: (login) => orNoted(lookUp(observation.accounts, loginKey(login)), () => accounts.add(loginKey(login))),
    teamReach: (comment) => {
      const known = observation.teamReach[comment];
      if (known === undefined) lacking.teamReach = comment;
      return known ?? null;
    },
    revisions: (comment) => orNoted(observation.revisions[comment], () => revisions.add(comment)),
    bodyHistory: () => {
      if (observation.bodyHistory === null) lacking.bodyHistory = true;
      return observation.bodyHistory;
    },
    diagnosis: () => {
      if (observation.diagnosis === null) lacking.diagnosis = namings;
      return observation.diagnosis;
    },
    repository: (name) => orNoted(observation.mirrors[repositoryKey(name)], () => mirrors.add(name)),
    head: heads.ask,
    ...files.ask,
  };
  const needs = (): Needs | null => {
    const all: Needs = {
      ...lacking,
      rights: [...rights],
      accounts: [...accounts],
      revisions: [...revisions],
      mirrors: [...mirrors].map((name) => ({ name, namer: namerOf(name), branches })),
      heads: heads.needs(),
      ...files.needs(),
    };
    return isNothing(all) ? null : all;
  };
  return { ask, needs };
}

/** What was read; null where it was not, which is noted. */
function orNoted<Read>(known: Read | undefined, note: () => void): Read | null {
  if (known === undefined) note();
  return known ?? null;
}

const notRead: Right = { answer: 'unverified', because: '', grant: '' };

function withFormerLabels({ events, formerLabels }: Observation): readonly IssueEvent[] {
  return events.map((event) => ('label' in event ? { ...event, label: formerLabels?.[event.id] ?? event.label } : event));
}

/** True for needs that the repositories of the project alone can meet. */
export function isOfRepositories(needs: Needs): boolean {
  return isNothing({ ...needs, mirrors: [], heads: [], reports: [], fixes: [], runs: [] });
}

function isNothing({
  rights,
  accounts,
  revisions,
  mirrors,
  heads,
  reports,
  fixes,
  runs,
  diagnosis,
  teamReach,
  formerLabels,
  bodyHistory,
}: Needs): boolean {
  const lists = [rights, accounts, revisions, mirrors, heads, reports, fixes, runs];
  return lists.every(({ length }) => length === 0) && diagnosis === null && teamReach === null && !formerLabels && !bodyHistory;
}
